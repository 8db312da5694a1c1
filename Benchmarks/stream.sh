#!/usr/bin/env bash
# 10,000 documents of 2 kB through the news definition: speed, flat memory, two workers against one, equal outputs.
source "$(dirname "$0")/common.sh"
build
count=${1:-10000}
definition="$root/Examples/news/config.lua"

run() { # run DOCUMENTS WORKERS OUTPUT
    measure "$program" run -q --force "$definition" "$1" -j "$2" -o "$3"
}

documents "$count" "$work/all.jsonl"
head -n $((count / 10)) "$work/all.jsonl" > "$work/tenth.jsonl"
one=()
two=()
for _ in 1 2 3; do
    run "$work/all.jsonl" 1 "$work/one.jsonl"
    one+=("$seconds")
    memory=$kilobytes
    run "$work/all.jsonl" 2 "$work/two.jsonl"
    two+=("$seconds")
    memory_two=$kilobytes
done
cmp "$work/one.jsonl" "$work/two.jsonl"
[ "$(wc -l < "$work/one.jsonl")" -eq "$count" ]
run "$work/tenth.jsonl" 1 "$work/tenth.out"
tenth=$kilobytes

first=$(median "${one[@]}")
second=$(median "${two[@]}")
awk -v n="$count" -v a="$first" -v b="$second" 'BEGIN {
    printf "%d documents: %.2f s with one worker (%.0f documents/s), %.2f s with two: %.2f x\n", n, a, n / a, b, a / b }'
echo "peak memory: $memory kB with one worker ($tenth kB for a tenth of the documents), $memory_two kB with two"
echo "outputs of one and two workers are equal, $count records each"
