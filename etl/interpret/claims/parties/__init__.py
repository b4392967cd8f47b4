"""Whose an amount is and who is on the other side.

`grammar` says what the sentence itself does, by where names stand to the cue word (`slots`); `nominals` are
names and the pronouns that stand for them, whom `antecedents` weighs, by what the text calls a firm
(`described`). `plainly` settles what can be of nobody else. What the grammar has not `settled`, `whose`
decides; it weighs all names around: `candidates` with their `marks` (some of `standing`), their part in the
article (`cast`), what speaks for nobody (`nobodies`), all as `signs` of who is `eligible`, and the sentence's
words (`wording`). `together` names those who act as one, `markets` those that are no firm's.
"""
