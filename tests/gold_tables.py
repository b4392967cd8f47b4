"""Gold in the shape of the pipeline's own tables."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from etl.contracts.compiled import lake_schema
from etl.contracts.frames import Tables
from etl.evaluation.gold import Fields, GoldArticle, read_gold


def _interval(stated: str | None) -> tuple[date | None, date | None]:
    """The days that an article's date covers, at the precision known."""
    if stated is None:
        return None, None
    year, month, day = (*map(int, stated.split("-")), None, None)[:3]
    first = date(year or 1, month or 1, day or 1)
    if day:
        return first, first
    if month:
        following = date(first.year + month // 12, month % 12 + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    return first, date(first.year, 12, 31)


def gold_tables(folder: Path) -> Tables:
    """The gold's articles and mentions as the tables that extraction would give for them, free of its errors.

    Sentences, segments and cells are not gold. `sentence_start` and `sentence_end` are the mention's line.
    """
    articles = read_gold(folder)
    return {
        "dim_article": _frame("dim_article", map(_article_row, articles)),
        "fact_money_mention": _frame("fact_money_mention", _rows(articles, "money", _money_row)),
        "fact_quantity_mention": _frame(
            "fact_quantity_mention", _rows(articles, "quantities", _quantity_row)
        ),
        "fact_date_mention": _frame("fact_date_mention", _rows(articles, "dates", _date_row)),
        "fact_entity_mention": _frame("fact_entity_mention", _rows(articles, "entities", _entity_row)),
    }


def _frame(table: str, rows: Iterator[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=lake_schema(table))


def _rows(
    articles: list[GoldArticle], kind: str, make: Callable[..., dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    letter = {"money": "m", "quantities": "q", "dates": "d", "entities": "e"}[kind]
    for article in articles:
        for span in article.spans(kind):
            start, end = int(span["start"]), int(span["end"])
            shared = {
                "mention_id": f"{article.article_id}:{letter}{start}-{end}",
                "article_id": article.article_id,
                "start_char": start,
                "end_char": end,
                "surface": span["text"],
                "zone": span.get("zone", "body"),
            }
            yield shared | make(span, article)


def _article_row(article: GoldArticle) -> dict[str, Any]:
    first, last = _interval(article.fields["article_date"])
    return {
        "article_id": article.article_id,
        "path": f"{article.name}.txt",
        "published_from": first,
        "published_to": last,
        "published_basis": "unknown" if first is None else "stated",
        "language": "en",
        "text": article.text,
        "char_count": len(article.text),
        "word_count": len(article.text.split()),
        "extractor_version": "gold",
    }


def _money_row(span: Fields, article: GoldArticle) -> dict[str, Any]:
    low, high = Decimal(span["min"]), Decimal(span["max"])
    start = article.text.rfind("\n", 0, int(span["start"])) + 1
    end = article.text.find("\n", int(span["end"]))
    return {
        "amount_min": low,
        "amount_max": high,
        "amount_low": None if span["hedge"] in ("under", "up_to") else low,
        "amount_high": None if span["hedge"] in ("over", "at_least") else high,
        "currency": span["currency"],
        "hedge": span["hedge"],
        "per": span["per"],
        "sentence_start": start,
        "sentence_end": end if end >= 0 else len(article.text),
    }


def _quantity_row(span: Fields, article: GoldArticle) -> dict[str, Any]:
    return {
        "kind": span["kind"],
        "value_min": Decimal(span["min"]),
        "value_max": Decimal(span["max"]),
        "hedge": span["hedge"],
        "unit": span["unit"],
    }


def _date_row(span: Fields, article: GoldArticle) -> dict[str, Any]:
    return {name: span[name] and date.fromisoformat(span[name]) for name in ("start_date", "end_date")}


def _entity_row(span: Fields, article: GoldArticle) -> dict[str, Any]:
    named = {"entity_id": span["id"], "entity_type": span["type"]}
    return named | {"is_provisional": False, "is_listed_source": False}
