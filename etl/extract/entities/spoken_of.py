"""What is said of a name right after it, by which a word with a capital is told from a mere word."""

_VERBS = (
    "said|says|told|tells|has|had|is|was|will|would|can|could|must|may|might|should|did|does|plans|"
    "expects|wants|hopes|needs|means|meant|thinks|thought|believes|denies|itself|alone|also|now|then|"
    "still|already|recently|currently|later|owns|owes|holds|held|keeps|kept|makes|made|sells|sold|buys|"
    "bought|pays|paid|earns|spends|spent|lends|lent|lost|won|raises|reports|files|seeks|sought|hires|"
    "employs|operates|manages|runs|ran|leads|led|builds|built|brings|brought|takes|took|gets|got|gives|"
    "gave|puts|put|cuts|cut|sets|set|hits|hit|sees|saw|comes|came|goes|went|grows|grew|begins|began|"
    "becomes|became|remains|follows|stands|stood|rose|fell|sank|slid|swung|struck|chose|quit|bid|shut|"
    "left|fetches|agrees|competes|trades at|trades on|collects|aims|beat|rang|drew|dealt|each|both|have|"
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
