"""Which markers reach an amount: by their scope, by the clauses and verbs between, by the amount's place."""

from collections.abc import Mapping

import polars as pl

RANK = {"actual": 0, "estimated": 1, "projected": 2, "targeted": 3, "hypothetical": 4}
AGREED = 2.5
"""Rank of words by which what will be is agreed: above what is foretold."""
BEATEN = "projected.beaten"
FIGURE = "figure"
"""The role of words that name the figure itself (`its forecast`): what that was before is one as well."""
_THEN = r"^ (?:(?:in|of) [a-z-]+ )?(?:[a-z-]{4,} ){0,2}(?:(?:for |at )?which|that|it|they) "
_ELSE = r"^ (?:[a-z-]+ )?(?:from|with|into|onto|over|after|before|since|than|when|while|because) "
_QUOTED = (
    r"(?:premium|discount)(?: of [^,;]{1,25})? (?:to|over|on|from) [^.;,]{0,60}$|"
    r"(?:closing|last|previous|prior|current|undisturbed|market|trading|opening) "
    r"(?:price|close|level|share price) of "
)
"""What a share cost, beside which an offer is set."""
_LESS = " (?:to|of|at|for|by) (?:no )?(?:less|more|fewer|lower|higher) than $"
_THAN = " (?:less|more|fewer|lower|higher) than $"
"""Such a hedge begins no clause: `analysts had expected no less than $5m`."""
_TO_COME = "(?:to|reach|hit|top|exceed) an estimated $"
"""What is expected to rise to an estimated $5m is still to come."""
_ACCEPTED = (
    r"(?:^|[^a-z])(?:accept(?:s|ed)?|agreed to|recommend(?:s|ed)?|approved|backed) (?:an?|the|its|their|this)"
    r"(?: [a-z-]+){0,2} $"
)
"""An offer that is taken is one no more."""
_IN_A = r"(?:^|[^a-z])(?:in|under) (?:an?|the) (?:[a-z-]+ ){0,2}$"
_IN_A_DEAL = (
    r"(?:^|[^a-z])(?:in|under) (?:an?|the) (?:[a-z0-9-]+ ){0,3}(?:deal|agreement|contract|pact|transaction)"
    r"(?: that is| which is)? (?:worth|valued at|of)(?: [a-z]+){0,3} $"
)
"""What will be supplied in a deal is to come; the deal is made."""
_ANEW = "(, (?:but |and )?(?:we|it|they|he|she|i|you|there) (?:[a-z]+ )[^,;]*)$"
_BASE = r"(?:^|[^a-z])from (?:[a-z]+ ){0,2}$"
_THEN_TO = (
    r"^(?: (?:a|an|per) [a-z]+)?(?: (?:last|this|in|at|for|since) (?:[a-z0-9]+ ){1,3}|"
    r" (?:now|today|currently|then)| a year (?:ago|earlier))?,? ?to "
    r"(?:[a-z]+ ){0,3}[a-z.]{0,4} ?[$€£¥₹]?[0-9]"
)
"""`From $5m last year to $9m`: what was before is set apart from what is to come."""
_PASSIVE = (
    r"^(?: (?:or more|a year|more|in all|this year|next year|(?:in|of|for|by|on) (?:(?:the|its|this|next) )?"
    r"[a-z0-9-]+(?: [0-9]{4})?))? (?:(?:that|which|is|are|was|were|has|have|had|been|being|now|still|also|"
    r"then|currently|widely|reportedly|only|to|be) )+$"
)
"""`Sales of $5m are`, before what a marker says is done with them: `expected`."""
TO_ANOTHER = "^ to (?:[a-z]+ly )?[a-z]{3,}"
"""A market of $5m is expected to grow, not to be one of $5m."""
_IN_BRACKETS, _OTHER_IN_THEM = r"^[^()]*\([^()]*$", r"^[^()]*\([^()0-9$€£¥₹]*[$€£¥₹0-9]"
"""What stands in brackets with another amount is said of that."""
LAST_YEARS = (
    "(?:last|the previous|the prior|the preceding) (?:year|month|quarter|week)['’]s (?:[a-z]+ ){0,2}$"
)
"""`Three times last year's $5m`: what was."""
_OUTDONE = (
    "(?:^|[^a-z])(?:top|beat|exceed|surpass|eclipse|dwarf|overtake|outstrip|match|rival|break)"
    "(?:s|es|ed|ing)? "
    r"(?:[a-z0-9.&'’-]+ ){0,4}[a-z0-9]+['’]s? (?:[a-z]+ ){0,2}$"
)
"""`That would top Acme's $5m listing`: what was."""
_WILLS = (
    "^ (?:[a-z-]+,? ){1,4}(?:plans|wants|hopes|intends|wishes|(?:is|has been) (?:also |now )?"
    "(?:planning|hoping|looking|trying)) to "
)
"""`The $5m fund plans to buy`: what plans is there."""
_OF_THE = "(?:^|[^a-z])(?:[a-z]+|[0-9.]+ ?%|per ?cent) of the $"
"""Of what the relative clause behind an amount says, a part is told of."""
_PARTICIPLE = r",(?: [a-z]+ing [^,;]{3,50} and)? [a-z]+ing (?:[a-z]+ ){0,3}$"
"""`above the marketed range of $5 to $6, raising $90m`: what was done, not what was sought."""


def reached(claims: pl.LazyFrame, marks: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Pairs of a claim and a marker of its sentence whose scope reaches the amount."""
    own = ("n", "reach", "at", "to", "depth", "clause", "cue_at", "cue_depth", "cue_clause", "is_base")
    verb = ("verb_at", "verb_depth", "verb_joined", "verb_relative")
    pairs = (
        _with_verbs(claims, marks, words)
        .select(
            *own,
            *verb,
            *(
                "put_at",
                "opens",
                "at_price",
                "is_done",
                "differs",
                "accepted",
                "dealt",
                "does",
                "anew",
            ),
            to_come=pl.col("before").str.contains(_TO_COME),
            than=pl.col("before").str.contains(_THAN),
            amount_after="after",
            is_price=(pl.col("metric") == "price").fill_null(False),
            is_asked=(pl.col("rule_id") == "price.wants").fill_null(False),
            wills=pl.col("after").str.contains(_WILLS),
            is_whole=pl.col("before").str.contains(_OF_THE),
            bracketed=pl.col("before").str.contains(r"\($"),
            ranges=pl.col("amount_min") != pl.col("amount_max"),
            by_doing=pl.col("before").str.contains(_PARTICIPLE),
            then=pl.col("after").str.contains(_THEN) & ~pl.col("after").str.contains(_ELSE),
        )
        .join(marks, on="reach")
    )
    ahead = pl.col("mark_to") <= pl.col("at")
    pairs = pairs.with_columns(
        ahead=ahead,
        leads=pl.col("mark_to") <= pl.max_horizontal("at", "cue_at"),
        gap=pl.when(ahead).then(pl.col("at") - pl.col("mark_to")).otherwise(pl.col("mark_at") - pl.col("to")),
        apart=pl.when(ahead)
        .then(pl.col("n") - pl.col("mark_n") - 1)
        .otherwise(pl.col("mark_n") - pl.col("n")),
        same=pl.col("mark_clause") == pl.col("clause"),
        one=(
            (pl.col("mark_clause") == pl.col("clause")) | (pl.col("mark_clause") == pl.col("cue_clause"))
        ).fill_null(False),
        away=(pl.col("mark_depth") - pl.col("depth")).abs(),
        crossed=pl.min_horizontal(
            (pl.col("mark_depth") - pl.col("depth")).abs(), (pl.col("mark_depth") - pl.col("cue_depth")).abs()
        ),
    )
    behind = pl.col("amount_after").str.head(pl.col("gap").clip(0))
    in_brackets = behind.str.contains(_IN_BRACKETS) & pl.col("amount_after").str.contains(_OTHER_IN_THEM)
    pairs = pairs.with_columns(
        passive=~pl.col("ahead") & behind.str.contains(_PASSIVE),
        parted=~pl.col("ahead") & (behind.str.contains(";") | in_brackets),
    )
    asks = pl.col("is_asked") & (pl.col("value") == "targeted") & pl.col("ahead") & (pl.col("gap") <= 1)
    pairs = pairs.filter(~_is_cut() & ~asks)  # `Acme wants $5 for it` is what it costs
    beside = (pl.col("value") == "estimated") & (pl.col("gap") <= 1) & ~pl.col("to_come")
    rank = pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Float64)
    reached = pairs.filter(_reaches())
    alone = (pl.col("apart") == 0) & (pl.col("kind") == "modality")
    shared = (pl.col("apart") > 0) & (pl.col("scope") == "clause") & (pl.col("kind") == "modality")
    return reached.filter(~(shared & alone.any().over("n"))).select(
        "n",
        "kind",
        "value",
        "mark_rule",
        "gap",
        # `an estimated $5m` is just that; `beating estimates of $5m` is what was foreseen
        rank=pl.when(pl.col("mark_rule") == BEATEN)
        .then(9.5)
        .when(beside)
        .then(9.0)
        .when(pl.col("scope") == "over")
        .then(AGREED)
        .otherwise(rank),
    )  # an amount with a verb of its own leaves that of the amount before


def _with_verbs(claims: pl.LazyFrame, marks: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The claims with the last verb of fact before each amount: `verb_at`, `verb_depth`, `verb_joined` (an
    `and` without a subject of its own before it), `verb_relative`; `is_base`: what a change sets out
    from; and `put_at`: what something is put at.
    """
    verbs = marks.filter((pl.col("value") == "actual") & (pl.col("scope") == "clause")).select(
        "mark_to",
        window="mark_window",
        verb_at="mark_at",
        verb_depth="mark_depth",
        verb_joined="joined",
        verb_relative="relative",
    )
    same = pl.col("window") == pl.col("window").shift(-1)
    next_is_it = (same & (pl.col("link").shift(-1) == "series")) | pl.col("after").str.contains(_THEN_TO)
    base = pl.col("before").str.contains(_BASE) & next_is_it
    hedged = pl.col("before").str.contains(_LESS)
    compared = ((pl.col("link") == "contrast") & ~hedged) | base
    return (
        claims.sort("n")
        .with_columns(
            is_base=(compared | pl.col("before").str.contains(f"{LAST_YEARS}|{_OUTDONE}")).fill_null(False),
            put_at=pl.col("before").str.contains(rf" at (?:(?:{words['before_amount']}) )*$"),
        )
        .with_columns(
            **_placed(words),
        )
        .sort("at")
        .join_asof(
            verbs.sort("mark_to"),
            left_on="at",
            right_on="mark_to",
            by="window",
            check_sortedness=False,
        )
        .drop("mark_to")
    )


def _placed(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """What an amount's place says of it: `opens`, it is its clause's subject (`Another $5m will come`);
    `at_price`, what is supposed (`At $5 a share, the deal would …`); `is_done`, a relative clause or a
    market says what was so (`more than the $5m that it paid`); `differs`, by how much something differs from
    a forecast; `accepted`, it is an offer that is taken; `dealt`, it is of a deal that is made; `anew`, how
    long the stretch is in which the sentence begins anew (`not a loss, it is a $5m gain`); `does`, a verb
    goes on with what is foretold (`will close the mill and pay workers $5m`).
    """
    before, after = pl.col("before"), pl.col("after")
    hedges = rf"(?:(?:{words['before_subject']}) )*$"
    did = rf"(?:had |has |have )?(?:{words['did']})(?:[^a-z]|$)"
    whose = r"(?:that|which) (?:[a-z0-9.&'-]+ ){0,4}|(?:it|they|he|she|we) "
    quoted = before.str.contains(f"{_QUOTED}{hedges}") | before.str.contains(rf", (?:now|currently) {hedges}")
    return {
        "opens": before.str.contains(
            rf'(?:^|[.;:!?] |, (?:and|but|while|with|of which) |^and )["(]?{hedges}'
        ),
        "at_price": before.str.contains(
            rf'(?:^|[.;:!?] )["(]?at (?:less than |anything |any price |below |above )*{hedges}'
        ),
        "is_done": after.str.contains(rf"^ (?:a share |a year |of [a-z]+ )?(?:{whose}){did}") | quoted,
        "anew": before.str.extract(_ANEW, 1).str.len_chars().cast(pl.Int64),
        "accepted": before.str.contains(_ACCEPTED),
        "dealt": before.str.contains(_IN_A_DEAL)
        | (
            before.str.contains(_IN_A) & after.str.contains("^ (?:[a-z-]+ )?(?:deal|agreement|contract|pact)")
        ),
        "differs": before.str.contains(rf"(?:^|[^a-z])(?:{words['differs']})[^.;]* by {hedges}"),
        "does": before.str.contains(
            rf" and (?:then |also |eventually |[a-z]+ly )?(?:{words['does']}) [^.;]*$"
        ),
    }


def _is_cut() -> pl.Expr:
    """Whether another verb than the marker's governs the amount: one of fact stands between them with a
    subject or object of its own (`hopes to list, and raised $5m`), or the amount is what a change sets out
    from (`will rise to $5m from $4m`).
    """
    clause = (pl.col("scope") == "clause") & (pl.col("value") != "actual") & ~pl.col("supposed")
    behind = (pl.col("mark_to") <= pl.col("verb_at")) & pl.col("ahead")
    parted = (pl.col("mark_depth") != pl.col("verb_depth")) | pl.col("verb_relative")
    own = pl.when(pl.col("verb_joined")).then(0.5).otherwise(1.0)
    governs = (pl.col("verb_depth") - pl.col("depth")).abs() <= own
    shared = pl.col("verb_joined") & pl.col("drags")  # `will be bought and rented for $5m`
    other = (behind & parted & governs & ~shared).fill_null(False)
    verbal = (pl.col("kind") == "modality") & (pl.col("role").fill_null("") != FIGURE)
    anew = (pl.col("gap") >= pl.col("anew")).fill_null(False)
    held = pl.col("relative") | (pl.col("away") > 1.5) | anew
    held = (pl.col("kind") == "negation") & pl.col("ahead") & held
    done = pl.col("ahead") & pl.col("is_done")  # `if they are to match the $5m that it earned`
    # `if you can choose Lumo Plus ($5 a month)`, `if you like it, it is $5 a month`
    aside = pl.col("ahead") & pl.col("is_price") & (pl.col("bracketed") | pl.col("of_reader"))
    passed = (pl.col("at") > pl.col("until")).fill_null(False) & pl.col("ahead")
    base = pl.col("is_base") & pl.col("ahead") & verbal
    base |= pl.col("dealt") & pl.col("ahead") & (pl.col("value") == "projected")
    differs = pl.col("scope").is_in(["near", "before"]) & pl.col("differs")
    differs |= ~pl.col("ahead") & (pl.col("value") == "targeted") & pl.col("accepted")
    supposed = ((pl.col("scope") == "sentence") & done) | aside
    by_doing = (pl.col("role").fill_null("") == FIGURE) & pl.col("ahead") & pl.col("by_doing")
    by_doing &= pl.col("apart") > 0
    cut = other | held | base | done | by_doing
    return (clause & cut) | supposed | passed | differs


def _reaches() -> pl.Expr:
    """Whether a marker's scope reaches the amount."""
    scope, near = pl.col("scope"), pl.col("apart") == 0
    # no verb of fact since the marker: `expects sales of $5m, a profit of $2m and costs of $1m`
    listed = (pl.col("verb_at").is_null() | (pl.col("verb_at") < pl.col("mark_at"))) & (
        pl.col("value") == "projected"
    )
    most = pl.when(near).then(2.5).when(pl.col("apart") == 1).then(1.5).otherwise(0.5)
    before = pl.col("ahead") & pl.col("one") & (pl.col("crossed") <= most) & (pl.col("gap") < 130)
    joins = (
        pl.col("ahead") & pl.col("one") & pl.col("does") & (pl.col("gap") < 200) & (pl.col("crossed") <= 5)
    )
    goes_on = listed & pl.col("ahead") & pl.col("one") & (pl.col("gap") < 220) & (pl.col("crossed") <= 4)
    before = before | (joins & (pl.col("value") != "actual")) | goes_on
    alike = ~pl.col("ahead") & near & (pl.col("away") == 0)
    opens = pl.col("opens") & (pl.col("gap") <= 60) & ~pl.col("wills")
    follows = alike & ((pl.col("gap") <= 2) | opens)  # `$5m is expected`
    within = ~pl.col("ahead") & near & (pl.col("away") <= 1) & (pl.col("gap") <= 1) & pl.col("ranges")
    follows = follows | within  # `between $5m and $6m will be spent`
    priced = ~pl.col("ahead") & near & pl.col("at_price") & (pl.col("gap") <= 70)
    follows = follows | (priced & (pl.col("value") == "hypothetical"))
    relative = ~pl.col("ahead") & near & (pl.col("gap") < 60) & pl.col("then") & (pl.col("crossed") <= 2.5)
    told = (pl.col("verb_depth") - pl.col("depth")).abs() <= 0.5  # `borrowed $5m that it must repay`
    told = told.fill_null(False) & ~pl.col("is_whole")  # `raised half of the $5m that it means to borrow`
    relative = relative & (pl.col("value") != "hypothetical") & ~told
    nearest = pl.when(pl.col("value") == "hypothetical").then(6).otherwise(2)  # `$5m more if goals are met`
    side = (
        pl.when(pl.col("ahead"))
        .then(pl.col("crossed") <= pl.when(pl.col("than")).then(2).otherwise(0.5))
        .otherwise(((pl.col("away") <= 0.5) & pl.col("same")) | (pl.col("gap") <= nearest))
    )
    trails = (
        ~pl.col("ahead") & near & pl.col("ends") & (pl.col("value") == "estimated") & (pl.col("gap") < 120)
    )
    side = side | trails  # `costs $5m a year, the ministry estimates`
    clauses = pl.col("clause") - pl.col("mark_clause")
    right_behind = ~pl.col("ahead") & (pl.col("gap") <= 1)
    once = near | ((pl.col("apart") == 1) & (pl.col("away") <= 1))
    return (
        pl.when(scope == "clause")
        .then(before | follows | relative)
        .when(scope == "near")
        .then(near & ((pl.col("gap") < 50) | trails) & side & ~pl.col("parted"))
        .when(scope == "right_before")
        .then(pl.col("ahead") & near & (pl.col("gap") <= 3))
        .when(scope == "behind")
        .then(near & (pl.col("passive") | right_behind) & pl.col("stays"))
        .when(scope == "before")
        .then(pl.col("ahead") & near & (pl.col("gap") <= 24) & (pl.col("crossed") == 0) & ~pl.col("ends"))
        .when(scope == "over")
        .then(~pl.col("ahead") & near & (pl.col("gap") <= 40) & (pl.col("crossed") <= 1))
        .when(scope == "at")
        .then(before & near & pl.col("put_at"))
        .when(scope == "beside")
        .then(near & (pl.col("gap") <= 16) & (pl.col("crossed") == 0))
        .when(scope == "onward")
        .then(pl.col("ahead") & (pl.col("gap") < 110) & (clauses.abs() <= 1) & once)
        .when(scope == "around")
        .then((pl.col("gap") < 90) & (clauses.abs() <= 1) & near & ~pl.col("parted"))
        .when(scope == "sentence")
        .then((pl.col("leads") & (clauses <= 2)) | (near & ~pl.col("ahead") & (pl.col("gap") <= 3)))
        .when(scope == "story")
        .then(pl.lit(True))
        .otherwise(False)
    )
