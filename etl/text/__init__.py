"""Scanning text: what every reader of prose in this project stands on.

`shadow` makes a text that is easier to match and exactly as long; `lines` picks the lines worth reading;
`marking` finds a grammar's spans in many texts at once; `cutting` takes words from the original text;
`sentences` cuts text into sentences; `numbers` reads numerals and number words; `calendar` reads date
expressions; `factoring` writes word lists as small patterns; `slugs` makes ids of names. What the spans
*mean* belongs to `etl.extract` and `etl.interpret`.
"""
