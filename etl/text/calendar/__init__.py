"""Expressions of calendar time: found in many texts at once, read into columns, resolved to intervals.

`grammar` compiles the lexicon; `expressions` finds and reads; `intervals` turns what was read into first and
last days, given what the reader knows of the article. Which article a mention stands in, and what it means
there, belongs to `etl.extract.dates`; the article's own date to `etl.ingest.dating`.
"""

from etl.text.calendar.expressions import find_times
from etl.text.calendar.grammar import Calendar, compile_calendar
from etl.text.calendar.intervals import resolve_times

__all__ = ["Calendar", "compile_calendar", "find_times", "resolve_times"]
