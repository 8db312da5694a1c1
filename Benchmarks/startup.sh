#!/usr/bin/env bash
# How long `pipeline run` takes on one short document with the English models and a Lua stage, and how much memory.
source "$(dirname "$0")/common.sh"
build

cat > "$work/start.lua" <<'LUA'
local pipeline = require "pipeline"
return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.stage { name = "count", assigns = { "meta" }, process = function(doc) doc.meta.tokens = #doc.tokens end },
  },
}
LUA
echo "The minister said no." > "$work/short.txt"

command -v /usr/bin/time >/dev/null || { echo "this script needs GNU time (Debian: time)" >&2; exit 1; }
times=()
memory=()
for _ in $(seq 1 21); do
    start=$(date +%s%N)
    /usr/bin/time -f '%M' -o "$work/time" "$program" run -q --force "$work/start.lua" "$work/short.txt" -o "$work/out.jsonl"
    end=$(date +%s%N)
    times+=("$(awk "BEGIN { print ($end - $start) / 1000000 }")")
    memory+=("$(cat "$work/time")")
done
grep -q '"tokens":5' "$work/out.jsonl"
echo "start on one short document: median $(median "${times[@]}") ms (with the shell's own fork), $(median "${memory[@]}") kB"
