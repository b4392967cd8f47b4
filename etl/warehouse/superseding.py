"""Tables that forget nothing: what changed or vanished is superseded, what is new added, the rest stays."""

from collections.abc import Iterable, Iterator, Sequence

TOUCHED = "article_id in (from touched)"
"""The rows of articles that were read, or are gone."""


def keep_history(
    history: str,
    read: str,
    key: str,
    content: Iterable[str],
    clocks: Sequence[str],
    scope: str = TOUCHED,
) -> Iterator[str]:
    """Statements that bring the table `history` up to date with the rows of `read`.

    Current rows within the `scope` that `read` does not have with the same `content` are superseded; rows of
    `read` whose `key` is not current then are inserted, with the moment of the run in `clocks`.
    """
    same = " and ".join(f"held.{name} is not distinct from landed.{name}" for name in content)
    stamps = ", ".join(f"getvariable('recorded_at') as {name}" for name in clocks)
    yield f"""
        update {history} as held
        set superseded_at = getvariable('recorded_at')
        where superseded_at is null
            and {scope}
            and not exists (from {read} as landed where {same})
    """
    yield f"""
        insert into {history} by name
        select landed.*, {stamps}
        from {read} as landed
        where not exists (
            from {history} as held where held.superseded_at is null and held.{key} = landed.{key}
        )
    """
