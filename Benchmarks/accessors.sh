#!/usr/bin/env bash
# What a script pays for reading: a loop over 1,000 tokens beside the same loop in `lua5.4`, each field, the hand-over.
# All figures are differences in processor time between whole runs, medians of as many rounds as the argument says (5).
source "$(dirname "$0")/common.sh"
command -v lua5.4 >/dev/null || { echo "this script needs the program lua5.4 (Debian: lua5.4)" >&2; exit 1; }
[ -n "${NO_BUILD:-}" ] || build
rounds=${1:-5}
folder="$root/Benchmarks/accessors"

# stages BODY STAGES TIMES DOCUMENTS [OPTION…]
stages() {
    "$program" run -q -j 1 "$folder/stages.lua" "$4" --set "body=$1" --set "stages=$2" --set "times=$3" "${@:5}"
}

# cpu COMMAND…: the seconds of processor time that it takes, which other work on the machine disturbs least.
cpu() {
    local TIMEFORMAT='%U %S'
    { time "$@" >/dev/null 2>"$work/stderr"; } 2>&1 | awk '{ print $1 + $2 }'
}

# nanoseconds COUNT COMMAND… -- COMMAND…: the median over the rounds of (first - second) / COUNT.
nanoseconds() {
    local count=$1; shift
    local first=()
    while [ "$1" != -- ]; do first+=("$1"); shift; done
    shift
    local values=() with
    for _ in $(seq "$rounds"); do
        with=$(cpu "${first[@]}")
        values+=("$(awk "BEGIN { print ($with - $(cpu "$@")) * 1e9 / $count }")")
    done
    median "${values[@]}"
}

ratio() { awk "BEGIN { printf \"%.2f\", $1 / $2 }"; }

# text COUNT ID: a document of so many tokens, which are words of the articles.
text() {
    cat "$root"/Examples/news/input/*.txt | grep -oE '\b[A-Za-z]{3,}\b' | grep -vx cannot | awk -v count="$1" -v id="$2" '
        { word[NR - 1] = $0 }
        END { printf "{\"id\":\"%s\",\"text\":\"", id; for (i = 0; i < count; i++) printf "%s ", word[i % NR]; print "\"}" }'
}
text 1000 long > "$work/long.jsonl"
text 10 short > "$work/short.jsonl"
for number in $(seq 20); do text 1000 "d$number"; done > "$work/many.jsonl"
stages empty 0 1 "$work/long.jsonl" --set tokens=yes > "$work/record.jsonl"
plain() { lua5.4 "$folder/plain.lua" "$folder" "$work/record.jsonl" "$1" "$2"; }
plain numeric 1 > "$work/plain.txt"
stages numeric 1 1 "$work/long.jsonl" | grep -qF "\"found\":$(cat "$work/plain.txt")}"

row() { printf '%-58s %10s %10s %8s\n' "$@"; }
row "two fields of each of 1,000 tokens, ns a token" plain stage ratio
for loop in numeric ipairs; do
    plain=$(nanoseconds 10000000 plain $loop 10000 -- plain $loop 0)
    again=$(nanoseconds 10000000 stages $loop 1 10000 "$work/long.jsonl" -- stages $loop 1 0 "$work/long.jsonl")
    once=$(nanoseconds 4000000 stages $loop 200 1 "$work/many.jsonl" -- stages $loop 200 0 "$work/many.jsonl")
    row "  $loop loop, many times in one stage" "$(printf %.1f "$plain")" "$(printf %.1f "$again")" "$(ratio "$again" "$plain")"
    row "  $loop loop, once in each of 200 stages" "$(printf %.1f "$plain")" "$(printf %.1f "$once")" "$(ratio "$once" "$plain")"
done

echo
row "one access, ns" "" "" ""
for body in element count tokens meta id \
    token.{text,lower,norm,lemma,upos,feats,shape,length,start,stop,sentence,index,is_punct,like_num} \
    span.{label,layer,by,first,last,start,stop,text,attributes}; do
    cost=$(nanoseconds 10000000 stages "$body" 1 10000000 "$work/long.jsonl" -- stages nothing 1 10000000 "$work/long.jsonl")
    row "  $body" "" "$(printf %.1f "$cost")" ""
done

echo
row "handing a document to a stage, µs" "" "" ""
for length in short long; do
    for number in $(seq 500); do text $([ $length = short ] && echo 10 || echo 1000) "d$number"; done > "$work/all.jsonl"
    head -n 100 "$work/all.jsonl" > "$work/few.jsonl"
    # Loading a thousand stages is taken off by the run over fewer documents.
    with=$(nanoseconds 400000 stages empty 1000 1 "$work/all.jsonl" -- stages empty 1000 1 "$work/few.jsonl")
    without=$(nanoseconds 400000 stages empty 0 1 "$work/all.jsonl" -- stages empty 0 1 "$work/few.jsonl")
    cost=$(awk "BEGIN { print $with - $without }")
    row "  $([ $length = short ] && echo 10 || echo 1,000) tokens" "" "$(awk "BEGIN { printf \"%.2f\", $cost / 1000 }")" ""
done
