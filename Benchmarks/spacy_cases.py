"""Makes cases for the comparison with spaCy: made-up documents, random patterns, and the spans that spaCy finds.

spacy_cases.py cases COUNT SEED     a case a line: a document, patterns, and what Matcher (all, FIRST, LONGEST), EntityRuler (with
                              and without overwriting) and SpanRuler make of them
spacy_cases.py attributes COUNT SEED     a text a line with what spaCy's English says of it: lower case, shape, length, flags
"""
import json
import random
import sys
import warnings

import spacy
from spacy.lang.en import English
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, Token

WORDS = (
    "a b a b new New york York the The The of and said says man men run runs ran apple Apple apples U.S. can't "
    "don't n't 's half first 2nd 1/2 ~7 10 3,000 +5 12.5 twenty Million ( ) [ ] \" ' “ ” « — - , . ! $ € £ www.a.org "
    "http://x.de/y a@b.com x.co iPhone McDonald ABC ABCDEFG abcdefg XxXx x2 Ab-Cd naïve ÉCOLE straße Ünï 東京 Москва "
    "москва ½ ² … ? someone whatever nobody together 'll neverthless nevertheless 1st one's 10% #tag @me :) ..."
).split() + [" ", "\n", "  "]
TAGS = {"NOUN": "NN NNS NNP", "VERB": "VB VBD VBZ", "ADJ": "JJ JJR", "PRON": "PRP", "PUNCT": ", .", "NUM": "CD"}
MORPHS = ["", "Number=Sing", "Number=Plur", "Number=Sing|Person=3", "Case=Acc,Nom|Number=Sing", "Tense=Past"]
LABELS, IDS, KINDS = ["ORG", "GPE", "PER"], ["x", "y"], ["", "u", "v", "uv"]
FLAGS = (
    "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE IS_STOP LIKE_NUM LIKE_URL LIKE_EMAIL "
    "IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY"
).split()
REGEXES = ["^a", "s$", "[A-Z]", r"\d", "(?i)^new", "o.*o", r"^\w+$", "^(a|b)$", r"\u00e9|\u00c9", "^$", r"\W", "a+b?"]
OPERATORS = ["!", "?", "+", "*", "{2}", "{1,2}", "{1,}", "{,2}", "{0,1}"]


class Words:
    """A tokenizer that cuts at blanks, so that phrases are cut alike on both sides."""

    def __init__(self, vocab):
        self.vocab = vocab

    def __call__(self, text):
        return Doc(self.vocab, words=text.split(" "))


def document(source, vocab):
    count = source.randint(1, 12)
    pool = source.sample(WORDS, source.choice([2, 4, 12, 40]))
    words = [source.choice(pool) for _ in range(count)]
    pos = [source.choice(list(TAGS)) for _ in words]
    doc = Doc(
        vocab, words=words, spaces=[source.random() < 0.7 for _ in words], pos=pos,
        tags=[source.choice(TAGS[tag].split()) for tag in pos], morphs=[source.choice(MORPHS) for _ in words],
        lemmas=[source.choice([word.lower(), word.lower().rstrip("s"), "be"]) or "x" for word in words],
        sent_starts=[index == 0 or source.random() < 0.2 for index in range(count)])
    entities, start = [], 0
    while start < count:
        end = min(count, start + source.randint(1, 3))
        if source.random() < 0.25:
            entities.append(Span(doc, start, end, label=source.choice(LABELS), span_id=source.choice(["", *IDS])))
        start = end
    doc.set_ents(entities)
    for token in doc:
        token._.kind = source.choice(KINDS)
        token._.rank = source.randint(0, 3)
    return doc


def strings(source, doc, attribute):
    value = {
        "ORTH": lambda token: token.text, "TEXT": lambda token: token.text, "LOWER": lambda token: token.lower_,
        "NORM": lambda token: token.norm_, "SHAPE": lambda token: token.shape_, "LEMMA": lambda token: token.lemma_,
        "POS": lambda token: token.pos_, "TAG": lambda token: token.tag_, "MORPH": lambda token: str(token.morph),
        "ENT_TYPE": lambda token: token.ent_type_, "ENT_ID": lambda token: token.ent_id_,
    }[attribute]
    found = [value(source.choice(doc)) for _ in range(source.randint(1, 3))]
    return [text for text in found if text or attribute.startswith("ENT")] or ["Number=Sing"]


def string_value(source, doc, attribute):
    values = strings(source, doc, attribute)
    kind = source.choice(["plain", "plain", "plain", "IN", "NOT_IN", "REGEX", "FUZZY", "SET", "WRAP", "BOTH"])
    if kind == "plain" or kind == "WRAP" and attribute == "MORPH":
        return values[0]
    if kind in ("IN", "NOT_IN"):
        return {kind: values}
    if kind == "REGEX":
        return {"REGEX": source.choice(REGEXES)}
    if kind == "FUZZY":
        word = values[0][:1] + "q" + values[0][2:]
        return {source.choice(["FUZZY", "FUZZY1", "FUZZY2", "FUZZY3"]): word}
    if kind == "WRAP":
        operator = source.choice(["IN", "NOT_IN"])
        if source.random() < 0.5:
            return {"REGEX": {operator: source.sample(REGEXES, 2)}}
        return {source.choice(["FUZZY", "FUZZY1"]): {operator: values}}
    if kind == "BOTH":
        return {"NOT_IN": values[:1], "REGEX": source.choice(REGEXES)}
    if attribute == "MORPH":
        values = [feature for text in values for feature in text.split("|")]
    return {source.choice(["IS_SUBSET", "IS_SUPERSET", "INTERSECTS"]): source.choice([values, values[:1], []])}


def token_pattern(source, doc):
    pattern = {}
    for _ in range(source.choice([0, 1, 1, 1, 2])):
        kind = source.random()
        if kind < 0.5:
            attribute = source.choice(["ORTH", "TEXT", "LOWER", "LOWER", "NORM", "SHAPE", "LEMMA", "POS", "TAG", "MORPH",
                                       "ENT_TYPE", "ENT_ID"])
            if attribute.lower() not in map(str.lower, pattern):
                pattern[source.choice([attribute, attribute.lower()])] = string_value(source, doc, attribute)
        elif kind < 0.75:
            pattern[source.choice(FLAGS)] = source.random() < 0.7
        elif kind < 0.85:
            pattern["LENGTH"] = source.choice([
                1, 3, {">=": 3}, {"<": 4}, {"==": 2}, {"!=": 2}, {">": 1, "<=": 5}, {"IN": [1, 5]}, {"NOT_IN": [3]},
                {"INTERSECTS": [2, 3]}, {"IS_SUBSET": [1, 2]}, {"IS_SUPERSET": [3]}])
        elif kind < 0.9:
            pattern["ENT_IOB"] = source.choice(["B", "I", "O", "", 0, 1, 2, 3])
        elif kind < 0.95:
            pattern[source.choice(["IS_SENT_START", "SENT_START", "SPACY"])] = source.random() < 0.6
        else:
            pattern["_"] = source.choice([
                {"kind": "u"}, {"kind": {"IN": ["u", "uv"]}}, {"kind": {"NOT_IN": ["u"]}}, {"kind": {"REGEX": "^u"}},
                {"rank": 2}, {"rank": {">=": 2}}, {"rank": {"!=": 1}}, {"rank": {"IN": [0, 3]}}])
    if source.random() < 0.45:
        pattern["OP"] = source.choice(OPERATORS)
    return pattern


def patterns(source, doc):
    found = []
    for _ in range(source.randint(1, 4)):
        entry = {"label": source.choice(LABELS)}
        words = [token.text for token in doc if not token.is_space]
        if source.random() < 0.25 and words:
            start = source.randrange(len(words))
            phrase = " ".join(words[start:start + source.randint(1, 3)])
            entry["pattern"] = source.choice([phrase, phrase.lower(), phrase.upper()])
        else:
            entry["pattern"] = [token_pattern(source, doc) for _ in range(source.randint(1, 4))]
        if source.random() < 0.3:
            entry["id"] = source.choice(IDS)
        found.append(entry)
    return found


def ruled(doc, entries, name, attribute, **config):
    nlp = English(vocab=doc.vocab)
    nlp.tokenizer = Words(doc.vocab)
    ruler = nlp.add_pipe(name, config={"validate": True, "phrase_matcher_attr": attribute, **config})
    ruler.add_patterns(entries)
    doc = ruler(doc.copy())
    spans = doc.spans["ruler"] if name == "span_ruler" else doc.ents
    return sorted([span.start, span.end, span.label_, span.id_] for span in spans)


def matched(doc, entries, greedy):
    matcher = Matcher(doc.vocab)
    groups = {}
    for entry in entries:
        if not isinstance(entry["pattern"], str):
            groups.setdefault((entry["label"], entry.get("id", "")), []).append(entry["pattern"])
    for key, group in groups.items():
        matcher.add("\t".join(key), group, greedy=greedy)
    found = [(start, end, *doc.vocab.strings[key].split("\t")) for key, start, end in matcher(doc)] if groups else []
    return sorted(set(found))


def case(source, vocab):
    doc = document(source, vocab)
    entries = patterns(source, doc)
    attribute = source.choice(["ORTH", "LOWER"])
    return {
        "words": [token.text for token in doc], "spaces": [bool(token.whitespace_) for token in doc],
        "norm": [token.norm_ for token in doc], "lemma": [token.lemma_ for token in doc],
        "upos": [token.pos_ for token in doc], "xpos": [token.tag_ for token in doc],
        "feats": [str(token.morph) for token in doc], "kind": [token._.kind for token in doc],
        "rank": [str(token._.rank) for token in doc], "starts": [token.i for token in doc if token.is_sent_start],
        "ents": [[span.start, span.end, span.label_, span.id_] for span in doc.ents],
        "attribute": attribute, "patterns": entries,
        "all": matched(doc, entries, None), "FIRST": matched(doc, entries, "FIRST"),
        "LONGEST": matched(doc, entries, "LONGEST"),
        "entity": ruled(doc, entries, "entity_ruler", attribute),
        "overwrite": ruled(doc, entries, "entity_ruler", attribute, overwrite_ents=True),
        "span": ruled(doc, entries, "span_ruler", attribute),
    }


def cases(count, seed):
    Token.set_extension("kind", default="", force=True)
    Token.set_extension("rank", default=0, force=True)
    source = random.Random(seed)
    vocab = spacy.blank("en").vocab
    for _ in range(count):
        print(json.dumps(case(source, vocab), ensure_ascii=False))


def attributes(count, seed):
    source = random.Random(seed)
    vocab = spacy.blank("en").vocab
    nlp = spacy.blank("en")
    ranges = [(0x21, 0x7E), (0x21, 0x7E), (0x61, 0x7A), (0x41, 0x5A), (0x30, 0x39), (0xA1, 0x24F), (0x370, 0x3FF),
              (0x400, 0x45F), (0x5D0, 0x5EA), (0x660, 0x669), (0x2010, 0x203A), (0x2070, 0x2189), (0x4E00, 0x4E20),
              (0x1F600, 0x1F610), (0x300, 0x310), (0x1C, 0x20)]
    texts = list(dict.fromkeys(WORDS + sorted(nlp.Defaults.stop_words)))
    parts = ["www", "http://", "https://", "ftp://", ".", ".", "com", "org", "co.uk", "de", "x", "Ab", "-", "@", "/", "9",
             "10", ",", "th", "nd", "+", "~", "1", "/2", "°", ":80", "?q", "_", "é", "$", "'", "(", "zw", "info"]
    while len(texts) < count:
        if source.random() < 0.5:
            text = "".join(source.choice(parts) for _ in range(source.randint(1, 5)))
        else:
            chosen = source.choice(ranges)
            text = "".join(
                chr(source.randint(*(chosen if source.random() < 0.7 else source.choice(ranges))))
                for _ in range(source.randint(1, 6)))
        texts.append(text)
    for text in dict.fromkeys(texts):
        lexeme = vocab[text]
        flags = [flag for flag in FLAGS if lexeme.check_flag(vocab.strings[flag])]
        print(json.dumps(
            {"text": text, "lower": lexeme.lower_, "shape": lexeme.shape_, "length": len(text), "flags": flags},
            ensure_ascii=False))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    {"cases": cases, "attributes": attributes}[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]))
