# What the scripts share. Sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program="$root/.build/release/pipeline"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
    make -C "$root" --no-print-directory build >&2
}

# measure COMMAND…: sets `seconds` and `kilobytes`, the wall time and the peak memory of a command that must succeed.
measure() {
    local start end
    start=$(date +%s.%N)
    "$@" 2>"$work/stderr" &
    local child=$! peak=0 now
    while kill -0 "$child" 2>/dev/null; do
        now=$(awk '/^VmHWM:/ { print $2 }' "/proc/$child/status" 2>/dev/null || true)
        if [ -n "${now:-}" ] && [ "$now" -gt "$peak" ]; then peak=$now; fi
        sleep 0.005
    done
    if ! wait "$child"; then cat "$work/stderr" >&2; exit 1; fi
    end=$(date +%s.%N)
    seconds=$(awk "BEGIN { print $end - $start }")
    kilobytes=$peak
}

# median NUMBER…
median() {
    printf '%s\n' "$@" | sort -n | awk '{ a[NR] = $1 } END { print (NR % 2) ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'
}

# documents COUNT FILE: JSON lines of about 2 kB each, from the articles of the news example, taken in turn.
documents() {
    local count=$1 file=$2
    for article in "$root"/Examples/news/input/*.txt; do
        { cat "$article"; printf '\n\n'; cat "$article"; } | head -c 2000 | iconv -c -t UTF-8 |
            awk '{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\t/, "\\t"); printf "%s\\n", $0 } END { print "" }'
    done > "$work/articles"
    awk -v count="$count" '{ text[NR] = $0 }
        END { for (i = 0; i < count; i++) printf "{\"id\":\"d%d\",\"text\":\"%s\"}\n", i, text[i % NR + 1] }' \
        "$work/articles" > "$file"
}
