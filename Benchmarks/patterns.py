"""Makes the same rules for spaCy and for pipeline, over the same tokens, and times spaCy.

patterns.py make TEXT FOLDER [SEED]     writes tokens.txt and for each set of rules NAME.json and NAME.txt
patterns.py time FOLDER NAME SECONDS    times spaCy's Matcher; prints rules, words, matches and words a second of
                                        processor time

Tokens are those of spacy.blank("en"), so that both sides read the same ones; making them is in no time.
"""
import collections
import json
import random
import sys
import time

SIZES = (10, 100, 1000, 10000)


def spacy_element(kind, value=None, op=None):
    element = {
        "word": lambda: {"LOWER": value},
        "words": lambda: {"LOWER": {"IN": value}},
        "any": lambda: {},
        "title": lambda: {"IS_TITLE": True},
        "number": lambda: {"LIKE_NUM": True},
        "punct": lambda: {"IS_PUNCT": True},
        "long": lambda: {"LENGTH": {">=": 10}},
        "ending": lambda: {"TEXT": {"REGEX": "^.*" + value + "$"}},
    }[kind]()
    if op:
        element["OP"] = op
    return element


def quoted(word):
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("|", "\\|") + '"'


def own_element(kind, value=None, op=None):
    text = {
        "word": lambda: quoted(value),
        "words": lambda: "[lower in {" + ", ".join(quoted(word) for word in value) + "}]",
        "any": lambda: "[]",
        "title": lambda: "[is_title]",
        "number": lambda: "[like_num]",
        "punct": lambda: "[is_punct]",
        "long": lambda: "[length >= 10]",
        "ending": lambda: "/.*" + value + "/",
    }[kind]()
    return text + (op or "")


def word_rule(random, sentences):
    """Three words that stand beside each other in the text."""
    while True:
        sentence = random.choice(sentences)
        if len(sentence) > 2:
            start = random.randrange(len(sentence) - 2)
            return [("word", word.lower()) for word in sentence[start:start + 3]]


def random_rule(random, sentences):
    """Three words of the text by their frequency, whether they ever stand beside each other or not."""
    return [("word", random.choice(random.choice(sentences)).lower()) for _ in range(3)]


def sparse_rule(random, sentences):
    """A rule of any kind whose words are rare, so that it hardly ever matches: what rules cost without their matches."""
    return mixed_rule(random, sentences, [("word", random.choice(sentences[0]).lower()) for _ in range(3)])


def mixed_rule(random, sentences, words=None):
    first, second, third = words or word_rule(random, sentences)
    others = sorted({random.choice(random.choice(sentences)).lower() for _ in range(4)})
    return random.choice([
        [first, second, third],
        [first, ("any",), third],
        [("title", None, "+"), second],
        [first, ("words", others), third],
        [("title",), second, ("title",)],
        [("number",), second],
        [first, ("any", None, "{0,4}"), third],
        [("long",), second, ("punct", None, "?")],
        [("ending", random.choice(["ing", "ed", "ly", "tion"])), second],
        [("title",), ("any", None, "?"), third],
    ])


def write(folder, name, rules):
    with open(f"{folder}/{name}.json", "w") as file:
        json.dump([[spacy_element(*element) for element in rule] for rule in rules], file)
    with open(f"{folder}/{name}.txt", "w") as file:
        file.writelines(" ".join(own_element(*element) for element in rule) + "\n" for rule in rules)


def make(text, folder, seed=1):
    import spacy

    nlp = spacy.blank("en")
    with open(text) as file:
        lines = [[token.text for token in nlp(line) if not token.is_space] for line in file.read().splitlines()]
    sentences = [line for line in lines if line]
    with open(f"{folder}/tokens.txt", "w") as file:
        file.writelines(" ".join(line) + "\n" for line in sentences)
    counts = collections.Counter(word.lower() for sentence in sentences for word in sentence)
    rare = [[word for sentence in sentences for word in sentence if counts[word.lower()] <= 5]]
    for kind, rule in (
        ("random", random_rule), ("words", word_rule), ("sparse", sparse_rule), ("mixed", mixed_rule)
    ):
        source = random.Random(seed)
        # No two rules are equal.
        rules = {}
        while len(rules) < SIZES[-1]:
            made = rule(source, rare if kind == "sparse" else sentences)
            rules[json.dumps(made)] = made
        rules = list(rules.values())
        for size in SIZES:
            write(folder, f"{kind}-{size}", rules[:size])
    the, that = ("word", "the"), ("word", "that")
    write(folder, "plain", [[the, ("title",), that]])
    write(folder, "gaps", [[("word", "the", "{0,20}"), ("word", "the", "{0,20}"), that]])
    write(folder, "wide", [[the, ("any", None, "{0,64}"), that]])
    write(folder, "optional", [[the] + [("any", None, "?")] * 20 + [that]])
    write(folder, "context", [[the, ("any", None, "*"), ("word", "zzz")]])
    # The claim is short and its context long; spaCy has neither.
    with open(f"{folder}/claim.txt", "w") as file:
        file.write('x:"the" []* "the"\n')


def timed(folder, name, budget):
    import spacy
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

    nlp = spacy.blank("en")
    with open(f"{folder}/tokens.txt") as file:
        sentences = [line.split(" ") for line in file.read().splitlines()]
    documents = [
        Doc(nlp.vocab, words=[word for line in sentences[start:start + 100] for word in line])
        for start in range(0, len(sentences), 100)
    ]
    matcher = Matcher(nlp.vocab)
    with open(f"{folder}/{name}.json") as file:
        rules = json.load(file)
    for number, rule in enumerate(rules):
        matcher.add(f"r{number}", [rule])
    matcher(documents[0])
    words = matches = 0
    start = time.process_time()
    while time.process_time() - start < budget:
        for document in documents:
            matches += len(matcher(document))
            words += len(document)
            if time.process_time() - start > budget:
                break
    print(len(rules), words, matches, words / (time.process_time() - start))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    else:
        timed(sys.argv[2], sys.argv[3], float(sys.argv[4]))
