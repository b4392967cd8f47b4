"""What some cues need of what their sum does: it pays people, goes back to holders, buys a firm."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.needs.shapes import END, HEDGED, ahead
from etl.interpret.claims.patterns import spell


def needs_of_payments(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """These needs by their names in metrics.toml, and the tests that meet them."""
    between, after, gap = pl.col("between"), pl.col("after"), pl.col("gap")
    firm = rf"(?:an?|the|another|its|that) (?:[a-z0-9'-]+ ){{0,5}}(?:{words['bought_firms']})"
    sued = (
        "(?:case|suit|lawsuit|class action|litigation|dispute|claims?|charges|allegations|probe|"
        "investigation|inquiry)"
    )
    paying = "^ (?:[^.;]* )?by (?:paying|handing over)(?: [a-z0-9.'’-]+){0,6} $"
    over = "with [^.;]* over [^.;]*"
    ended = rf"^(?: [^.;]*{sued}[^.;]*| {over})?,? for{HEDGED} $"
    through = r"^ (?:[a-z'’-]+ ){0,7}(?:(?:flow|go|pass|move)(?:ed|ing|s)? |went )?(?:through|via) "
    went = "^[^.;]* through(?:[.,;]|$| (?:last|on|in|this|at|after|by|next|with|today|yesterday)[^a-z])"
    return {
        "settles_for": between.str.contains(spell(f"{paying}|{ended}", words))
        & ~between.str.contains(" against "),
        "through": after.str.contains(through) & ~after.str.contains(went) & (gap < 60),
        "in_pay": after.str.contains(
            r"^ in (?:unpaid |back |overdue )?(?:wages|salaries|pay|bonuses|pensions|severance|rent|fees|"
            r"interest|dividends|invoices|bills)(?:[^a-z]|$)"
        )
        & (gap < 60),
        "value_moved": pl.col("before").str.contains(
            spell(rf"(?:^| )(?:<loses>)(?: [a-z]+){{0,4}}{HEDGED} $", words)
        )
        | after.str.contains(
            r"^ (?:in|of) (?:[a-z]+ ){0,3}(?:has |had |have |was |were |been |is |be ){0,2}"
            r"(?:gone|vanish|evaporat|disappear|wiped|lost|erased|destroyed|went|added|shed|created)"
        ),
        "soon": (gap < 45) & ~between.str.contains("[.;:()]|, "),
        "state_gives": ahead().str.contains(
            rf"(?:^|[^a-z])(?:{words['states']}|government|ministry|council|treasury)"
            r"(?: (?:has|had|have|will|would|also|then|already|is|was)){0,3} $"
        )
        & between.str.contains(r"^ (?:[a-z0-9.'&-]+ ){1,6}$")
        & ~between.str.contains(r" (?:loan|loans|contract|order|fine|deal|each|every|all|a|an) "),
        "got": pl.col("before").str.contains(
            r"(?:^|[^a-z])(?:gets?|getting|got|receiv(?:es?|ed|ing)|secur(?:es?|ed)|w[io]ns?|lands?|landed|obtained|"
            r"(?:is|was|were|been) (?:given|granted|awarded|promised))(?: [a-z]+){0,3} $"
        ),
        "to_holders": after.str.contains(
            r"^ [^.;,]{0,40}to (?:(?:its|the|their|his|[a-z]+) )?(?:[a-z]+ )?"
            rf"(?:{words['holders']}|them|members|owners?|stockholders){END}"
        )
        & (gap < 40),
        "to_wronged": after.str.contains(
            rf"^ (?:[a-z]+ ){{0,2}}(?:to|with) (?:[a-z0-9,-]+ ){{0,4}}(?:{words['wronged']}){END}|"
            rf"^ (?:each )?to (?:the |[0-9,]+ )?(?:[a-z]+ ){{0,2}}(?:{words['entitled']}|{words['buyers']}|"
            r"investors|writers|authors|passengers|borrowers|women|men) (?:who|whose|that) |"
            rf"^ to [^.;]{{0,60}}(?:class action|lawsuit|plaintiffs|claimants|complainants|litigants){END}"
        )
        & (gap < 30),
        "paid_people": between.str.contains(
            spell(
                r"^ (?:(?:its|the|an?|their|his|her|each|every) )?(?:[a-z'-]+ ){0,4}"
                rf"(?:<employed>|<players>)(?:,)?(?: [a-z.'’-]+){{0,3}},?{HEDGED} $",
                words,
            )
        )
        & ~between.str.contains("(?: to | for | that | who | which |[.;])")
        & ~ahead().str.contains("(?:^|[^a-z])(?:settl[a-z]+|resolv[a-z]+) [^.;]*by $"),
        "bid_costs": ahead().str.contains(
            r"(?:^|[^a-z])(?:takeovers?|purchases?|acquisitions?|buyout|merger|"
            r"(?:last|latest|earlier|first) deal|full bid)(?:[^a-z][^.;]{0,60})? $"
        )
        & (gap < 30)
        & ~between.str.contains("^ of ")
        & ~after.str.contains(
            "^ in (?:[a-z-]+ ){0,3}(?:charges|costs|expenses|fees|write-?downs|write-?offs)"
        ),
        "spent_on_firm": (pl.col("gap") == 1)
        & (pl.col("name_at") - pl.col("cue_to")).is_between(0, 40)
        & (pl.col("name_kind") == "company")
        & pl.col("before").str.contains(
            spell(
                rf"(?:^|[^a-z])(?:pa(?:ys?|id|ying)|spen(?:ds?|t|ding)|splash(?:es|ed) out){HEDGED} $", words
            )
        ),
        "on_a_firm": after.str.contains(rf"^ (?:[a-z]+ )?on {firm}(?:[ .,;]|$)") & (gap < 30),
    }
