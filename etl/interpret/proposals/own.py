"""Our own rules behind the interface of all engines: what they read, written as another would propose it."""

import hashlib

import polars as pl

from etl.extract import extract_batch
from etl.ingest.batch import ingest_batch
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

_ROLES = ("subject", "counterparty", "source")
_SUFFIX = ".txt"


class OwnRules:
    """Our rules as an `Extractor`, under the name `engine`: say, to hold those of one lexicon against
    another's. Texts are read as plain ones.
    """

    def __init__(self, lexicon: Lexicon, engine: str) -> None:
        self.lexicon = lexicon
        self.engine = engine

    def __call__(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Every claim as a proposal, in words of the article."""
        tables = ingest_batch(_as_files(articles), self.lexicon, self.engine)
        tables |= extract_batch(tables, self.lexicon)
        asked = tables["bridge_file_article"].select(
            "article_id", article=pl.col("path").str.strip_suffix(_SUFFIX), engine=pl.lit(self.engine)
        )
        return asked.join(_as_proposals(tables, read_claims(tables, self.lexicon)), on="article_id").drop(
            "article_id"
        )


def _as_files(articles: pl.DataFrame) -> pl.DataFrame:
    """The texts as files that are called what the articles' ids are."""
    contents = [text.encode() for text in articles["text"]]
    return pl.DataFrame(
        {
            "path": articles["article_id"] + _SUFFIX,
            "sha256": [hashlib.sha256(content).hexdigest() for content in contents],
            "size_bytes": [len(content) for content in contents],
            "content": contents,
        },
        schema_overrides={"size_bytes": pl.Int64, "content": pl.Binary},
    )


def _as_proposals(tables: dict[str, pl.DataFrame], claims: pl.DataFrame) -> pl.DataFrame:
    """Claims with the fields of a proposal and their `article_id`."""
    spans = tables["fact_money_mention"].select("mention_id", "surface", start="start_char", end="end_char")
    first = (
        tables["fact_entity_mention"]
        .sort("start_char")
        .unique(["article_id", "entity_id"], keep="first", maintain_order=True)
    )
    spelt = {
        (article, entity): said
        for article, entity, said in first["article_id", "entity_id", "surface"].iter_rows()
    }
    days = pl.col("as_of_start", "as_of_end").dt.to_string("iso")
    told = claims.join(spans, on="mention_id", maintain_order="left")
    names = {
        role: pl.Series(
            [
                [spelt.get((article, one), one.replace("-", " ")) for one in ids]
                for article, ids in told.select("article_id", f"{role}_ids").iter_rows()
            ],
            dtype=pl.List(pl.String),
        )
        for role in _ROLES
    }
    return told.select(
        *("article_id", "start", "end", "surface", "currency", "metric", "basis", "modality", "evidence"),
        "negated",
        min="amount_min",
        max="amount_max",
        as_of=pl.concat_str(days, separator="/"),
        **names,
    )
