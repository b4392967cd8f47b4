"""The ledger's entities by frequency, and discovered names as rows for a lexicon of one's own."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.errors import WrongRequest
from etl.lexicon import TABLES
from etl.warehouse.published import read_published

SOURCE = "discovered by newsledger"
"""What a row made of a discovered name says of its origin."""

REACH = 60
"""Characters of an article shown on both sides of an example."""

ENTITIES = """
    with first_mention as (
        select
            mention.entity_id,
            arg_min(
                mention, (article.published_from is null, article.published_from, mention.mention_id)
            ) as one
        from fact_entity_mention as mention
        join dim_article as article using (article_id)
        where mention.zone <> 'boilerplate'
        group by mention.entity_id
    ),
    -- who is a claim's subject and its source has one claim
    parties as (
        select entity_id, count(distinct claim_id) as claims
        from bridge_claim_party
        group by entity_id
    )
    select
        profile.entity_id,
        coalesce(profile.name, profile.names[1], profile.entity_id) as name,
        coalesce(profile.entity_type, '') as entity_type,
        profile.names,
        profile.mentions,
        profile.articles,
        coalesce(parties.claims, 0) as claims,
        trim(regexp_replace(
            article.text[greatest(one.start_char + 1 - $reach, 1) : one.end_char + $reach], '\\s+', ' ', 'g'
        )) as example
    from mart_entity_profile as profile
    left join parties using (entity_id)
    left join first_mention using (entity_id)
    left join dim_article as article on article.article_id = one.article_id
    where not $provisional or profile.is_provisional
    order by profile.articles desc, profile.mentions desc, profile.entity_id
    limit $most
"""


@dataclass(frozen=True)
class EntityRow:
    """An entity with what it is called, how often, and the words around its first mention."""

    entity_id: str
    name: str
    entity_type: str
    names: list[str]
    mentions: int
    articles: int
    claims: int
    example: str | None


def read_entities(warehouse: Path, *, provisional: bool = False, most: int = 50) -> list[EntityRow]:
    """The entities of a published warehouse, the most widely named first; with `provisional` only those that
    no lexicon lists. `example` is null for an entity that only a claim names.
    """
    with read_published(warehouse) as connection:
        asked = {"reach": REACH, "provisional": provisional, "most": most}
        return [EntityRow(*row) for row in connection.execute(ENTITIES, asked).fetchall()]


def as_lexicon(rows: list[EntityRow]) -> dict[str, str]:
    """Files of a lexicon of one's own, `entities.csv` and `aliases.csv`, that list these entities.

    To merge one into another, delete its row of entities and give its aliases the other's id.

    >>> row = EntityRow("lumo", "Lumo", "company", ["Lumo", "Lumo Inc"], 3, 2, 1, None)
    >>> print(as_lexicon([row])["aliases.csv"], end="")
    alias,entity_id,condition,source
    Lumo,lumo,,discovered by newsledger
    Lumo Inc,lumo,,discovered by newsledger
    """
    entities = sorted((row.entity_id, row.name, row.entity_type, "", "", SOURCE) for row in rows)
    aliases = sorted((name, row.entity_id, "", SOURCE) for row in rows for name in row.names or [row.name])
    return {
        "entities.csv": _as_csv(TABLES["entities"].columns, entities),
        "aliases.csv": _as_csv(TABLES["aliases"].columns, aliases),
    }


def write_lexicon(rows: list[EntityRow], folder: Path) -> list[Path]:
    """Write `as_lexicon` into a folder; gives the files. Raises WrongRequest where one of them is there."""
    files = as_lexicon(rows)
    for name in files:
        if (folder / name).exists():
            raise WrongRequest(f"{folder / name}: there is such a file; name a folder without one")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return [folder / name for name in files]


def _as_csv(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([columns, *rows])
    return buffer.getvalue()
