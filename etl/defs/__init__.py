"""Dagster's view of the pipeline: assets, checks, schedule, sensor. The only place that imports Dagster.

Assets call `etl.engine` and report what it found; what the rows mean is the contracts' and the core's.
`etl.definitions` loads every module of this folder.
"""
