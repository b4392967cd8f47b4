"""The texts that benchmarks run on: the gold, generated articles with known amounts, news of a set density.

Nothing here reads the rules of `etl`: what a generated sentence states is known because it was put there.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl

GOLD = [Path(__file__).parent.parent / "tests" / "gold" / name for name in ("articles", "dev")]


@dataclass(frozen=True)
class Amount:
    """An amount of money at its place in a text: code points, and units of `currency`."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str


@dataclass(frozen=True)
class Marked:
    """A text and the amounts in it."""

    text: str
    amounts: tuple[Amount, ...]


def read_gold() -> list[Marked]:
    """The gold articles with their amounts."""
    marked = []
    for path in (path for folder in GOLD for path in sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        text = path.with_suffix(".txt").read_bytes().decode()
        amounts = tuple(
            Amount(m["start"], m["end"], Decimal(m["min"]), Decimal(m["max"]), m["currency"])
            for m in gold["money"]
        )
        marked.append(Marked(text, amounts))
    return marked


SCALES = [
    ("", 1),
    (" million", 10**6),
    (" billion", 10**9),
    ("m", 10**6),
    ("bn", 10**9),
    (" trillion", 10**12),
]
SIGNS = [("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("US$", "USD"), ("¥", "JPY"), ("₹", "INR"), ("A$", "AUD")]
CODES = [("USD", "USD"), ("EUR", "EUR"), ("CHF", "CHF"), ("SEK", "SEK"), ("INR", "INR"), ("AED", "AED")]
WORDS = [
    (" dollars", "USD"),
    (" euros", "EUR"),
    (" pounds sterling", "GBP"),
    (" yuan", "CNY"),
    (" Swiss francs", "CHF"),
    (" Canadian dollars", "CAD"),
    (" rupees", "INR"),
    (" yen", "JPY"),
]
SPELLED = [
    ("half a billion dollars", "500000000", "USD"),
    ("two and a half million euros", "2500000", "EUR"),
    ("a million dollars", "1000000", "USD"),
    ("twenty-five thousand pounds sterling", "25000", "GBP"),
    ("63 cents", "0.63", "USD"),
    ("Rs 500 crore", "5000000000", "INR"),
    ("Rs 1,25,000", "125000", "INR"),
    ("R$450 million", "450000000", "BRL"),
    ("HK$780 million", "780000000", "HKD"),
]
FRAMES = [
    "The board approved a plan that will cost {} over the next decade.",
    "Analysts had expected {}, according to a survey of nine banks.",
    "It paid {} for the rival, its largest purchase so far.",
    "Regulators fined the lender {} on Tuesday.",
    "The start-up, which employs 340 people, raised {} from investors.",
    "Revenue reached {} in the quarter, up 12.5 percent.",
    "“We spent {} on that,” she told reporters, “and it was not enough.”",
    "About {} of the debt falls due in 2027.",
]
PLAIN = [
    "The minister said on Thursday that talks would resume after the holidays.",
    "Some 276,000 employees work at its 1,200 sites in 45 countries.",
    "Shares fell 3.4% in early trading, the most since March 2024.",
    "The model was trained on 15 trillion tokens and beat GPT-4 on 8 of 12 tests.",
    "Flight 370 was due at 9.45am, two hours and 12 minutes late.",
    "He won 500 matches and lost 20 pounds before the 2028 Games.",
    "The court heard the case of 12 families from the north of the city.",
    "Ownership of the 10-K filing is spelled out in section 4.2 of the report.",
    "It will be the third such vote since the war, said the head of the electoral body.",
    "No one was hurt, and the road reopened before noon.",
]


def generate(articles: int, seed: int = 7) -> list[Marked]:
    """Articles of fourteen sentences, a third of them with one amount in one of its forms."""
    rng = random.Random(seed)
    return [_article(rng) for _ in range(articles)]


def _article(rng: random.Random) -> Marked:
    text, amounts = "", []
    for _ in range(14):
        if rng.random() < 1 / 3:
            surface, low, high, currency = _amount(rng)
            head, tail = rng.choice(FRAMES).split("{}")
            start = len(text) + len(head)
            amounts.append(Amount(start, start + len(surface), low, high, currency))
            text += head + surface + tail
        else:
            text += rng.choice(PLAIN)
        text += rng.choice([" ", " ", " ", "\n\n"])
    return Marked(text, tuple(amounts))


def _amount(rng: random.Random) -> tuple[str, Decimal, Decimal, str]:
    """An amount as some paper writes it: surface, both ends, currency."""
    scale, factor = rng.choice(SCALES)
    number = Decimal(rng.randint(101, 9899)) / rng.choice([1, 10, 100])
    shown = f"{number:,}" if not scale else f"{number % 1000}"
    value = (number if not scale else number % 1000) * factor
    kind = rng.randrange(10)
    if kind < 5:
        sign, currency = rng.choice(SIGNS)
        return f"{sign}{shown}{scale}", value, value, currency
    if kind == 5:
        code, currency = rng.choice(CODES)
        return f"{code} {shown}{scale}", value, value, currency
    if kind == 6:
        word, currency = rng.choice(WORDS)
        return f"{shown}{scale}{word}", value, value, currency
    if kind == 7:
        surface, spelled, currency = rng.choice(SPELLED)
        return surface, Decimal(spelled), Decimal(spelled), currency
    low, high = rng.randint(2, 40), rng.randint(41, 90)
    sign, currency = rng.choice(SIGNS)
    scale, factor = rng.choice(SCALES[1:3])
    if kind == 8:
        return f"{sign}{low}-{high}{scale}", Decimal(low * factor), Decimal(high * factor), currency
    surface = f"{sign}{low}{scale} to {sign}{high}{scale}"
    return surface, Decimal(low * factor), Decimal(high * factor), currency


def write_news(megabytes: float, characters_an_amount: int = 1_500, seed: int = 7) -> list[str]:
    """Articles of 1,500 to 5,000 characters with an amount in so many, out of the gold's own sentences.

    Digits vary, and one word in seven of the longer ones; a fifth of the articles is wrapped by hand.
    """
    rng = random.Random(seed)
    stated, plain = _sentences()
    words = sorted({word for sentence in plain for word in re.findall(r"\b[a-z]{5,}\b", sentence)})
    texts, size = [], 0
    while size < megabytes * 1e6:
        text = "".join(_paragraphs(rng, stated, plain, words, characters_an_amount))
        texts.append(text)
        size += len(text.encode())
    return texts


def _sentences() -> tuple[list[tuple[str, int]], list[str]]:
    """Sentences of the gold with their number of amounts, and those with none."""
    stated, plain = [], []
    for marked in read_gold():
        starts = [amount.start for amount in marked.amounts]
        for found in re.finditer(r"[A-Z“][^.!?\n]*(?:\.[0-9][^.!?\n]*)*[.!?]", marked.text):
            sentence = found[0]
            inside = sum(found.start() <= start < found.end() for start in starts)
            if inside:
                stated.append((sentence, inside))
            elif len(sentence) > 30 and not re.search(r"[$€£¥₹]", sentence):
                plain.append(sentence)
    return stated, plain


def _paragraphs(
    rng: random.Random, stated: list[tuple[str, int]], plain: list[str], words: list[str], every: int
) -> Iterator[str]:
    length, due, written = rng.randint(1_500, 5_000), rng.uniform(0, every), 0
    is_wrapped = rng.random() < 0.2
    while written < length:
        sentences = []
        for _ in range(rng.randint(1, 4)):
            if written >= due:
                sentence, amounts = rng.choice(stated)
                due += amounts * every * rng.uniform(0.5, 1.5)
            else:
                sentence = rng.choice(plain)
            sentences.append(_vary(rng, sentence, words))
            written += len(sentence) + 1
        paragraph = " ".join(sentences)
        yield (re.sub(r"(.{60,72}) ", r"\1\n", paragraph) if is_wrapped else paragraph) + "\n\n"


def _vary(rng: random.Random, sentence: str, words: list[str]) -> str:
    digits = re.sub("[1-9]", lambda _: rng.choice("123456789"), sentence)
    return re.sub(
        r"\b[a-z]{6,}\b", lambda found: rng.choice(words) if rng.random() < 1 / 7 else found[0], digits
    )


def plain_tables(texts: list[str]) -> dict[str, pl.DataFrame]:
    """The tables that extraction needs, one segment and no table a text; sentences end at full stops."""
    articles = pl.DataFrame({"article_id": [f"{n:016x}" for n in range(len(texts))], "text": texts})
    span = {"start_char": pl.UInt32, "end_char": pl.UInt32}
    cells = {
        "article_id": pl.String, "table_no": pl.UInt32, "column_no": pl.UInt32, **span,
        **dict.fromkeys(("surface", "row_head", "column_head", "caption"), pl.String),
    }  # fmt: skip
    piece = pl.col("text").str.replace_all(r"([.?!] |\n\n)", "${1}\x00").str.split("\x00")
    length = pl.col("text").str.len_chars()
    ends = length.cum_sum().over("article_id")
    sentences = (
        articles.select("article_id", piece)
        .explode("text")
        .with_columns(start_char=(ends - length).cast(pl.UInt32), end_char=ends.cast(pl.UInt32))
    )
    return {
        "dim_article": articles.with_columns(
            url=pl.lit(None, pl.String),
            published_from=pl.lit(None, pl.Date),
            published_to=pl.lit(None, pl.Date),
        ),
        "stg_segment": articles.select(
            "article_id",
            segment_no=pl.lit(0, pl.UInt32),
            start_char=pl.lit(0, pl.UInt32),
            end_char=length.cast(pl.UInt32),
            kind=pl.lit("paragraph"),
            zone=pl.lit("body"),
        ),
        "stg_sentence": sentences.drop("text"),
        "stg_cell": pl.DataFrame(schema=cells),
    }
