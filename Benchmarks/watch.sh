#!/usr/bin/env bash
# How long `pipeline watch` takes from the save of a rule file of the news example to its new result.
source "$(dirname "$0")/common.sh"
build

cp -r "$root/Examples/news" "$root/Plugins" "$work"
mkfifo "$work/shown"
PIPELINE_PLUGINS="$work/Plugins" "$program" watch "$work/news/config.lua" > "$work/shown" &
child=$!
trap 'kill "$child" 2>/dev/null || true; rm -rf "$work"' EXIT
exec 3< "$work/shown"

# result: waits for the line that ends a result, and keeps it.
result() {
    while read -r -t 30 line <&3; do
        case $line in *" ms" | *" watching "*) return 0 ;; esac
    done
    echo "no result came" >&2
    exit 1
}

result
rule="$work/Plugins/statements/cues.lua"
cp "$rule" "$work/rule.lua"
times=()
for round in $(seq 1 21); do
    # As editors save: a draft, renamed. Every second time nobody says anything.
    if [ $((round % 2)) -eq 1 ]; then sed 's/^9 say s  /9 sayy s /' "$work/rule.lua" > "$work/draft"; else cp "$work/rule.lua" "$work/draft"; fi
    echo "-- $round" >> "$work/draft"
    start=$(date +%s%N)
    mv "$work/draft" "$rule"
    result
    end=$(date +%s%N)
    times+=("$(awk "BEGIN { print ($end - $start) / 1000000 }")")
done
echo "from save to result: median $(median "${times[@]}") ms, longest $(printf '%s\n' "${times[@]}" | sort -n | tail -n 1) ms"
echo "the last: $line"
