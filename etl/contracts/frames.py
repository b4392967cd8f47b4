"""The types that code names when it makes frames for the contracts."""

import polars as pl

Tables = dict[str, pl.DataFrame]
"""A batch's tables by name."""

AMOUNT = pl.Decimal(38, 12)
"""An amount of money or a quantity: exact, never a float. $0.00000025 a token is an amount."""
