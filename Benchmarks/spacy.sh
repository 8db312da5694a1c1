#!/usr/bin/env bash
# Patterns of spaCy here and there: made-up documents and random patterns, of which both must give the same spans.
#
# spacy.sh [CASES] [SEED]: 5,000 cases and attributes of as many strings by default. PYTHON names a Python with spaCy 3.8.
# spacy.sh fixture: writes the cases anew that the tests read, spacy/*.jsonl.
source "$(dirname "$0")/common.sh"
python=${PYTHON:-python3}
"$python" -c 'import spacy; assert spacy.__version__.startswith("3.8")' 2>/dev/null || {
    echo "spacy.sh needs spaCy 3.8: pip install 'spacy==3.8.*', and PYTHON= where it is" >&2
    exit 1
}
cases() { # cases FOLDER COUNT SEED
    "$python" "$root/Benchmarks/spacy_cases.py" cases "$2" "$3" > "$1/cases.jsonl"
    "$python" "$root/Benchmarks/spacy_cases.py" attributes "$(($2 * 4))" "$3" > "$1/attributes.jsonl"
}
if [ "${1:-}" = fixture ]; then
    cases "$root/Benchmarks/spacy" 500 1
    exit
fi
count=${1:-5000}
cases "$work" "$count" "${2:-7}"
echo "$count cases, $(wc -l < "$work/attributes.jsonl") strings"
SPACY_CASES="$work/cases.jsonl" SPACY_ATTRIBUTES="$work/attributes.jsonl" \
    swift test --package-path "$root" --filter SpacyDifferentialTests 2>&1 | grep -aE '^✘|Test run' || true
