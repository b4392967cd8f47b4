"""From articles to mentions: money, quantities, dates and names, each with its exact span.

What a mention means in its sentence belongs to `etl.interpret`.
"""
