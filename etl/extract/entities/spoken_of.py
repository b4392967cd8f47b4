"""What is said of a name right after it, by which a word with a capital is told from a mere word."""

import polars as pl

_VERBS = (
    "said|says|told|tells|has|had|is|was|will|would|can|could|must|may|might|should|did|does|plans|"
    "expects|wants|hopes|needs|means|meant|thinks|thought|believes|denies|itself|alone|also|now|then|"
    "still|already|recently|currently|later|owns|owes|holds|held|keeps|kept|makes|made|sells|sold|buys|"
    "bought|pays|paid|earns|spends|spent|lends|lent|lost|won|raises|reports|files|seeks|sought|hires|"
    "employs|operates|manages|runs|ran|leads|led|builds|built|brings|brought|takes|took|gets|got|gives|"
    "gave|puts|put|cuts|cut|sets|set|hits|hit|sees|saw|comes|came|goes|went|grows|grew|begins|began|"
    "becomes|became|remains|follows|stands|stood|rose|fell|sank|slid|swung|struck|chose|quit|bid|shut|"
    "left|fetches|agrees|reckons|warns|argues|estimates|"
    "competes|trades at|trades on|collects|aims|beat|rang|drew|dealt|each|both|have|"
    "are|were|[a-z]+n't|[a-z]{3,}ed"
)

SPOKEN_OF = rf"^(?:'s? | (?:{_VERBS})(?-u:\b)|,? (?:which|whose) )"
"""What follows a name that opens a sentence, and no mere word."""

SPOKEN_OF_BOTH = rf"^ and (?:[A-Z][A-Za-z]+ ){{1,3}}(?:{_VERBS})(?-u:\b)"
"""What follows the first of two names of which the same is said."""

DEALT_WITH = (
    r"(?:buy|buys|bought|buying|acquires?|acquired|acquiring|sell|sells|sold|own|owns|owned by|fined|sued|"
    r"values|valued|backs|backed by|led by|run by|founded|joined|left|stake in|shares (?:in|of)|"
    r"invested in|rival|merge with|lent|owes|owed|pay|pays|paid|hired|supplies|supplied by) $"
)
"""What precedes the name of whom something is done to."""

MONEY = (
    r"(?:(?:about|around|nearly|almost|roughly|some|over|more than|at least|up to|under|an?|another|its|"
    r"record|additional|further|fresh|just|only|past) ){0,2}"
    r"(?:(?:US|A|C|HK|S|R|NZ|NT)?[$€£¥₹₩]|(?:Rs\.?|INR|USD|EUR|GBP|CHF|SEK|AED|SAR) ?)[0-9]"
)
"""An amount where it begins, with the words that bound it."""

TAKES_MONEY = (
    r"(?: [a-z]+ly)? (?:[A-Za-z]{3,}(?:s|ed)|hit|lost|won|made|got|put|bid|bet|paid|spent|sold|lent) "
    rf"(?:an? (?:[a-z-]+ )?(?:profit|loss|surplus|gain) of )?{MONEY}"
)
"""Who does something with an amount: ` tops $2 billion`, ` made about £5m`."""

_HOLDS_MONEY = (
    r" (?:offer(?:s|ed)|secure[sd]|land(?:s|ed)|bag(?:s|ged)|snag(?:s|ged)|scor(?:es|ed)|spen[dt]s?|"
    rf"raise[sd]|invest(?:s|ed)|burn(?:s|ed|t)|close[sd]) {MONEY}|"
    r" (?:hits?|tops|topped|pass(?:es|ed)|cross(?:es|ed)|reach(?:es|ed)|surpass(?:es|ed)|makes|made) "
    rf"{MONEY}[0-9.,]*[- ]?[a-z]{{0,8}}(?: in| of)?(?: [a-z]+)? "
    r"(?:ARR|annuali[sz]ed|annual|recurring|revenue|sales)(?-u:\b)"
)
"""What a firm does with an amount, and no measure: revenue hits $5m, but not $5m of revenue."""

_FIRM_ACTS = (
    r"^(?:'s (?:owner|founders?|shares|shareholders|investors|revenues?|profits?|sales|board|maker)|"
    r" (?:(?:has|had) )?(?:already |also |just |recently |since |now )?"
    r"(?:filed (?:for|to|confidentially)|(?:agreed|declined|refused|offered|vowed|pledged) (?:to|not)|"
    r"raised|sold|bought|hired|lent|acquired|signed|fetched|issued|borrowed|invested|sued|outbid|"
    r"said (?:it|its|that it)|went (?:public|bankrupt|bust|under|for [$€£])|collapsed into|"
    r"(?:won|posted|reported) an?)|"
    rf"{_HOLDS_MONEY}|"
    r" (?:raises|sells|buys|owes|owed|hires|employs|lends|acquires|makes|made|operates|lost|earned|paid) |"
    r" (?:(?:plans|hopes|intends|wants|aims) to|says (?:it|its)|"
    r"is (?:buying|suing|seeking|hiring|in talks))(?-u:\b)|"
    r" (?:is|was) (?:valued|worth|backed|owned|founded|based|listed|floated|bought|acquired|sold)(?-u:\b)|"
    r", which (?:is|was|has|had|makes|made|sells|sold|owns|operates|runs|raised)(?-u:\b))"
)
"""What a firm does or has done to it, and hardly anything else that a sentence begins with."""

_NO_FIRM = (
    r"(?:s|ly|ing|ed|ion|ity|ment|ness|ance|ence|ism|ship|age|wth|ers?|ors?|ist|ant)$|"
    r"^(?:People|Men|Women|Children|Police|Parliament|Congress|Staff|Labour|Labor|Everybody|Nobody|Society|"
    r"Demand|Money|Oil|Gold|Gas|Coal|Copper|Cash|Debt|Food|Cotton|Coffee|Steel|Trade|Output|Work|Profit|Income|"
    r"Crew|Counsel|Defen[cs]e|Opposition|Family|Public|Mother|Father|Mum|Dad|Nature|Half|Nothing|Capital|Part|Most|Life|Wheat|Rice|Cocoa|"
    r"Search|Cloud|Retail|Hardware|Software|Wealth|Commerce|Video|Music|Mobile|Print|Travel|Freight|Cargo|Fuel|"
    r"Power|Storage|Memory|Media|Health|Amount|Total|Funding|Sum)$"
)
"""Words that are no firm's name, whatever a sentence that begins with them says."""


_RAISES = (
    r"^ (?:[Rr]aise[sd]|[Bb]ags|[Ll]ands|[Ss]ecure[sd]|[Ss]nags|[Ss]cores|[Nn]ets|[Cc]loses)"
    rf" {MONEY}[0-9.,]*[- ]?(?i:m|mn|mln|b|bn|million|billion|cr|crore)(?-u:\b)"
)
"""How a headline has a round, of a sum that no bake sale comes to."""


_SURELY_FIRM = (
    rf"^ raise[sd] {MONEY}[^.]{{0,30}}(?: at an? (?:US)?[$€£][^.]{{0,16}} valuation| led by|"
    r" in (?:an? |its )?(?:Series [A-K]|seed|IPO|initial))|"
    r"^ (?:is|was) (?:valued at|(?:bought|acquired) by)(?-u:\b)"
)
"""What is said of a firm alone, whatever the form of its name: `Skims was valued at $5 billion`."""


def raises_money(after: pl.Expr) -> pl.Expr:
    """Whether a candidate of one plain word opens a headline that has it raise millions.

    Reads `core` and `is_first`; what else does so (`Charity raises $5m`) is the lexicon's to say.
    """
    is_word = pl.col("core").str.contains("^[A-Z][a-z]+$") & ~pl.col("core").str.contains(_NO_FIRM)
    return after.str.contains(_RAISES) & is_word & pl.col("is_first")


def acts_as_firm(after: pl.Expr) -> pl.Expr:
    """Whether a candidate of one plain word opens a sentence of prose that says of it what is said of firms.

    Reads `core`, `is_first` and `is_title`; `after` is what follows it. A noun that counts things needs an
    article there, so that one without is a name.
    """
    is_word = pl.col("core").str.contains("^(?:[A-Z][a-z]+|[A-Z]{3,6})$")
    is_noun = pl.col("core").str.contains(_NO_FIRM)
    acts = (after.str.contains(_FIRM_ACTS) & ~is_noun) | after.str.contains(_SURELY_FIRM)
    return acts & is_word & pl.col("is_first") & ~pl.col("is_title")
