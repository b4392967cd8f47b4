"""The lake and the warehouse: what was read is landed, merged with what is known, checked and published.

`lake` keeps every batch as Parquet, `history` merges batches into tables, `resolve`, `fx` and `reference` add
what no batch can know by itself, `models` installs the SQL, `checks` runs it against a build, `publish` swaps
the build in. The order of these steps over a run belongs to `etl.engine`.
"""
