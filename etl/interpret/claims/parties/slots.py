"""Where a name stands to the cue word of an amount: its slot, and how far off it is."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.parties.clubs import who_moves
from etl.interpret.claims.parties.labels import is_giver, is_label, with_labels
from etl.interpret.claims.parties.settled import A_ROUND, TWO_SIDED
from etl.interpret.claims.parties.standing import who_counts
from etl.interpret.claims.scene import Scene

_MAKERS = ["valuation", "funding", "investment", "spending", "debt", "penalty", "other"]
"""Metrics of which a product's amount is its maker's (`the Grok developer is worth $5bn`)."""
_CLIENTS = "(?:^|-)(?:airways|airlines?|navy|army|air-force|ministry|department|government|council)(?:-|$)"
"""Names of those who order work and goods rather than sell them."""
_SEEKS = 20
"""Within how many characters of its verb a pronoun is who does it: `the firm that he wants to buy`."""
_PAYS = r"(?:^|[^a-z])(?:pays?|paid|paying|handed|gave|gives?|owes?|owed) (?:the )?(?:[a-z0-9.&'’-]+ ){1,4}$"

_RELATED = 70
"""Within how many characters of a name the verb of its relative clause stands."""
_GIVES = r"(?:^|[^a-z])(?:gave|gives?|given|handed) (?:the )?(?:[a-z0-9.&'’-]+ ){1,4}$"
"""`Acme gave Bolt $5m`: what one gives is of whom it is given to."""
_CLAUSE = 30
"""Within how many characters a relative clause begins with who does something there."""
_BONDS = "(?:bonds?|sukuk|notes|debentures?|commercial paper)(?: issues?| sales?| offerings?)?"
_BONDS_OF = rf"^ (?:[a-z-]+ )*{_BONDS} (?:issued |sold )?(?:from|by) (?:the )?(?:[a-z-]+ )*$"
_ITS_BONDS = rf"(?:^|[^a-z]){_BONDS} (?:of|worth|for)(?: [a-z]+)* $"
"""`A $5m bond from Acme`: unlike a loan it is of whom it comes from."""
_OF_ONE = ["revenue", "profit", "valuation", "debt", "spending", "fund_size", "other"]
_FRONTED = r"(?:^|- )(?:with|having|boasting|despite|after|at|worth|valued at|owing|armed with) [^,;]*$"
"""A phrase that a sentence begins with, and what it may say that the name behind it has."""


_WHOSE = "^,? whose (?:[a-z'-]+ ){0,2}$"
"""What stands between a name and what it has: `Acme, whose annual sales are $5m`."""


def find_slots(scene: Scene, claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a claim and a candidate of its sentence, with the candidate's slot and distances; whether it
    only says who another is (`is_inset`) or what it counts of others (`only_counts`), and the columns of
    `with_labels`.
    """
    pairs = with_labels(_of_makers(scene, _handed(_pairs(scene, claims, candidates))), scene.words)
    first = pl.min_horizontal("cue_at", "money_at")
    last = pl.max_horizontal("cue_to", "money_to")
    before = pl.col("to") <= first
    inside = (pl.col("at") >= first) & (pl.col("to") <= last)
    inner = pl.min_horizontal(
        pl.col("at") - pl.min_horizontal("cue_to", "money_to"),
        pl.max_horizontal("cue_at", "money_at") - pl.col("to"),
    )
    gap = pl.when(before).then(first - pl.col("to")).when(inside).then(inner).otherwise(pl.col("at") - last)
    depth = pl.min_horizontal(
        (pl.col("depth") - pl.col("cue_depth")).abs(), (pl.col("depth") - pl.col("money_depth")).abs()
    )
    sells = (pl.col("preposition") == "from") & (pl.col("rule_id") == "acquisition.verb")
    sells = sells & (pl.col("at") >= pl.col("cue_to"))  # `bought Acme from Bolt`
    players, clubs = who_moves(scene, claims)
    is_deal = pl.col("metric") == "acquisition"
    sells = sells.fill_null(False) | (is_deal & pl.col("at").is_in(clubs.implode()))
    is_inset = (pl.col("inset_to") <= first).fill_null(False) | sells
    is_inset = is_inset | (pl.col("is_held") & ~pl.col("metric").is_in([*TWO_SIDED, "valuation"]))
    tellers = who_counts(scene.entities, scene.words, scene.mentions)
    only_counts = pl.col("at").is_in(tellers.select("at").collect(engine="in-memory")["at"].implode())
    placed = pairs.with_columns(
        gap=gap.clip(0),
        crossed=depth,
        before=before,
        inside=inside,
        is_inset=is_inset,
        moves_club=is_deal & pl.col("at").is_in(players.implode()),
        only_counts=only_counts & ~pl.col("is_owner"),
    )
    return (
        placed.with_columns(slot=_slot(scene.words)).drop("inside", "moves_club").collect(engine="in-memory")
    )


def _slots(*slots: str) -> pl.Expr:
    """A list of slots, as rules have them."""
    return pl.lit(list(slots), dtype=pl.List(pl.String))


def _pairs(scene: Scene, claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.LazyFrame:
    """The amounts with the candidates within their reach. Who only vouches at a sentence's end is one of
    deals alone, which may be a deal with it.
    """
    anchored = (
        claims.lazy()
        .sort("n")
        .select(
            "n",
            "gapped",
            "reach",
            pl.col("window").alias("own_window"),
            pl.col("metric").fill_null("none"),
            pl.col("rule_id").fill_null("none"),
            pl.col("subject").fill_null(_slots("label", "owner")),
            pl.col("counterparty").fill_null(_slots()),
            pl.col("cue_at").fill_null(pl.col("at")),
            pl.col("cue_to").fill_null(pl.col("at")),
            pl.col("cue_depth").fill_null(pl.col("depth")),
            cited=pl.when("only_cited").then("source_ids"),
            money_at="at",
            money_to="to",
            money_depth="depth",
            money_before="before",
            money_after="after",
            prior_to=pl.col("to").shift(1),
            next_at=pl.col("at").shift(-1),
        )
    )
    own = (pl.col("at") >= pl.col("prior_to")) & (pl.col("to") <= pl.col("next_at")).fill_null(True)
    return (
        anchored.join(candidates.lazy(), on="reach")
        .with_columns(is_own=own.fill_null(False))
        .filter(~pl.col("gapped") | pl.col("is_own") | _begins())
        .filter(~pl.col("closes") | (pl.col("metric").is_in(TWO_SIDED) & ~pl.col("is_owner")))
        .drop("prior_to", "next_at", "own_window")
        .join(scene.parents, on="entity_id", how="left", maintain_order="left")
    )


def _begins() -> pl.Expr:
    """Whether a name does what its sentence's first verb says: `Acme won orders of $5m from Bolt, $6m from
    Coil`.
    """
    heads = pl.col("is_free") & pl.col("acts") & pl.col("preposition").is_null() & ~pl.col("is_owner")
    heads = heads & (pl.col("metric") == "contract")
    here = heads & (pl.col("window") == pl.col("own_window")) & (pl.col("to") <= pl.col("money_at"))
    return here & (pl.col("at") == pl.when(here).then("at").min().over("n"))


def _handed(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """The pairs with the slots of an amount that no rule reads and somebody is paid or given: `Acme paid Bolt
    $5m`.
    """
    handed = (
        (pl.col("metric") == "none")
        & pl.col("is_given")
        & ((pl.col("money_at") - pl.col("to")) == 1)
        & pl.col("money_before").str.contains(_PAYS)
    ).any()
    payer, paid = _slots("agent", "owner"), _slots("dative")
    is_gift = pl.col("money_before").str.contains(_GIVES)
    is_handed = handed.over("n")
    return pairs.with_columns(
        subject=pl.when(is_handed & is_gift).then(paid).when(is_handed).then(payer).otherwise("subject"),
        counterparty=pl.when(is_handed & is_gift)
        .then(payer)
        .when(is_handed)
        .then(paid)
        .otherwise("counterparty"),
    )


def _of_makers(scene: Scene, pairs: pl.LazyFrame) -> pl.LazyFrame:
    """The pairs, products as their makers where the amount is the maker's and the article names it."""
    named = scene.mentions.select("article_id", parent_id="entity_id", is_named=pl.lit(True)).unique()
    made = (
        (pl.col("entity_type") == "product")
        & pl.col("is_named").fill_null(False)
        & pl.col("metric").is_in(_MAKERS)
        & ~pl.col("gapped")
        & (pl.col("preposition") != "at").fill_null(True)  # `profit at Bolt Cloud`: a unit's own
    )
    return (
        pairs.join(named, on=["article_id", "parent_id"], how="left", maintain_order="left")
        .with_columns(
            entity_id=pl.when(made).then("parent_id").otherwise("entity_id"),
            entity_type=pl.when(made).then(pl.lit("company")).otherwise("entity_type"),
        )
        .drop("parent_id", "is_named")
    )


def _of_bonds(behind: pl.Expr) -> pl.Expr:
    """Whether an amount is of bonds, and a name right behind it: `a bond of $5m from Acme`."""
    from_it = behind.str.contains(r"^ (?:from|by) (?:the )?(?:[a-z-]+ )*$")
    return from_it & pl.col("money_before").str.contains(_ITS_BONDS)


def _slot(words: Mapping[str, str]) -> pl.Expr:
    """What a candidate is to the cue: the slot that the rules' lists name."""
    first = pl.min_horizontal("cue_at", "money_at")
    before, inside = pl.col("before"), pl.col("inside")
    near_owner = pl.col("is_owner") & (
        ((pl.col("cue_at") - pl.col("to")).is_between(0, 42) & (pl.col("cue_depth") == pl.col("depth")))
        | ((pl.col("money_at") - pl.col("to")).is_between(0, 24) & (pl.col("money_depth") == pl.col("depth")))
    )
    told = pl.col("money_before").str.tail((pl.col("money_at") - pl.col("to")).clip(0))
    told = told.str.head((pl.col("cue_at") - pl.col("to")).clip(0))
    near_owner = near_owner | (before & pl.col("metric").is_in(_OF_ONE) & told.str.contains(_WHOSE))
    relative = inside & (pl.col("cue_at") > pl.col("money_at"))  # `the $5m that Acme paid`
    compound = (
        relative
        & ((pl.col("at") - pl.col("money_to")) == 1)
        & ((pl.col("cue_at") - pl.col("to")).is_between(1, 20))
    )  # `a $5m Acme round`
    clause_off = (pl.col("depth") - pl.col("cue_depth")).abs()
    elsewhere = (pl.col("is_free") & ((pl.col("at") - pl.col("cue_to")) > 2) & (clause_off >= 2)) | (
        pl.col("says") & ((pl.col("at") - pl.col("cue_to")) > 2)
    )  # it does something of its own
    heads = pl.col("heads_relative") & before & ((first - pl.col("to")) <= _RELATED)
    # `fined Acme $5m, more than the $6m fine on Bolt`: Acme is given the first amount only
    second = ((pl.col("money_at") - pl.col("to")) > 1) & pl.col("money_before").str.contains("[0-9]")
    puts_in = heads & pl.col("metric").is_in(["investment", "fund_size"])  # `led by Acme, which put in $5m`
    beyond = (pl.col("cue_to") <= pl.col("money_at")) & (pl.col("at") >= pl.col("money_to"))
    beside = (pl.col("preposition") == "with") & ((pl.col("at") - pl.col("money_to")) == len(" with "))
    afar = (pl.col("at") >= pl.max_horizontal("cue_to", "money_to")) & (clause_off >= 2)
    afar = afar & ~(beside & (pl.col("rule_id") == "contract.spend_with")).fill_null(
        False
    )  # `and $5m with Acme`
    passive = (pl.col("subject").list.first() == "agent") & (pl.col("counterparty").list.first() == "by")
    by_it = (
        passive & (pl.col("after_which") | pl.col("in_relative")) & ((pl.col("cue_at") - pl.col("to")) == 1)
    )
    by_it = by_it & ~(relative & pl.col("is_done"))  # `the $5m that Acme was fined`
    seeks = pl.col("is_sought").any().over("n") & ~pl.col("is_sought") & pl.col("is_nominal")
    by_it = by_it | (passive & seeks & before & ((first - pl.col("to")) <= _SEEKS))
    behind = pl.col("money_after").str.head((pl.col("at") - pl.col("money_to")).clip(0))
    fronted = (
        pl.col("metric").is_in(_OF_ONE)
        & pl.col("is_free")
        & pl.col("money_before").str.contains(_FRONTED)
        & behind.str.contains(r"^[^,;.]{0,40}, (?:the )?(?:[a-z'-]+ ){0,3}$")
    )  # `with sales of $5m, Acme leads`
    orders = (
        (pl.col("metric") == "contract")
        & pl.col("subject").list.contains("with")
        & pl.col("entity_id").str.contains(_CLIENTS)
        & before
        & pl.col("is_free")
    )  # `the navy signed a contract with Acme`
    issues = (pl.col("metric") == "debt") & pl.col("preposition").is_in(["from", "by"])
    issues = issues & ~before & (behind.str.contains(_BONDS_OF) | _of_bonds(behind))
    joins = pl.col("backs") & (pl.col("metric") == "valuation")
    joins = joins & pl.col("money_before").str.contains(
        A_ROUND
    )  # `Acme joined a round that put its worth at`
    imposes = pl.col("in_relative") & (pl.col("counterparty").list.first() == "agent")
    imposes = imposes & (pl.col("at") - pl.max_horizontal("cue_to", "money_to")).is_between(1, _CLAUSE)
    gives = pl.col("gapped") & pl.col("counterparty").list.contains("agent")
    gives = gives & ~pl.col("subject").list.contains("agent")  # `Acme put in $5m, Bolt $6m`
    sought = pl.col("is_sought") & before & (pl.col("subject").list.first() == "object")
    sought = sought & ((first - pl.col("to")) <= _SEEKS + 5)
    return (
        pl.when("is_inset")
        .then(pl.lit("bound"))
        .when(sought.fill_null(False))  # `the firm that he bought for $5m`
        .then(pl.lit("object"))
        .when("moves_club")  # `Leo Hart from Milltown for $5m`
        .then(pl.lit("object"))
        .when(by_it.fill_null(False))  # `Acme, which Bolt bought for $5m`
        .then(pl.lit("by"))
        .when(imposes)  # `the $5m fine that the court imposed on Acme`
        .then(pl.lit("agent"))
        .when(issues)
        .then(pl.lit("owner"))
        .when(is_giver())
        .then(pl.lit("giver"))
        .when(is_label(words))
        .then(pl.when(gives).then(pl.lit("agent")).otherwise(pl.lit("label")))
        .when(compound)
        .then(pl.lit("owner"))
        .when(near_owner)
        .then(pl.lit("owner"))
        .when(pl.col("is_owner"))
        .then(pl.lit("possessor"))
        .when((pl.col("leads") & ~puts_in) | joins)
        .then(pl.lit("led"))
        .when(orders)
        .then(pl.lit("from"))
        .when(orders.any().over("n") & (pl.col("preposition") == "with"))
        .then(pl.lit("agent"))
        .when(pl.col("preposition").is_not_null() & ~heads & ~afar)
        .then("preposition")
        .when(((before | relative) & pl.col("is_free")) | fronted)
        .then(pl.lit("agent"))
        .when(before & pl.col("is_given") & ((pl.col("cue_at") < pl.col("money_at")) | ~second))
        .then(pl.lit("dative"))
        .when(before | elsewhere | beyond | afar)
        .then(pl.lit("bound"))
        .otherwise(pl.lit("object"))
    )
