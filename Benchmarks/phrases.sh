#!/usr/bin/env bash
# Phrase lists side by side with spaCy: the same phrases over the same tokens, one after the other, in processor time.
#
# phrases.sh [TEXT]: TEXT is plain text, a sentence or paragraph a line; the articles of the news example by default,
# which are few and repeat words. PYTHON names a Python with spaCy 3.8 (pip install 'spacy==3.8.*'); SECONDS_EACH is how
# long spaCy is timed; SPACY_LISTS are the lists that spaCy is asked for as well.
source "$(dirname "$0")/common.sh"
python=${PYTHON:-python3}
"$python" -c 'import spacy; assert spacy.__version__.startswith("3.8")' 2>/dev/null || {
    echo "phrases.sh needs spaCy 3.8: pip install 'spacy==3.8.*', and PYTHON= where it is" >&2
    exit 1
}
swift build --package-path "$root/Benchmarks" -c release --product PhrasesBenchmark >&2
benchmark="$root/Benchmarks/.build/release/PhrasesBenchmark"
text=${1:-}
if [ -z "$text" ]; then
    text="$work/text"
    cat "$root"/Examples/news/input/*.txt > "$text"
fi
sizes="10000 100000 1000000"
spacy_lists=" ${SPACY_LISTS:-names-10000 dense-10000} "
"$python" "$root/Benchmarks/phrases.py" make "$text" "$work" $sizes

echo "Words a second; ours: the median of seven passes, the first one, which looks each distinct text up, and the median"
echo "when an earlier stage has numbered the words already, as the tokenizer has on spaCy's side."
printf '%-13s %10s %12s %12s %12s %8s %8s %8s %8s %9s %9s %9s\n' \
    list spaCy pipeline "first pass" numbered ns/word hits/k ratio numbered compile/s open/ms B/phrase
for list in names-10000 names-100000 names-1000000 dense-10000; do
    spacy="- - - 0"
    [[ $spacy_lists == *" $list "* ]] &&
        spacy=$("$python" "$root/Benchmarks/phrases.py" time "$work" "$list" "${SECONDS_EACH:-5}")
    compiled=$("$benchmark" "$work/$list.txt" -o "$work/$list.phrases")
    own=$("$benchmark" "$work/$list.phrases" "$work/tokens.txt" 7)
    awk -v list="$list" -v spacy="$spacy" -v compiled="$compiled" -v own="$own" 'BEGIN {
        split(spacy, s, " "); split(compiled, c, " "); split(own, o, " ")
        known = (s[4] > 0)
        if (known && s[3] != o[3]) { print "spaCy finds " s[3] " phrases, pipeline " o[3]; exit 1 }
        words = known ? int(s[4]) : "-"
        ratio = known ? sprintf("%.1f x", 1e9 / o[6] / s[4]) : "-"
        numbered = known ? sprintf("%.1f x", 1e9 / o[9] / s[4]) : "-"
        printf "%-13s %10s %12.0f %12.0f %12.0f %8.1f %8.1f %8s %8s %9.2f %9.1f %9.1f\n", list, words, 1e9 / o[6], \
            1e9 / o[5], 1e9 / o[9], o[6], 1000 * o[3] / o[2], ratio, numbered, c[2] / 1000, o[4], o[7] / o[1] }'
done
