#!/usr/bin/env bash
# Token patterns side by side with spaCy: the same rules over the same tokens, one after the other, in processor time.
#
# patterns.sh [TEXT]: TEXT is plain text, a sentence or paragraph a line; the articles of the news example by default,
# which are few and repeat words. PYTHON names a Python with spaCy 3.8 (pip install 'spacy==3.8.*'); SECONDS_EACH is how
# long spaCy is timed for each set of rules.
source "$(dirname "$0")/common.sh"
python=${PYTHON:-python3}
"$python" -c 'import spacy; assert spacy.__version__.startswith("3.8")' 2>/dev/null || {
    echo "patterns.sh needs spaCy 3.8: pip install 'spacy==3.8.*', and PYTHON= where it is" >&2
    exit 1
}
swift build --package-path "$root/Benchmarks" -c release --product PatternsBenchmark >&2
benchmark="$root/Benchmarks/.build/release/PatternsBenchmark"
text=${1:-}
if [ -z "$text" ]; then
    text="$work/text"
    cat "$root"/Examples/news/input/*.txt > "$text"
fi
"$python" "$root/Benchmarks/patterns.py" make "$text" "$work"

own() { "$benchmark" "$work/$1.txt" "$work/tokens.txt" "${@:2}"; }
row() { # row NAME SPACY-FIGURES OWN-FIGURES
    awk -v name="$1" -v spacy="$2" -v own="$3" 'BEGIN {
        split(spacy, s, " "); split(own, o, " ")
        printf "%-14s %10.0f %12.0f %12.0f %8.1f %8.1f %8.0f x %8.0f %9.0f\n", name, s[4], 1e9 / o[6], 1e9 / o[5], o[6], \
            1000 * o[3] / o[2], 1e9 / o[6] / s[4], 1000 * o[4], o[7] }'
}

echo "Words a second; ours: the median of seven passes and the first one, which makes all tables."
printf '%-14s %10s %12s %12s %8s %8s %10s %8s %9s\n' rules spaCy pipeline "first pass" ns/word hits/k ratio load/ms kB
for set in random words sparse mixed; do
    for size in 10 100 1000 10000; do
        spacy=$("$python" "$root/Benchmarks/patterns.py" time "$work" "$set-$size" "${SECONDS_EACH:-3}")
        row "$set-$size" "$spacy" "$(own "$set-$size" sentence 1 7)"
    done
done

echo
echo "Hard patterns, ns a word; spaCy is not asked, it does not come back from some of them."
for set in plain gaps wide optional context; do
    echo "$set: $(own "$set" sentence 1 15 | awk '{ print $6 }')  $(cat "$work/$set.txt" | cut -c1-60)"
done

echo
echo "The first 100 kB of the text, doubled and doubled again, as one document that is one unit: ns a word (fastest pass)."
head -c 100000 "$work/tokens.txt" > "$work/part.txt"
part() { # part NAME COPIES CLAIM: ns a word
    "$benchmark" "$work/$1.txt" "$work/part.txt" document "$2" $((60 / $2 + 5)) $3 | awk '{ print $8 }'
}
copies="1 2 4 8 16 32 64 100"
printf '%-12s' "100 kB times"
printf '%8s' $copies "100 : 1"
echo
for set in claim context optional random-1000 mixed-1000; do
    claim=
    [ $set = claim ] && claim=x
    printf '%-12s' $set
    for count in $copies; do part $set "$count" "$claim"; done |
        awk '{ t[NR] = $1; printf "%8.1f", $1 } END { printf "%8.2f\n", t[NR] / t[1] }'
done
