"""Valuations over time as a drawing: inline SVG, its colours the page's own, each mark a link to its words.

Altair and its renderer take seconds to load, so they are loaded where a chart is drawn and nowhere else. The
SVG names colours as CSS variables: the page sets them for light and dark.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.report.figures import money
from etl.report.plain import plain
from etl.report.rows import Row

CHARTED = 4
"""How many subjects are drawn: the page's lists hold the others."""

SIZES = {"wide": (900, 180), "narrow": (220, 170)}
"""A band's width and height in pixels, on wide pages and on narrow ones."""

SHAPES = {
    "actual": "circle",
    "estimated": "square",
    "projected": "diamond",
    "targeted": "triangle-up",
    "hypothetical": "cross",
}
KEY = {
    "actual": "M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0",
    "estimated": "M-4.5,-4.5h9v9h-9Z",
    "projected": "M0,-6L5,0L0,6L-5,0Z",
    "targeted": "M0,-5L-5.5,4.5L5.5,4.5Z",
    "hypothetical": "M-5,-1.7h3.3v-3.3h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3Z",
}
"""The same shapes as paths, for the key beside the chart."""

EVIDENCE = {"stated": "var(--stated)", "attributed": "var(--attributed)", "unnamed": "var(--unnamed)"}
INK, SOFT, LINE = "var(--ink)", "var(--soft)", "var(--line)"
BILLION = Decimal(10**9)
DOLLARS = (
    "datum.value >= 1000 ? '$' + format(datum.value / 1000, ',') + ' tn'"
    " : datum.value ? '$' + format(datum.value, ',') + ' bn' : '0'"
)
NEAR, LETTERS = 120, 15
"""Days and pixels within which two labels would collide."""

STYLE: Mapping[str, Any] = {
    "background": "transparent",
    "font": "var(--sans)",
    "padding": {"left": 2, "right": 6, "top": 4, "bottom": 4},
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "labelFontSize": 12,
        "labelPadding": 6,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
    },
}


def chartable(subjects: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The subjects to draw: those of which at least two dated values in dollars are told."""
    dated = ((subject, [step for step in subject["steps"] if _is_placed(step)]) for subject in subjects)
    told = [subject for subject, steps in dated if len({(s["amount"], s["when"]) for s in steps}) > 1]
    return told[:CHARTED]


def _is_placed(step: Row) -> bool:
    return step["held_from"] is not None and step["usd_max"] is not None and not step["negated"]


def draw_valuations(
    subjects: Sequence[Mapping[str, Any]], width: int, height: int, article_ids: Collection[str]
) -> str:
    """The chart as SVG, one band a subject over one axis of time; `width`, `height` are a band's, in pixels.

    A mark stands in the middle of the time at which the value holds, a line along that time, a bar up and
    down the range of the amount. Its shape tells the modality, its colour who vouches. It is a link where its
    article is among `article_ids`.
    """
    import altair
    import vl_convert

    top = max(step["usd_max"] for subject in subjects for step in subject["steps"] if _is_placed(step))
    pixels = height / max(float(top / BILLION), 1e-9)
    bands = [
        _band(altair, subject["name"], _marks(subject, pixels, article_ids), width, height)
        for subject in subjects
    ]
    chart = altair.vconcat(*bands, spacing=28).resolve_scale(x="shared", y="shared")
    return _inline(vl_convert.vegalite_to_svg(chart.configure(**STYLE).to_dict()))


def _marks(subject: Mapping[str, Any], pixels: float, article_ids: Collection[str]) -> list[dict[str, Any]]:
    """A subject's marks in the order of time, one a value and time however many articles tell it, each with
    the side that its label stands on. Where another mark follows soon, that is the left; where a label on
    that side is as high, there is none. `pixels` are the height of a billion dollars.
    """
    marks: dict[tuple[Any, ...], dict[str, Any]] = {}
    for step in filter(_is_placed, subject["steps"]):
        marks.setdefault(
            (step["amount"], step["when"], step["modality"], step["evidence"]), _mark(step, article_ids)
        )
    ordered = sorted(marks.values(), key=lambda mark: str(mark["middle"]))
    labelled: list[dict[str, Any]] = []
    for place, mark in enumerate(ordered):
        is_followed = any(0 < _days(mark, later) < NEAR for later in ordered[place + 1 :])
        side = "left" if is_followed else "right"
        near = (one for one in labelled if one["side"] == side and _days(one, mark) < NEAR)
        is_free = all(abs(one["high"] - mark["high"]) * pixels > LETTERS for one in near)
        labelled.append(mark | {"side": side if is_free else "none"})
    return labelled


def _days(one: Mapping[str, Any], later: Mapping[str, Any]) -> int:
    return (date.fromisoformat(later["middle"]) - date.fromisoformat(one["middle"])).days


def _mark(step: Row, article_ids: Collection[str]) -> dict[str, Any]:
    """A mark's place in days and billions of dollars, what it looks like, and what it says."""
    first, last = step["held_from"], step["held_to"] or step["held_from"]
    nobody = "unnamed sources" if step["evidence"] == "unnamed" else ""
    words = (step["subject"], step["amount"], step["when"], step["modality"], step["source"] or nobody)
    is_point = step["usd_min"] == step["usd_max"]
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "middle": (first + timedelta(days=(last - first).days // 2)).isoformat(),
        "low": float(step["usd_min"] / BILLION),
        "high": float(step["usd_max"] / BILLION),
        "centre": float((step["usd_min"] + step["usd_max"]) / 2 / BILLION),
        "modality": step["modality"],
        "evidence": step["evidence"],
        "label": money(step["usd_max"], "USD") if is_point else step["amount"],
        "words": ", ".join(plain(word) for word in words if word),
        "href": f"#{step['quote'].anchor}" if step["quote"].article_id in article_ids else None,
    }


def _band(altair: Any, name: str, marks: list[dict[str, Any]], width: int, height: int) -> Any:
    """One subject's band: spans of time, ranges of amounts, marks and labels."""
    base = altair.Chart(altair.Data(values=marks))
    months = altair.Axis(title=None, tickCount=3 if width < 400 else 7, format="%b %Y", grid=False)
    dollars = altair.Axis(title=None, tickCount=4, labelExpr=DOLLARS, domain=False, ticks=False)
    when = altair.X("middle:T", axis=months, scale=altair.Scale(padding=30))
    worth = altair.Y("centre:Q", axis=dollars, scale=altair.Scale(zero=True, nice=True))
    top = altair.Y("high:Q", axis=dollars)
    colour = altair.Color("evidence:N", legend=None, scale=_scale(altair, EVIDENCE))
    shape = altair.Shape("modality:N", legend=None, scale=_scale(altair, SHAPES))
    spans = base.mark_rule(strokeWidth=2, opacity=0.45, aria=False).encode(
        x=altair.X("first:T", axis=months), x2="last:T", y=worth, color=colour
    )
    ranges = base.mark_rule(strokeWidth=7, opacity=0.3, strokeCap="round", aria=False).encode(
        x=when, y=altair.Y("low:Q", axis=dollars), y2="high:Q", color=colour
    )
    marked = base.mark_point(size=90, strokeWidth=2, opacity=1, filled=False, fill="var(--card)").encode(
        x=when, y=worth, color=colour, shape=shape, description="words:N"
    )
    points = (
        marked.transform_filter("datum.href == null"),
        marked.transform_filter("datum.href != null").encode(href="href:N"),
    )
    labels = (
        base.transform_filter(f"datum.side == '{side}'")
        .mark_text(align=align, dx=dx, dy=-9, fontSize=13, fontWeight=600, aria=False)
        .encode(x=when, y=top, text="label:N", color=altair.value(INK))
        for side, align, dx in (("left", "right", -8), ("right", "left", 8))
    )
    title = altair.TitleParams(plain(name), anchor="start", fontSize=15, fontWeight=600, color=INK, offset=12)
    return altair.layer(spans, ranges, *points, *labels).properties(width=width, height=height, title=title)


def _scale(altair: Any, values: Mapping[str, str]) -> Any:
    return altair.Scale(domain=list(values), range=list(values.values()))


def _inline(svg: str) -> str:
    """The SVG as a part of a page: without the names of its vocabularies, which look like addresses and which
    HTML does without, and with links into the page, before which the renderer puts an address of its own.
    """
    for name in (' xmlns="http://www.w3.org/2000/svg"', ' xmlns:xlink="http://www.w3.org/1999/xlink"'):
        svg = svg.replace(name, "", 1)
    before, *linked = svg.replace("xlink:href=", "href=").split('href="')
    return before + "".join('href="#' + link.partition("#")[2] for link in linked)
