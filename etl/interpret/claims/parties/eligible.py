"""Who can be a party of a claim at all: the candidates, without those whom an amount cannot be of."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.parties.candidates import COUNTERPARTY, SUBJECT
from etl.interpret.claims.parties.clubs import who_moves
from etl.interpret.claims.parties.fitness import PERSONS_OWN
from etl.interpret.claims.parties.nobodies import QUOTED
from etl.interpret.claims.parties.settled import A_ROUND, SURE
from etl.interpret.claims.parties.signs import Around, party_signs
from etl.interpret.claims.parties.standing import TELLERS, who_counts
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene

_IMPERSONAL = {
    SUBJECT: ("funding", "valuation", "price", "investment", "fund_size"),
    COUNTERPARTY: (),
}
"""Metrics of what a firm, a fund or a product is, has or does: no person's where one is named."""
_UNPLACED = {SUBJECT: ("price", "pay", "acquisition", "investment"), COUNTERPARTY: ("price",)}
"""Metrics whose amounts are asked in a place, not by it: `a flat in Leeds costs`, `a nurse in Kent earns`."""

_FUNDED = ("funding", "investment")
_OF_ECONOMIES = ["other.trade", "other.balance"]
"""Rules of what a country sells, makes, or is short of."""
_PROVIDES = "debt.provides"
_FLOWS_AFTER = (
    r"^ (?:of|in) (?:[a-z]+ ){0,2}(?:outflows?|inflows?|(?:capital|money|cash) (?:leav|exit|flee|flow)[a-z]+)"
    r"(?:[^a-z]|$)"
)
_A_THING = (
    r"^ (?:an?|the|its|their|two|three|four|five|six|seven|eight|nine|ten|several|[0-9]+) "
    r"(?:[a-z0-9-]+ ){0,4}(?:<assets>|<works>) (?:in|near|outside|at|on|off|for|from|across|around) "
)
"""What stands between a word of buying and the sum where the thing that is bought has no name."""
_A_CLASS = (
    r"(?:^|[.;!?] )(?:(?:[a-z]+n|[a-z]+sh|[a-z]+ese|private|venture|commercial|most|some|all|listed|big|"
    r"small|other|local) )?<classes>(?: in [a-z ]{3,20})?(?: (?:have|had|also|together|then|worldwide|"
    r"globally|will|would|could|may|might|are|expected|set|likely|forecast|projected|to))* "
    r"(?:spen[dt]|pour(?:ed)?|raised?|len[dt]|los[et]|earn(?:ed)?|borrow(?:ed)?|issued?|invest(?:ed)?|ma[kd]e|"
    r"took in|take in|ow(?:e|ed)|sold|saved?|returned?|generated?|face[d]?|shed|wrote|write|burned|burnt|"
    r"plough(?:ed)?|plow(?:ed)?|committed|pledged?|drew|secured|attracted)(?: [a-z]+){0,4} $"
)
"""What all of a kind do, with nothing named between (`Carriers spent about $5m`), whoever is spoken of."""
_OWN_TARGET = (
    r"(?:^|[^a-z])(?:rais|lift|cut|lower|trimm?|hik|slash|nudg|boost|up|increas|reduc|set|keep|kept|reiterat)[a-z]*"
    r" (?:its|his|her|their) (?:[a-z0-9-]+ ){0,2}(?:target|objective)"
)
"""A target that is of who sets it, for another's share."""
_WHOLE = r"(?:^|[^a-z])(?:takeovers?|buy-?outs?|stakes?|shares|owners?|ownership)(?:[^a-z]|$)"
"""Words of those who buy a club, not a player."""
_FLOWS_BEFORE = r"(?:^|[^a-z])(?:outflows?|inflows?)(?: [a-z]+){1,6} $"


def eligible_signs(
    scene: Scene, around: Around, claims: pl.DataFrame, pairs: pl.DataFrame, role: str
) -> pl.LazyFrame:
    """The signs of the candidates for a role that an amount can be of (`party_signs`): what is weighed, and
    what the weights are fitted on.
    """
    signs = party_signs(scene, around, claims.lazy(), pairs.lazy(), role).collect(engine="in-memory").lazy()
    return signs.join(_left_out(scene, around, claims, signs, role), on=["n", "key"], how="anti")


def _left_out(
    scene: Scene, around: Around, claims: pl.DataFrame, signs: pl.LazyFrame, role: str
) -> pl.LazyFrame:
    """Candidates whom an amount cannot be of: `n`, `key`."""
    of_shares = (pl.col("basis") == "per_share").fill_null(False)
    unplaced = claims.lazy().filter(pl.col("metric").is_in(_UNPLACED[role]) & ~of_shares)
    places = signs.filter(pl.col("kind") == "place")
    in_place = places.join(unplaced, on="n", how="semi").select("n", "key")
    given = pl.any_horizontal("chosen", "chosen_weakly", "faced", "faced_weakly", "carried")
    beside = pl.lit(role == SUBJECT) | pl.any_horizontal("after_in", "after_from")
    tried = (pl.col("group") == "penalty") & ~given & beside  # a state is fined where the grammar says so
    stands_in = pl.lit(role == COUNTERPARTY) & pl.col("after_in") & ~given  # `sued its lenders in New York`
    courts = places.filter(tried | stands_in).select("n", "key")
    impersonal = claims.lazy().filter(pl.col("metric").is_in(_IMPERSONAL[role]))
    firms = signs.filter(pl.col("kind").is_in(["company", "fund", "product"])).select("n").unique()
    people = signs.filter(pl.col("kind") == "person").join(impersonal, on="n", how="semi")
    people = people.join(firms, on="n", how="semi").select("n", "key")
    whole = claims.lazy().filter(pl.col("before").str.contains(spell(_A_CLASS, scene.words))).select("n")
    class_does = signs.filter(pl.col("ids").is_not_null()).join(whole, on="n", how="semi").select("n", "key")
    worth = claims.lazy().filter(pl.col("rule_id").is_in(PERSONS_OWN)).select("n")
    unowned = (pl.col("kind") != "person") if role == SUBJECT else pl.col("ids").is_not_null()
    firms_worth = signs.filter(unowned).join(worth, on="n", how="semi").select("n", "key")
    told_of = _speaking_of_others(scene, around, claims, signs)
    backers = [_backers(signs, role)] + [_backers_beside(scene, around, claims)] * (role == SUBJECT)
    others = [
        _not_bought(signs, claims, scene.words),
        _lending(signs, claims),
        _beside_others(scene, around, signs),
        _counting(scene, around, claims),
        _rating(signs, claims),
        class_does,
    ] * (role == SUBJECT)
    others.append(_letting_go(scene, around, claims, role))
    others += [_out_of_it(signs, claims), _outside_entries(around, signs)]
    return pl.concat([in_place, courts, people, firms_worth, *backers, *others, told_of])


def _outside_entries(around: Around, signs: pl.LazyFrame) -> pl.LazyFrame:
    """In an entry of a ranking, those whom the amount's sentence does not name but the firm that heads it:
    `n`, `key`.
    """
    others = around.cast.filter(pl.col("is_entry").fill_null(False) & (pl.col("order") > 0)).select("key")
    named = pl.any_horizontal(
        "named_before", "in_before", "in_after", "nominal", "chosen", "chosen_weakly", "faced"
    )
    return (
        signs.filter(pl.col("ids").is_not_null() & ~named)
        .join(others, on="key", how="semi")
        .select("n", "key")
    )


def _not_bought(signs: pl.LazyFrame, claims: pl.DataFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Those who are not what is bought: from whom it is bought, a place where it is, and anybody where it is
    a thing without a name (`bought a warehouse in Ohio for $5m`): `n`, `key`.
    """
    told = pl.col("before").str.tail((pl.col("at") - pl.col("cue_to")).clip(0))
    thing = (pl.col("cue_to") < pl.col("at")) & told.str.contains(spell(_A_THING, words))
    deals = claims.lazy().filter(pl.col("metric") == "acquisition").select("n", "rule_id", thing=thing)
    seller = (pl.col("rule_id") == "acquisition.verb") & pl.col("after_from")
    where = (pl.col("kind") == "place") & pl.col("after_in")
    named = signs.filter(pl.col("ids").is_not_null()).join(deals, on="n")
    return named.filter(pl.col("thing").fill_null(False) | seller | where).select("n", "key")


def _letting_go(scene: Scene, around: Around, claims: pl.DataFrame, role: str) -> pl.LazyFrame:
    """The clubs that let go of a player in the amount's sentence, who are neither who takes him nor, unless
    they are themselves for sale, what is bought: `n`, `key`.
    """
    _, clubs = who_moves(scene, claims)
    whole = pl.col("before").str.contains(_WHOLE) | pl.col("after").str.contains(_WHOLE)
    deals = claims.lazy().filter(
        (pl.col("metric") == "acquisition") & (pl.lit(role == COUNTERPARTY) | ~whole)
    )
    named = scene.entities.filter(pl.col("at").is_in(clubs.implode()))
    if role != COUNTERPARTY:
        named = named.filter(pl.col("entity_type") == "organization")
    keys = around.cast.select("article_id", "entity_id", "key")
    sellers = named.select("article_id", "entity_id", "reach").join(keys, on=["article_id", "entity_id"])
    return deals.select("n", "reach").join(sellers, on="reach").select("n", "key").unique()


def _counting(scene: Scene, around: Around, claims: pl.DataFrame) -> pl.LazyFrame:
    """Those who only count what others do, in the amount's sentence or wherever the article names them: `n`,
    `key`.
    """
    named = ["article_id", "entity_id"]
    counting = who_counts(scene.entities, scene.words, scene.mentions)
    there = scene.entities.join(counting, on=[*named, "at"], how="semi").select(*named, "window")
    times = scene.entities.group_by(named).agg(all=pl.len())
    only = there.group_by(named).agg(counted=pl.len()).join(times, on=named)
    only = only.filter(pl.col("counted") == pl.col("all")).select(named)
    told = claims.lazy().select("n", "article_id", "window")
    out = [told.join(there, on=["article_id", "window"]), told.join(only, on="article_id")]
    keys = around.cast.select(*named, "key")
    return (
        pl.concat([rows.select("n", *named) for rows in out]).unique().join(keys, on=named).select("n", "key")
    )


def _rating(signs: pl.LazyFrame, claims: pl.DataFrame) -> pl.LazyFrame:
    """Those who set a price target, who are not whose share it is for: people, and whoever the sentence names
    before a target of its own (`Acme raised its price target to $5`): `n`, `key`.
    """
    told = pl.col("before").str.contains(_OWN_TARGET) & (pl.col("rule_id") == "price.target")
    rated = (pl.col("metric") == "price") & (pl.col("basis") == "per_share")
    targets = claims.lazy().filter(rated | (pl.col("rule_id") == "price.target"))
    sets = signs.filter(pl.col("ids").is_not_null()).join(targets.select("n", told=told), on="n")
    before = (pl.col("named_before") | pl.col("in_before")) & ~pl.col(
        "chosen"
    )  # `for shares of Bolt` chooses
    return sets.filter((pl.col("kind") == "person") | (pl.col("told") & before)).select("n", "key")


def _lending(signs: pl.LazyFrame, claims: pl.DataFrame) -> pl.LazyFrame:
    """Those who the sentence says give a loan, who are not whose debt it is: `n`, `key`."""
    given = claims.lazy().filter(pl.col("rule_id") == _PROVIDES).select("n")
    return signs.filter("misfits").join(given, on="n", how="semi").select("n", "key")


def _beside_others(scene: Scene, around: Around, signs: pl.LazyFrame) -> pl.LazyFrame:
    """Those whom news has beside the amounts of others, unless the sentence itself says that one is theirs:
    lenders that states own together, and banks and houses that foresee and count, which no headline names:
    `n`, `key`.
    """
    headed = scene.mentions.filter(pl.col("sentence_no") == 0).select("article_id", "entity_id").unique()
    cast = around.cast.select("article_id", "entity_id", "key")
    lends = pl.col("entity_id").str.contains(spell("(?:^|-)<of_common_lenders>(?:-|$)", scene.words))
    tells = pl.col("entity_id").str.contains(spell(TELLERS, scene.words))
    keys = pl.concat(
        [
            cast.filter(lends),
            cast.filter(tells).join(headed, on=["article_id", "entity_id"], how="anti"),
        ]
    )
    told = pl.col("chosen_named") | (pl.col("group") == "price")  # what its study costs is a house's own
    return signs.join(keys, on="key", how="semi").filter(~told).select("n", "key")


def _backers(signs: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """Those who the sentence says lead a round or put money in (`a Series B led by Acme`), who are not whom
    it funds, though nobody else is named: `n`, `key`.
    """
    backs = pl.lit(role == SUBJECT) & (pl.col("group") == "funding") & pl.col("misfits")
    given = pl.col("slot_led") | ~pl.col("nominal") & ~pl.col("fits")
    return signs.filter(backs & given).select("n", "key")


def _backers_beside(scene: Scene, around: Around, claims: pl.DataFrame) -> pl.LazyFrame:
    """Those whom the sentence names as who puts in another of its amounts (`Acme put in $5m, Bolt $6m`), who
    are not whom the others fund, and those who lead or join a round that puts a value on another: `n`, `key`.
    """
    acting = scene.entities.filter(pl.col("unbound") | (pl.col("preposition") == "from"))
    acting = acting.select("reach", "entity_id").unique()
    sure = claims.lazy().filter(pl.col("subject_score") >= SURE)
    funds = sure.select("reach", entity_id="subject_ids").explode("entity_id")
    funded = claims.lazy().filter(pl.col("metric").is_in(_FUNDED)).select("n", "reach", "article_id")
    gave = (
        claims.lazy()
        .filter(pl.col("metric").is_in(_FUNDED) & (pl.col("counterparty_score") >= SURE))
        .select("reach", entity_id="counterparty_ids")
        .explode("entity_id")
        .join(acting, on=["reach", "entity_id"], how="semi")
        .join(funds, on=["reach", "entity_id"], how="anti")
        .unique()
    )
    told = pl.concat_str("before", pl.lit(" "), "after")
    valued = claims.lazy().filter((pl.col("metric") == "valuation") & told.str.contains(A_ROUND))
    backing = scene.entities.filter(pl.col("leads") | pl.col("backs")).select("reach", "entity_id").unique()
    beside = [
        funded.join(gave, on="reach"),
        valued.select("n", "reach", "article_id").join(backing, on="reach"),
    ]
    keys = around.cast.select("article_id", "entity_id", "key")
    both = pl.concat(rows.select("n", "article_id", "entity_id") for rows in beside).unique()
    return both.join(keys, on=["article_id", "entity_id"]).select("n", "key")


def _out_of_it(signs: pl.LazyFrame, claims: pl.DataFrame) -> pl.LazyFrame:
    """Those whom the sentence itself keeps out: `n`, `key`. Nothing is of a house whose analysts only
    foresee it (`Acme's analysts expect sales of $5m`), and no price of who reckons it. What goods cost, what
    flows between countries and what all of one makes are of no firm that the sentence does not name, whatever
    the article is about.
    """
    economy = pl.col("rule_id").is_in(_OF_ECONOMIES) | _flows()
    told = claims.lazy().select("n", is_price=pl.col("metric") == "price", economy=economy.fill_null(False))
    goods = signs.filter(pl.col("ids").is_null() & pl.col(QUOTED)).select("n", of_any=pl.lit(True))
    here = pl.any_horizontal("named_before", "in_before", "in_after", "nominal") | (pl.col("kind") == "place")
    of_nobody = pl.col("economy") | (pl.col("is_price") & pl.col("of_any").fill_null(False))
    foresees = pl.col("opines") | (pl.col("is_price") & pl.col("reckons"))
    return (
        signs.filter(pl.col("ids").is_not_null())
        .join(told, on="n")
        .join(goods, on="n", how="left")
        .filter(foresees | (of_nobody & ~here))
        .select("n", "key")
    )


def _speaking_of_others(
    scene: Scene, around: Around, claims: pl.DataFrame, signs: pl.LazyFrame
) -> pl.LazyFrame:
    """Those who only say in the sentence what another does (`Acme said Bolt lost $5m`), unless a pronoun
    stands for them: `n`, `key`.
    """
    keys = around.cast.select("article_id", "entity_id", "key")
    speakers = scene.entities.filter(pl.col("cedes_to").is_not_null()).select(
        "article_id", "reach", "entity_id", "cedes_to"
    )
    told = claims.lazy().select("n", "reach", money_at="at").join(speakers, on="reach")
    told = told.filter(pl.col("cedes_to") < pl.col("money_at")).join(keys, on=["article_id", "entity_id"])
    meant = signs.filter(pl.col("nominal")).select("n", "key")
    return told.select("n", "key").join(meant, on=["n", "key"], how="anti")


def _flows() -> pl.Expr:
    """Whether an amount is of money that comes into a country or leaves it."""
    return pl.col("after").str.contains(_FLOWS_AFTER) | pl.col("before").str.contains(_FLOWS_BEFORE)
