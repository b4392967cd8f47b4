"""Ours and theirs on the same texts, in one run: `make bench-peers`.

Each peer has an environment of its own under `.bench/`, made from the file of its name beside this one.
Scored are the gold and a generated corpus whose amounts are known; timed is news of ordinary density, of
which each peer reads as much as it can in the time it has, and we read all. Speed is process time on one
core, without loading.

- exact: the span is the gold's, to the character
- overlap: it meets one of the gold's that no other has met
- value: it overlaps, and both ends and the currency are the gold's
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

os.environ["POLARS_MAX_THREADS"] = "1"  # one core, as the peers have

from bench.corpora import Marked, generate, plain_tables, read_gold, write_news
from bench.throughput import least_seconds

HERE = Path(__file__).parent
PEERS = ("quantulum3", "recognizers", "price_parser", "spacy")
PARTS = ("exact", "overlap", "value")
Found = tuple[int, int, float | None, float | None, str | None]
"""Start, end, low, high, currency; nulls where a peer does not say."""


class Reading(NamedTuple):
    """What a reader found in the first so many of some texts, and the seconds that it took."""

    amounts: list[list[Found]]
    seconds: float


def main() -> None:
    """Make the environments that are missing, run all, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path(".bench"), help="where environments are kept")
    parser.add_argument("--seconds", type=float, default=20, help="the time that a peer has for each corpus")
    parser.add_argument("--megabytes", type=float, default=20, help="of news for the speed")
    parser.add_argument("--peers", nargs="*", default=PEERS)
    options = parser.parse_args()
    options.home.mkdir(exist_ok=True)
    corpora = {"gold": read_gold(), "generated": generate(150)}
    news = write_news(options.megabytes)
    ours = {name: read_ours([m.text for m in marked]) for name, marked in corpora.items()}
    rows = [("newsledger", {n: score(corpora[n], r) for n, r in ours.items()}, speed_of_ours(news))]
    for peer in options.peers:
        python = environment(options.home, peer)
        runs = {
            name: run_peer(python, peer, [m.text for m in marked], options)
            for name, marked in corpora.items()
        }
        timed = run_peer(python, peer, news, options)
        read = sum(len(text.encode()) for text in news[: len(timed.amounts)])
        rows.append((peer, {n: score(corpora[n], r) for n, r in runs.items()}, read / timed.seconds / 1e6))
        print(f"{peer}: read {read / 1e6:.2f} MB of news in {timed.seconds:.0f} s", file=sys.stderr)
    print_table(rows)


def environment(home: Path, peer: str) -> Path:
    """The peer's Python, in an environment made of its requirements where there is none yet."""
    python = home / peer / "bin" / "python"
    stamp = home / peer / ".ready"
    if not stamp.exists():
        print(f"{peer}: setting up its environment ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", home / peer], check=True)
        quiet = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*quiet, "-r", HERE / f"{peer}.txt"], check=True)
        stamp.touch()
    return python.absolute()


def run_peer(python: Path, peer: str, texts: list[str], options: argparse.Namespace) -> Reading:
    """What a peer finds in as many of the texts as its time allows."""
    source, target = (options.home / f"{peer}.{end}" for end in ("texts.jsonl", "found.json"))
    source.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
    command = [python, HERE / f"read_{peer}.py", source.absolute(), target.absolute(), str(options.seconds)]
    subprocess.run(command, check=True, cwd=HERE, stderr=subprocess.DEVNULL)
    found = json.loads(target.read_text(encoding="utf-8"))
    return Reading([[tuple(a) for a in amounts] for amounts in found["amounts"]], found["seconds"])


def read_ours(texts: list[str]) -> Reading:
    """What we find in the texts, read as one batch with no table and no zone told."""
    from etl.extract.money import find_money
    from etl.lexicon import Lexicon

    found = find_money(plain_tables(texts), Lexicon())
    amounts: list[list[Any]] = [[] for _ in texts]
    columns = ("article_id", "start_char", "end_char", "amount_min", "amount_max", "currency")
    for article, *amount in found.select(columns).iter_rows():
        amounts[int(article, 16)].append(tuple(amount))
    return Reading(amounts, 0)


def speed_of_ours(news: list[str]) -> float:
    """Megabytes a second of our own reading, all of the news in one batch."""
    from etl.extract.money import find_money
    from etl.lexicon import Lexicon

    tables, lexicon = plain_tables(news), Lexicon()
    return sum(len(t.encode()) for t in news) / least_seconds(lambda: find_money(tables, lexicon)) / 1e6


def score(corpus: list[Marked], reading: Reading) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each part, over the texts that were read."""
    right, given, wanted = dict.fromkeys(PARTS, 0), 0, 0
    for marked, found in zip(corpus, reading.amounts, strict=False):
        given, wanted = given + len(found), wanted + len(marked.amounts)
        free = list(marked.amounts)
        for start, end, low, high, currency in found:
            met = next((a for a in free if a.start < end and start < a.end), None)
            if met is None:
                continue
            free.remove(met)
            right["overlap"] += 1
            right["exact"] += (met.start, met.end) == (start, end)
            is_equal = (
                low is not None and high is not None and is_close(low, met.low) and is_close(high, met.high)
            )
            right["value"] += is_equal and currency == met.currency
    return {part: rates(right[part], given, wanted) for part in PARTS}


def is_close(one: Any, other: Any) -> bool:
    """Whether two numbers are one but for the rounding of binary fractions."""
    return abs(float(one) - float(other)) <= 1e-9 * max(abs(float(other)), 1e-6)


def rates(right: int, given: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * right / (given + wanted) if given + wanted else 0.0


def print_table(rows: list[tuple[str, dict[str, dict[str, tuple[float, float, float]]], float]]) -> None:
    """A line a reader and corpus; the speed also as a ratio of ours to theirs."""
    ours = rows[0][2]
    print(
        f"{'':13}{'':11}" + "".join(f"{part + ' P / R / F1':22}" for part in PARTS) + "   MB/s   ours: times"
    )
    for name, scores, speed in rows:
        for corpus, parts in scores.items():
            shown = "".join(show(parts[part]) for part in PARTS)
            tail = f"{speed:8.3f} {ours / speed:10,.0f}" if corpus == next(iter(scores)) else ""
            print(f"{name:13}{corpus:11}{shown}{tail}")


def show(part: tuple[float, float, float]) -> str:
    """Precision, recall and F1 in columns; dashes for what a peer does not give."""
    return f"{'  '.join(f'{rate:.3f}' for rate in part) if any(part) else '-    ' * 3:22}"


if __name__ == "__main__":
    main()
