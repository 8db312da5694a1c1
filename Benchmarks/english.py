"""Times peers on a text, in processor time, and trains the one that is compared.

english.py spacy TEXT SECONDS          tokens and tokens a second of spaCy's blank("en") with its sentencizer
english.py udpipe MODEL TEXT SECONDS   the same of UDPipe 1's tagger, with its tokens ready
english.py train TRAIN DEV MODEL       trains UDPipe 1's tagger; ITERATIONS are three, its own default is 20
english.py score MODEL DEV             UPOS, XPOS and lemmas of UDPipe 1 on the tokens of the treebank
"""
import os
import sys
import time


def repeat(seconds, work):
    counts, best, start = 0, None, time.process_time()
    while best is None or time.process_time() - start < seconds:
        begin = time.process_time()
        counts = work()
        elapsed = time.process_time() - begin
        best = elapsed if best is None else min(best, elapsed)
    print(counts, int(counts / best))


def spacy_speed(text, seconds):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 1 << 30
    repeat(seconds, lambda: sum(len(doc) for doc in nlp.pipe(text.split("\n\n"))))


def sentences_of(reader, text):
    import ufal.udpipe as udpipe

    reader.setText(text)
    sentences, error = [], udpipe.ProcessingError()
    sentence = udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = udpipe.Sentence()
    return sentences


def udpipe_speed(model, text, seconds):
    import ufal.udpipe as udpipe

    loaded = udpipe.Model.load(model)
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    reader = udpipe.InputFormat.newHorizontalInputFormat()
    ready = sentences_of(reader, lines)
    words = sum(len(sentence.words) - 1 for sentence in ready)

    def work():
        for sentence in ready:
            loaded.tag(sentence, loaded.DEFAULT)
        return words

    repeat(seconds, work)


def udpipe_train(train, dev, model):
    import ufal.udpipe as udpipe

    read = lambda path: sentences_of(udpipe.InputFormat.newConlluInputFormat(), open(path).read())
    error = udpipe.ProcessingError()
    options = "iterations=" + os.environ.get("ITERATIONS", "3")
    trainer = udpipe.Trainer
    trained = trainer.train(
        "morphodita_parsito", read(train), read(dev), trainer.NONE, options, trainer.NONE, error)
    if error.occurred():
        sys.exit(error.message)
    with open(model, "wb") as file:
        file.write(trained)


def udpipe_score(model, dev):
    import ufal.udpipe as udpipe

    loaded = udpipe.Model.load(model)
    words, right = 0, [0, 0, 0]
    for sentence in sentences_of(udpipe.InputFormat.newConlluInputFormat(), open(dev).read()):
        gold = [(word.upostag, word.xpostag, word.lemma) for word in sentence.words][1:]
        loaded.tag(sentence, loaded.DEFAULT)
        for expected, word in zip(gold, list(sentence.words)[1:]):
            words += 1
            for column, found in enumerate((word.upostag, word.xpostag, word.lemma)):
                right[column] += expected[column] == found
    print("UPOS %.2f, XPOS %.2f, lemma %.2f, of %d words" % (*[100 * count / words for count in right], words))


if __name__ == "__main__":
    command, arguments = sys.argv[1], sys.argv[2:]
    if command == "spacy":
        spacy_speed(open(arguments[0]).read(), float(arguments[1]))
    elif command == "udpipe":
        udpipe_speed(arguments[0], open(arguments[1]).read(), float(arguments[2]))
    elif command == "train":
        udpipe_train(*arguments)
    else:
        udpipe_score(*arguments)
