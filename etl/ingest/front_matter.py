"""Front matter: what a Markdown file states about itself between two lines of `---` (YAML) or `+++` (TOML).

Read line by line, as far as a title, authors, a date and an outlet go: it is no reader of YAML. What it
states is metadata, its lines no part of the article.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

import polars as pl

FENCES: Mapping[str, str] = {"---": ":", "+++": "="}
"""Line that begins front matter, and what stands between a name and its value there."""

_TITLES = ("title", "headline")
_DATES = ("date", "published", "publish_date", "publishdate", "date_published", "datepublished", "pubdate")
_AUTHORS = ("author", "authors", "byline")
_SITES = ("publisher", "site", "site_name", "sitename", "publication", "outlet", "source")
_ADDRESSES = ("url", "canonical_url", "canonical", "link", "source_url")
_OTHERS = ("layout", "tags", "categories", "slug", "draft", "description")
_NAMES = frozenset((*_TITLES, *_DATES, *_AUTHORS, *_SITES, *_ADDRESSES, *_OTHERS))
"""One of them at least stands in front matter; else two rules enclose a text."""

_ISO = "%Y-%m-%d"
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_WRITTEN = (_ISO, "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")
_MOST_CHARS = 20_000


class FrontMatter(NamedTuple):
    """Where it ends, in characters of the text, and what it states; null where it states nothing."""

    end: int
    title: str | None
    byline: str | None
    site: str | None
    url: str | None
    day: date | None


def find_front_matter(text: str) -> FrontMatter | None:
    """The front matter that a text begins with; null where it begins with none, or never ends.

    >>> found = find_front_matter('---\\ntitle: "Mill sold"\\ndate: 2026-05-04\\n---\\nActs.')
    >>> found.title, found.day.isoformat(), found.end
    ('Mill sold', '2026-05-04', 44)
    """
    head = text[:_MOST_CHARS]
    lines = head.splitlines(keepends=True)
    while lines and not lines[0].strip():
        lines.pop(0)
    fence = lines[0].strip() if lines else ""
    if fence not in FENCES:
        return None
    end = head.index(fence) + len(lines[0].lstrip())
    inside: list[str] = []
    for line in lines[1:]:
        end += len(line)
        if line.strip() in (fence, "..." if fence == "---" else fence):
            return _stated(inside, FENCES[fence], end)
        inside.append(line.rstrip())
    return None


def _stated(lines: list[str], sign: str, end: int) -> FrontMatter | None:
    stated: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if not line or line.startswith("#"):
            continue
        key, found, value = line.partition(sign)
        key = key.strip().strip("\"'").lower()
        if found and not line[0].isspace() and key.replace("_", "").replace("-", "").isalnum():
            name = key.replace("-", "_")
            stated.setdefault(name, []).extend(_values(value))
        elif name and (line[0].isspace() or line[0] in "-]["):  # a list, or text that goes on
            stated[name].extend(_values(line.strip().removeprefix("- ")))
        else:
            return None
    if not _NAMES & stated.keys():
        return None
    days = (day for value in _of(stated, _DATES) if (day := _day(value)))
    addresses = (value for value in _of(stated, _ADDRESSES) if "://" in value)
    sites = (value for value in _of(stated, _SITES) if "://" not in value)
    return FrontMatter(
        end,
        next(_of(stated, _TITLES), None),
        ", ".join(_of(stated, _AUTHORS)) or None,
        next(sites, None),
        next(addresses, None),
        next(days, None),
    )


def _of(stated: Mapping[str, list[str]], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from stated.get(name, [])


def _values(written: str) -> list[str]:
    """The values that are written: one, or those of a list in brackets; none where nothing is.

    >>> _values(' "Mill sold"'), _values("[Jane Roe, 'John Doe']"), _values(" ")
    (['Mill sold'], ['Jane Roe', 'John Doe'], [])
    """
    bare = written.strip()
    parts = bare.strip("[]").split(",") if bare.startswith("[") else [bare]
    values = (part.strip().strip("\"'") for part in parts)
    return [value for value in values if value not in ("", "|", ">", ">-", "|-")]


def _day(value: str) -> date | None:
    """The day that a value begins with or is; null where it is none.

    >>> _day("2026-05-04T08:00:00Z"), _day("May 4, 2026") == _day("4 May 2026"), _day("9999-01-01")
    (datetime.date(2026, 5, 4), True, None)
    """
    for form in _WRITTEN:
        try:
            day = datetime.strptime(value[:10] if form == _ISO else value, form).date()
        except ValueError:
            continue
        return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
    return None


PIECES = {
    "article_id": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "line": pl.String,
    "is_own": pl.Boolean,
}
"""A piece of front matter: its place in the text, and whether it is the article's own words."""


def cut_front_matter(articles: pl.DataFrame) -> pl.DataFrame:
    """The front matter of the articles (`article_id`, `shadow`) that have some, in `PIECES`.

    A title that stands there alone is the article's own; one that its text has too is not told twice.
    """
    begins = pl.col("shadow").str.contains(r"^\s*(?:---|\+\+\+)\s")
    pieces: list[tuple[str, int, int, str, bool]] = []
    for article_id, shadow in articles.filter(begins).select("article_id", "shadow").iter_rows():
        matter = find_front_matter(shadow)
        if matter is not None:
            pieces += ((article_id, *piece) for piece in _pieces(shadow, matter))
    return pl.DataFrame(pieces, schema=PIECES, orient="row")


def _pieces(shadow: str, matter: FrontMatter) -> Iterator[tuple[int, int, str, bool]]:
    place = shadow.find(matter.title, 0, matter.end) if matter.title else -1
    if place < 0 or not matter.title or matter.title in shadow[matter.end :]:
        cuts = [(0, matter.end, False)]
    else:
        behind = place + len(matter.title)
        cuts = [(0, place, False), (place, behind, True), (behind, matter.end, False)]
    for start, end, is_own in cuts:
        whole = shadow[start:end].rstrip()
        words = whole.lstrip()
        if words:
            line = "".join(" " if letter.isspace() else letter for letter in words)
            yield start + len(whole) - len(words), start + len(whole), line, is_own


def put_front_matter(lines: pl.DataFrame, matter: pl.DataFrame) -> pl.DataFrame:
    """`lines` of `etl.ingest.lines.split_lines` with front matter in its pieces, one line each, in the place
    of its own lines: it has many, and a headline is looked for among few.
    """
    if matter.is_empty():
        return lines
    number = pl.col("line_no").cast(pl.Int64)
    ends = matter.group_by("article_id").agg(_until=pl.col("end").max())
    body = (
        lines.join(ends, on="article_id", how="left", maintain_order="left")
        .filter((pl.col("start") >= pl.col("_until")).fill_null(True))
        .with_columns(number)
    )
    # numbers with a gap between them, before those of all lines: no piece goes on in the next line
    apart = 2 * pl.int_range(pl.len()).over("article_id") - 10
    pieces = matter.select(
        "article_id",
        "line",
        raw="line",
        raw_start=pl.col("start").cast(lines.schema["raw_start"]),
        start=pl.col("start").cast(lines.schema["start"]),
        end=pl.col("end").cast(lines.schema["end"]),
        line_no=apart,
    )
    order = lines.select("article_id").unique(maintain_order=True).with_row_index("_order")
    return (
        pl.concat([frame.select(lines.columns) for frame in (pieces, body)])
        .join(order, on="article_id")
        .sort("_order", "start")
        .drop("_order")
    )
