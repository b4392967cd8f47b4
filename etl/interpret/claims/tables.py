"""Amounts in tables: what their row's head, their column's head and the caption say of them."""

import polars as pl

from etl.interpret.claims.forms import Cues
from etl.interpret.claims.scene import Scene


def read_cells(scene: Scene, claims: pl.DataFrame, cells: pl.DataFrame, cues: Cues) -> pl.DataFrame:
    """The claims, those of table cells read by their heads."""
    return claims
