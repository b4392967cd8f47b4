"""How an amount hangs on the one before it in its sentence."""

from collections.abc import Mapping

import polars as pl

FAR = 60
"""From here two amounts of a sentence do not hang together."""
BESIDE = 40
FAINT = 16.0
PART = 36.0
PART_TOLD = 44.0
AGAIN = 28.0
RECKONED = 52.0
THEIRS = 80.0
"""Scores from which an amount's own word holds against the amount before in its sentence, and against what it
goes on with; before a part, it is of the whole rather than of the part; what others had foreseen is of the
same thing, whatever word stands for them (`above the $5m the market expected`).
"""
_WHERE_IT_GOES = ["spending.goes", "investment.of_that", "investment.from"]
"""Rules of words after a part, which say whose it is rather than what."""
_SHARED_OUT = ["funding", "investment", "valuation", "fund_size"]
"""Sums whose parts are what each backer gave."""
_HELD = ["market_size", "contract", "investment", "fund_size", "other", "debt", "price"]
"""What `it` can be that is worth so much and is no firm."""
_WORTH_OF_IT = (
    r"(?:^|[^a-z])(?:it|they|that|this|these|both|which|each|all)"
    r"(?: (?:is|was|are|were|be|been|being|has|had|have|will|would|could|may|might|now|then|once|still|"
    r"already|alone|together|currently|said|thought|estimated|reckoned|believed|to|today))*"
    r" (?:worth|valued at)(?: [a-z]+){0,3} $"
)
"""What is worth so much is what was just spoken of, not a firm."""
_IN_ROUND = r"(?:^|[^a-z])(?:rounds?|fundraising|financing|raised|listing|ipo|tender)(?:[^a-z]|$)"
"""What is worth so much in a round is a firm."""
_MADE = "(?:makes?|made|making|leaves?|left|leaving|find|found|think|believe|consider) it (?:[a-z]+ )?worth"
"""What is made worth so much is one."""
_PART = (
    r"(?:^|[.] )of (?:that|this|the total)[^.;0-9]*$|"
    r"(?:^|[ ,;(])(?:of which|of (?:that|this|it)(?: (?:total|sum|amount|figure|money))?|of the total),? "
    r"(?:[a-z' -]{1,24} )?$"
)
_SHARE_OF = (
    r"(?:half|double|twice|triple|quadruple|a third|a quarter|two-thirds|three-quarters|a fraction|"
    r"three times|four times|well short|short|shy) (?:of )?(?:the|what|its|their) $"
)
"""What another amount is a part or a multiple of: `half of the $5m that it paid`."""
_PREVIOUS = (
    r"(?:(?:the|its|their|his|her|an?) )?(?:previous|prior|earlier|former|original|initial|last|old|current|"
    r"present|existing) (?:[a-z]+ ){0,5}(?:of |at )?|"
    r"(?:(?:the|its|their|an?|analysts'|market|consensus|average) ){0,2}"
    r"(?:forecast|estimate|guess)s? of "
)
"""What was before, or had been foreseen: `from its previous payment of`, `beating a forecast of`."""
_RESULT = (
    r"(?:(?:an?|the|its|their) )?(?:(?:net|operating|pre-tax|pretax|quarterly|annual|total|underlying) ){0,2}"
    r"(?:loss|losses|profit|profits|income|earnings|revenue|revenues|sales|turnover|surplus|deficit) of "
)
"""`against a loss of`: the same at another time."""
_LEVEL = (
    r"(?:close to|near|nearing|below|above|beyond|past|short of|shy of|off|from|than) (?:its|the|their|an?) "
    r"(?:(?:[0-9]{4}|record|all-time|earlier|previous|own|recent|[a-z]+ [0-9]{4}) ){0,2}"
    r"(?:peak|high|low|record|level|trough|zenith) (?:of|at) (?:[a-z]+ ){0,2}$"
)
_AT_WHICH = r"(?:above|below|beyond|short of|off|near|to) the (?:[a-z]+ )?$"
"""What it is held against: `close to its 2021 peak of $5m`, `above the $5m at which it had raised money`."""
_OF_IT = r"^ of (?:it|that|this|these|those|them|which|the total|the sum)(?:[^a-z]|$)"
_REST = (
    r"(?:^|[ ,;.(])the (?:rest|remainder|balance|remaining)(?:, | of it,? | was | is |: | )(?:[a-z]+ ){0,2}$"
)
_SUMMED = (
    r"(?:^|[.;!?,] |[ ,;](?:and|but|which) )(?:(?:together|all told|in all|added up|in total),? )?"
    r"(?:that|this|it|which|together|they) (?:all )?(?:makes?|made|adds? up to|comes? to|amounts? to|totals?)"
    r"(?: [a-z]+){0,3} $"
)
"""What the amounts before make together."""
_WHEN = (
    r"(?:(?:today|now|then|this year|last year|by then|currently|so far|these days),? )?"
    r"(?:(?:by|in|on|at|for) [a-z0-9 ]{3,20},? )?"
)
_NOW = r"(?: (?:had|has|have|now|then|since|already|later|subsequently|is|was|were|still))*"
_TO = (
    r"(?: (?:to|at|for|from|about|around|nearly|only|just|up|down|in|put|expected|been|over|more than|some|"
    r"close|as much as|be|reach|total|a|an))*"
)


def continued(words: Mapping[str, str]) -> pl.Expr:
    """The score that a word needs to hold against what its amount goes on with; 0 where it goes on with
    nothing. It is a part of a sum (`of which $5m`, `$5m of it`, `the rest, $5m`), a figure that is referred
    to (`it stood at $5m`) or the same thing at another time (`$5m a year earlier`).
    """
    before, after = pl.col("before"), pl.col("after")
    part = before.str.contains(_PART) | after.str.contains(_OF_IT) | before.str.contains(_REST)
    part = part | after.str.contains("^ to (?:that|this|it)(?:[.;,]|$)")  # `contributed $5m to that`
    figure = before.str.contains(
        rf"(?:^|[.;!?,] |[ ,;](?:and|but|while|which) ){_WHEN}(?:{words['figures']}){_NOW} "
        rf"(?:{words['becomes']}){_TO} $"
    )
    apposed = before.str.contains(rf", an? (?:{words['amounts_told']}){_NOW} (?:{words['becomes']}){_TO} $")
    earlier = after.str.contains(rf"^ (?:{words['at_other_times']})")
    goes_on = before.str.contains(rf"(?:and|but) (?:is|was|are|were|stands|stood){_NOW}{_TO} $")
    asked = before.str.contains(
        rf"(?:{words['forecasters']})(?: [a-z']+){{0,6}} (?:{words['becomes']}){_TO} $"
    )
    figure = figure | goes_on | asked | apposed
    reckoned = (
        before.str.contains(rf"(?:^|[^a-z])(?:{words['reckons']})(?: that)?{_TO} $")
        & ~before.str.contains(" an estimated $")
        & after.str.contains(rf"^(?:[.;]|,? (?:{words['fits']})| in [0-9]{{4}}|$)")
    )
    told = pl.col("cue_at") < pl.col("at")
    behind_cue = before.str.tail((pl.col("at") - pl.col("cue_to")).clip(0, FAR))
    own = told & behind_cue.str.contains("^,? which ")  # `costs, which came to $5m`
    foreseen = (pl.col("link") == "contrast") & after.str.contains(
        rf"^ (?:that |which )?(?:{words['forecasters']})(?: [a-z]+)? (?:{words['foresaw']})(?:[^a-z]|$)"
    )
    summed = before.str.contains(_SUMMED)
    return (
        pl.when(foreseen.fill_null(False))
        .then(THEIRS)
        .when(own.fill_null(False))
        .then(0.0)
        .when(summed | reckoned | before.str.contains(rf" (?:{words['nearer']}){_TO} $"))
        .then(RECKONED)
        .when(part & told)
        .then(PART_TOLD)
        .when(part)
        .then(PART)
        .when(figure | earlier)
        .then(AGAIN)
        .otherwise(0.0)
    )


def link_amounts(money: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The amounts with `link`: `conversion` (the same sum in another currency), `contrast` (the same thing at
    another time), `series` (perhaps another part of it), or null.
    """
    hedges = rf"(?:(?:{words['hedges']}) )*"
    hedged = (
        "(?:lost|loses?|losing|earns?|earned|spent|spends?|raised|owes?|owed|paid|pays?|invest(?:s|ed)?|"
        "put|puts|borrow(?:s|ed)?|generates?|generated|makes?|made) (?:more|less) than $"
    )
    conversion = rf"^(?: ?\({hedges}|,? or {hedges}| ?/ ?|; ?)$"
    contrast = rf"(?:^|[ ,(])(?:{words['set_against']}) (?:{_PREVIOUS}|{_RESULT})?{hedges}$"
    told = r" (?:in|for|during|over) [^,;()]{2,28}, or "  # `$5m in the quarter, or 9 cents a share`
    series = rf"^(?: or |\)?, or |{told}|\)?,? and (?:then )?| to |, |; | - |,? then |/){hedges}$"
    goes = rf"(?:then |later |now |even )?(?:{words['goes_beyond']})"
    beyond = rf"^(?: [a-z0-9]+){{0,4}},? (?:and|then|but) {goes}{hedges}$"
    gap = pl.col("at") - pl.col("to").shift(1)
    text = pl.col("before").str.tail(gap.clip(0, FAR))
    same = pl.col("window") == pl.col("window").shift(1)
    other_currency = pl.col("currency") != pl.col("currency").shift(1)
    level = text.str.contains(_LEVEL) | (
        text.str.contains(_AT_WHICH) & pl.col("after").str.contains("^ (?:a share )?at which ")
    )
    again = pl.col("before").str.contains(r"\([^()]*$") & text.str.contains(rf"^, {hedges}$")
    return money.with_columns(
        link=pl.when(~same)
        .then(None)
        .when(other_currency & (text.str.contains(conversion) | again))  # `($5m, €4m)`
        .then(pl.lit("conversion"))
        .when(
            (gap <= FAR)
            & (
                text.str.contains(contrast) & ~text.str.contains(hedged)
                | text.str.contains(_SHARE_OF)
                | level
            )
        )  # `lost more than $5m` sets it against nothing
        .then(pl.lit("contrast"))
        .when((gap <= BESIDE) & (text.str.contains(series) | text.str.contains(beyond)))
        .then(pl.lit("series"))
    )


def let_go(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Weak words let go of an amount that goes on with the one before it in its paragraph, so that it takes
    that one's metric; so do words of worth where `it` is no firm.
    """
    same = pl.col("segment_no") == pl.col("segment_no").shift(1)
    near = (pl.col("sentence_no").cast(pl.Int64) - pl.col("sentence_no").shift(1).cast(pl.Int64)) <= 1
    led = same & near & (pl.col("article_id") == pl.col("article_id").shift(1))
    together = pl.col("window") == pl.col("window").shift(1)
    least = pl.max_horizontal(continued(words), pl.when(together).then(FAINT).otherwise(0.0))
    weak = (
        led.fill_null(False) & (pl.col("score") < least) & (pl.col("currency") == pl.col("currency").shift(1))
    )
    told = pl.col("metric").forward_fill().over("article_id").shift(1)
    of_it = (
        pl.col("rule_id").is_in(["valuation.worth", "valuation.passive"])
        & pl.col("before").str.contains(_WORTH_OF_IT)
        & ~pl.col("before").str.contains(_MADE)
        & ~pl.col("before").str.contains(_IN_ROUND)
        & led
        & told.is_in(_HELD)
    )
    part = pl.col("before").str.contains(_PART) | pl.col("after").str.contains(_OF_IT)
    shared = pl.col("rule_id").is_in(_WHERE_IT_GOES) & part & led & ~told.is_in(_SHARED_OUT)
    total = (pl.col("rule_id") == "funding.total") & together & (told == "contract")
    weak = weak | of_it.fill_null(False) | shared.fill_null(False) | total.fill_null(False)
    return claims.sort("n").with_columns(
        pl.when(~weak).then(pl.col(name)).alias(name) for name in ("metric", "basis", "rule_id", "negative")
    )
