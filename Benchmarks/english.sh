#!/usr/bin/env bash
# English side by side: the tokenizer beside spaCy's blank("en"), the tagger beside UDPipe 1, in processor time, one
# after the other in one run.
#
# english.sh [TEXT]: TEXT is plain text; the articles of the news example by default, taken twenty times. PYTHON names a
# Python with spaCy 3.8 and ufal.udpipe (pip install 'spacy==3.8.*' ufal.udpipe). UDPIPE is a model of UDPipe 1; without
# one, TREEBANK names a folder with train.conllu and dev.conllu that a tagger is trained on, which takes long.
source "$(dirname "$0")/common.sh"
python=${PYTHON:-python3}
"$python" -c 'import spacy, ufal.udpipe' 2>/dev/null || {
    echo "english.sh needs spaCy and UDPipe: pip install 'spacy==3.8.*' ufal.udpipe, and PYTHON= where they are" >&2
    exit 1
}
swift build --package-path "$root/Benchmarks" -c release --product EnglishBenchmark >&2
text=${1:-}
if [ -z "$text" ]; then
    text="$work/text"
    for _ in $(seq 20); do for article in "$root"/Examples/news/input/*.txt; do cat "$article"; echo; echo; done; done > "$text"
fi
model=${UDPIPE:-}
if [ -z "$model" ] && [ -n "${TREEBANK:-}" ]; then
    model="$work/udpipe.model"
    "$python" "$root/Benchmarks/english.py" train "$TREEBANK/train.conllu" "$TREEBANK/dev.conllu" "$model" >&2
fi

"$root/Benchmarks/.build/release/EnglishBenchmark" "$text" > "$work/own"
own() { awk -v name="$1" '$1 == name { print $3 }' "$work/own"; }
row() { # row NAME PEER PEER-SPEED OWN-SPEED
    awk -v name="$1" -v peer="$2" -v theirs="$3" -v ours="$4" 'BEGIN {
        printf "%-10s pipeline %10d   %-8s %9d   %6.1f x\n", name, ours, peer, theirs, ours / theirs }'
}

echo "Tokens a second of one core."
spacy=$("$python" "$root/Benchmarks/english.py" spacy "$text" "${SECONDS_EACH:-3}")
row tokenize spaCy "${spacy#* }" "$(own tokenize)"
if [ -n "$model" ]; then
    udpipe=$("$python" "$root/Benchmarks/english.py" udpipe "$model" "$text" "${SECONDS_EACH:-3}")
    row tag UDPipe "${udpipe#* }" "$(own tag)"
fi
awk '$1 == "entities" { printf "%-10s pipeline %10d\n", $1, $3 }' "$work/own"
if [ -n "${TREEBANK:-}" ]; then
    echo
    echo "On the tokens of $(basename "$TREEBANK")/dev.conllu:"
    echo "pipeline  $("$program" evaluate --gold-tokens "$TREEBANK/dev.conllu")"
    [ -z "$model" ] || echo "UDPipe    $("$python" "$root/Benchmarks/english.py" score "$model" "$TREEBANK/dev.conllu")"
fi
