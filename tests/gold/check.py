"""Check the gold files of a folder against the annotation guide, and count what they hold.

    python3 check.py FOLDER [--texts FOLDER]

Each `NAME.json` is read with the text that its `doc` names (beside it, or under --texts). Every
breach is printed as `file: rule: what`, and any breach makes the exit status 1. This module owns the
form of gold, not its truth: whether a claim is *right* is for a reader. Standard library only.
"""

import argparse
import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

HEDGES = {"exact", "about", "over", "at_least", "under", "up_to"}
METRICS = {
    "valuation",
    "funding",
    "investment",
    "revenue",
    "profit",
    "spending",
    "price",
    "market_size",
    "contract",
    "acquisition",
    "fund_size",
    "debt",
    "penalty",
    "pay",
    "other",
}
BASES = {
    None,
    "pre_money",
    "post_money",
    "market_cap",
    "run_rate",
    "period",
    "cumulative",
    "round",
    "stake_value",
    "per_share",
}
MODALITIES = {"actual", "estimated", "projected", "targeted", "hypothetical"}
EVIDENCE = {"stated", "attributed", "unnamed"}
TYPES = {"company", "organization", "government", "media", "fund", "person", "product", "place"}
KINDS = {"percent", "multiple", "count"}
ZONES = {"headline", "body", "table", "boilerplate"}
CURRENCIES = set(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
    "GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF "
    "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
    "MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG".split()
)
SPANS = ("money", "quantities", "dates", "entities", "ignored")
VOCABULARIES = {
    "metric": METRICS,
    "basis": BASES,
    "modality": MODALITIES,
    "evidence": EVIDENCE,
    "negated": {True, False},
    "hedge": HEDGES,
}
ENTITY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)\Z")

# What must not go unseen: a currency sign, a scale word, a currency word. A scale word may touch its
# digits (`£450million`), so only a letter before it rules it out.
TELLTALE = re.compile(
    r"[$€£¥₹]|(?<![A-Za-z])(?:millions?|billions?|trillions?|crores?|lakhs?|dollars|euros)(?![A-Za-z])",
    re.IGNORECASE,
)


def is_date(value):
    """Whether `value` is a calendar day as YYYY-MM-DD.

    >>> is_date("2025-09-09"), is_date("2025-02-30"), is_date("2026-05")
    (True, False, False)
    """
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_article_date(value):
    """Whether `value` is a date to the precision known: a year, a month or a day.

    >>> is_article_date("2026"), is_article_date("2026-05"), is_article_date("2026-13")
    (True, True, False)
    """
    return isinstance(value, str) and is_date((value + "-01-01")[:10] if len(value) < 10 else value)


def as_ids(value):
    """The ids in a claim's field, which holds one, a list of them, or none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def check_spans(gold, text):
    """Offsets that do not give the surface, and spans of one kind that overlap."""
    for kind in SPANS:
        spans = sorted(gold.get(kind, []), key=lambda span: span["start"])
        for span in spans:
            found = text[span["start"] : span["end"]]
            if found != span["text"] or not found:
                yield "offset", f"{kind} {span['start']}: {span['text']!r} is {found!r} in the text"
            if kind != "ignored" and span.get("zone", "body") not in ZONES:
                yield "zone", f"{kind} {span['start']}: {span.get('zone')!r}"
        for left, right in zip(spans, spans[1:]):
            if right["start"] < left["end"]:
                yield "overlap", f"{kind}: {left['text']!r} and {right['text']!r} at {right['start']}"


def check_vocabulary(item, fields, where):
    """The fields' values, and those that `accept` adds to them, are words of the guide."""
    accept = item.get("accept", {})
    for field in fields:
        for value in [item[field], *accept.get(field, [])]:
            if value not in VOCABULARIES[field]:
                yield field, f"{where}: {value!r}"
    for field, values in accept.items():
        if field not in item or not isinstance(values, list) or item[field] in values:
            yield "accept", f"{where}: {field} {values!r}"


def check_amounts(gold):
    """Amounts of money and quantities: numbers in order, known currency, hedge and kind."""
    for span in gold["money"] + gold.get("quantities", []):
        where = f"{span['text']!r} at {span['start']}"
        low, high = span["min"], span["max"]
        if not all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in (low, high)):
            yield "amount", f"{where}: min and max must be numbers"
        elif low > high:
            yield "amount", f"{where}: min {low} is above max {high}"
        elif low < 0:
            yield "amount", f"{where}: a mention is never negative (the claim is)"
        if "kind" in span:
            if span["kind"] not in KINDS:
                yield "kind", f"{where}: {span['kind']!r}"
        elif span["currency"] not in CURRENCIES:
            yield "currency", f"{where}: {span['currency']!r}"
        yield from check_vocabulary(span, ("hedge",), where)


def check_dates(gold):
    """Dates: both ends or neither, real days, in order."""
    if gold.get("article_date") is not None and not is_article_date(gold["article_date"]):
        yield "article_date", repr(gold["article_date"])
    for span in gold.get("dates", []):
        ends = (span["start_date"], span["end_date"])
        known = [end for end in ends if end is not None]
        if len(known) == 1 or not all(map(is_date, known)) or known != sorted(known):
            yield "date", f"{span['text']!r} at {span['start']}: {ends}"


def check_entities(gold):
    """Entities: canonical ids and known types."""
    for span in gold.get("entities", []):
        if not ENTITY_ID.match(span["id"]):
            yield "entity id", f"{span['text']!r}: {span['id']!r}"
        if span["type"] not in TYPES:
            yield "entity type", f"{span['text']!r}: {span['type']!r}"


def check_claim(claim, mention):
    """One claim's fields, against its mention."""
    where = f"claim at {claim['money_start']}"
    if claim["money_text"] != mention["text"]:
        yield "claim", f"{where}: money_text {claim['money_text']!r} is not {mention['text']!r}"
    stated = (mention["min"], mention["max"])
    if (claim["min"], claim["max"]) not in (stated, (-stated[1], -stated[0])):
        yield "claim amount", f"{where}: {claim['min']} to {claim['max']}, mention {stated}"
    yield from check_vocabulary(claim, ("metric", "basis", "modality", "evidence", "negated"), where)
    if claim["min"] < 0 and claim["metric"] != "profit":
        yield "claim amount", f"{where}: only a profit can be negative"
    if (claim["source"] is None) == (claim["evidence"] == "attributed"):
        yield "source", f"{where}: {claim['evidence']} with source {claim['source']!r}"
    for field in ("subject", "counterparty", "source"):
        for value in as_ids(claim[field]):
            if not ENTITY_ID.match(value):
                yield field, f"{where}: {value!r} is not an id"
    if claim["as_of"] is not None:
        match = INTERVAL.match(claim["as_of"])
        if not match or not all(map(is_date, match.groups())) or match[1] > match[2]:
            yield "as_of", f"{where}: {claim['as_of']!r}"


def check_claims(gold):
    """A claim for each money mention of the article's own text, none for boilerplate."""
    mentions = {mention["start"]: mention for mention in gold["money"]}
    counts = Counter(claim["money_start"] for claim in gold["claims"])
    for start, mention in mentions.items():
        if bool(counts[start]) == (mention["zone"] == "boilerplate"):
            yield "claims", f"{mention['text']!r} at {start} ({mention['zone']}) has {counts[start]}"
    same = Counter((claim["money_start"], claim["metric"], str(claim["subject"])) for claim in gold["claims"])
    for (start, metric, subject), number in same.items():
        if number > 1:
            yield "claims", f"{number} claims at {start} say {metric} of {subject}"
    quantities = {span["start"] for span in gold.get("quantities", [])}
    for claim in gold["claims"]:
        mention = mentions.get(claim["money_start"])
        if mention is not None:
            yield from check_claim(claim, mention)
        elif claim["money_start"] not in quantities:
            yield "claim", f"no mention starts at {claim['money_start']}"


def check_coverage(gold, text):
    """Every telltale of money is in a money mention, or is ignored with a reason."""
    for span in gold.get("ignored", []):
        if not str(span.get("why", "")).strip():
            yield "ignored", f"{span['text']!r} at {span['start']} has no reason"
    seen = [(span["start"], span["end"]) for span in gold["money"] + gold.get("ignored", [])]
    for match in TELLTALE.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in seen):
            around = text[max(0, match.start() - 25) : match.end() + 25].replace("\n", " ")
            yield "unseen", f"{match.group()!r} at {match.start()}: ...{around}..."


def check_file(gold, text):
    """Every breach in one gold file, as (rule, what)."""
    yield from check_spans(gold, text)
    yield from check_amounts(gold)
    yield from check_dates(gold)
    yield from check_entities(gold)
    yield from check_claims(gold)
    yield from check_coverage(gold, text)


def check_folder_entities(golds):
    """Ids that two files give different types, over the whole folder."""
    types = {}
    for gold in golds:
        for span in gold.get("entities", []):
            types.setdefault(span["id"], set()).add(span["type"])
    for entity, found in sorted(types.items()):
        if len(found) > 1:
            yield "entity type", f"{entity!r} is {' and '.join(sorted(found))}"


def count_folder(golds):
    """What the folder holds, a Counter a question."""
    claims = [claim for gold in golds for claim in gold["claims"]]
    money = [mention for gold in golds for mention in gold["money"]]
    spans = {kind: sum(len(gold.get(kind, [])) for gold in golds) for kind in SPANS}
    return {
        "spans": Counter(spans, claims=len(claims), documents=len(golds)),
        "metric": Counter(claim["metric"] for claim in claims),
        "modality": Counter(claim["modality"] for claim in claims),
        "basis": Counter(str(claim["basis"]) for claim in claims),
        "evidence": Counter(claim["evidence"] for claim in claims),
        "negated": Counter(str(claim["negated"]) for claim in claims),
        "hedge": Counter(mention["hedge"] for mention in money),
        "currency": Counter(mention["currency"] for mention in money),
        "zone": Counter(mention["zone"] for mention in money),
        "rates and ranges": Counter(
            {
                "per": sum(mention["per"] is not None for mention in money),
                "range": sum(mention["min"] != mention["max"] for mention in money),
            }
        ),
        "quantity": Counter(q["kind"] for gold in golds for q in gold.get("quantities", [])),
        "entity": Counter(e["type"] for gold in golds for e in gold.get("entities", [])),
    }


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, help="where the texts lie, if not beside the gold")
    options = parser.parse_args(arguments)
    paths = sorted(options.folder.glob("*.json"))
    if not paths:
        parser.error(f"no gold files in {options.folder}")
    breaches, golds = [], []
    for path in paths:
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = (options.texts or options.folder) / gold["doc"]
        if not source.is_file():
            breaches.append((path.name, "text", f"{source} is missing: name its folder with --texts"))
            continue
        # newline="" keeps offsets true where a text has carriage returns.
        with source.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        breaches += [(path.name, rule, what) for rule, what in check_file(gold, text)]
        golds.append(gold)
    breaches += [("folder", rule, what) for rule, what in check_folder_entities(golds)]
    for breach in breaches:
        print(": ".join(breach))
    for question, counter in count_folder(golds).items():
        print(f"{question:16}", ", ".join(f"{name} {number}" for name, number in counter.most_common()))
    print(f"{len(breaches)} breaches in {len(paths)} files")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
