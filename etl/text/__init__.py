"""Scanning text: what every reader of prose in this project stands on.

`shadow` makes a text that is easier to match and exactly as long; `marking` finds a grammar's spans in
many texts at once; `sentences` cuts text into sentences; `numbers` reads numerals and number words;
`calendar` reads date expressions. What the spans *mean* belongs to `etl.extract` and `etl.interpret`.
"""
