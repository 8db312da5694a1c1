#!/usr/bin/env bash
# How a page of 2,000 documents of the news example behaves in Chromium: size, time until it answers, switch, search.
source "$(dirname "$0")/common.sh"
command -v python3 >/dev/null || { echo "this script needs python3" >&2; exit 1; }
build

cp -r "$root/Examples/news" "$work/news"
documents "${1:-2000}" "$work/in.jsonl"
sed 's|read.text "input/\*.txt"|read.jsonl "../in.jsonl"|' "$root/Examples/news/config.lua" > "$work/news/config.lua"
PIPELINE_PLUGINS="$root/Plugins" "$program" run -q --force "$work/news/config.lua" -o "$work/news.jsonl" > /dev/null
measure "$program" view "$work/news.jsonl" -o "$work/news.html"
echo "pipeline view: $seconds s, $kilobytes kB"
python3 "$root/Benchmarks/view.py" "$work/news.html"
