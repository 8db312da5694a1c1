"""Makes the same phrases for spaCy and for pipeline, over the same tokens, and times spaCy.

phrases.py make TEXT FOLDER SIZE…       writes tokens.txt and for each size names-SIZE.txt and dense-SIZE.txt, a phrase a
                                        line
phrases.py time FOLDER NAME SECONDS     times spaCy's PhraseMatcher; prints phrases, words, matches of a pass, words a
                                        second of processor time, and seconds to build it

Tokens are those of spacy.blank("en"), so that both sides read the same ones; making them is in no time. Up to 5,000
phrases are two to four words that stand beside each other in the text: in `names` at least one of them has a capital
letter, in `dense` they are any words, "of the" among them. All others are one to four words of the text by their
frequency, of which one is replaced by a made-up word: they begin like much of the text and never match, so that lists of
all lengths find the same.
"""
import random
import sys
import time


def phrases(sentences, size, names, seed=1):
    source = random.Random(seed)
    words = [word for sentence in sentences for word in sentence]
    syllables = ["ba", "ko", "ri", "ten", "mu", "las", "dor", "vi", "shan", "ple", "qua", "zer", "non", "fi", "gru", "eth"]
    found = {}
    for _ in range(200000):
        if len(found) == min(5000, size // 2):
            break
        sentence = source.choice(sentences)
        count = source.choice([2, 2, 3, 3, 4])
        start = source.randrange(max(1, len(sentence) - count + 1))
        run = sentence[start:start + count]
        if len(run) == count and (not names or any(word[0].isupper() for word in run)):
            found[tuple(word.lower() for word in run)] = None
    while len(found) < size:
        phrase = [source.choice(words).lower() for _ in range(source.choice([1, 2, 2, 3, 3, 4]))]
        phrase[source.randrange(len(phrase))] = "".join(source.choice(syllables) for _ in range(5))
        found[tuple(phrase)] = None
    return [" ".join(phrase) for phrase in found if not phrase[0].startswith("#")]


def make(text, folder, sizes):
    import spacy

    nlp = spacy.blank("en")
    with open(text) as file:
        lines = [[token.text for token in nlp(line) if not token.is_space] for line in file.read().splitlines()]
    # A blank would be taken for the end of a token.
    sentences = [[word for word in line if not any(sign.isspace() for sign in word)] for line in lines]
    sentences = [sentence for sentence in sentences if sentence]
    with open(f"{folder}/tokens.txt", "w") as file:
        file.writelines(" ".join(line) + "\n" for line in sentences)
    for size in sizes:
        for name in ("names", "dense"):
            with open(f"{folder}/{name}-{size}.txt", "w") as file:
                file.writelines(phrase + "\n" for phrase in phrases(sentences, size, name == "names"))


def timed(folder, name, budget):
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    nlp = spacy.blank("en")
    with open(f"{folder}/tokens.txt") as file:
        sentences = [line.split(" ") for line in file.read().splitlines()]
    documents = [
        Doc(nlp.vocab, words=[word for line in sentences[start:start + 100] for word in line])
        for start in range(0, len(sentences), 100)
    ]
    with open(f"{folder}/{name}.txt") as file:
        lines = file.read().splitlines()
    start = time.process_time()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("X", [Doc(nlp.vocab, words=line.split(" ")) for line in lines])
    build = time.process_time() - start
    matches = sum(len(matcher(document)) for document in documents)
    words = 0
    start = time.process_time()
    while time.process_time() - start < budget:
        for document in documents:
            matcher(document)
            words += len(document)
    print(len(lines), words, matches, words / (time.process_time() - start), build)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], [int(size) for size in sys.argv[4:]])
    else:
        timed(sys.argv[2], sys.argv[3], float(sys.argv[4]))
