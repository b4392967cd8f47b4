"""Where the ledger lies that Dagster's runs read and write."""

import os
from pathlib import Path

import dagster as dg
from pydantic import Field

from etl.engine import Ledger

PROJECT = Path(__file__).parents[2]
HOME_VARIABLE = "NEWSLEDGER_HOME"


class Places(dg.ConfigurableResource):
    """The ledger's folders. Empty settings mean the project's own."""

    home: str = Field(
        default="",
        description="Folder that holds data/raw, data/lake, data/warehouse and data/lexicon. Empty: what the"
        f" environment's {HOME_VARIABLE} says, else the project's folder.",
    )
    max_file_mb: float = Field(default=20, gt=0, description="Larger files are quarantined unread.")
    sql: str = Field(default="", description="Folder of the SQL models. Empty: the project's sql.")

    def folder(self) -> Path:
        """The folder that all of them lie in."""
        return Path(self.home or os.environ.get(HOME_VARIABLE) or PROJECT).absolute()

    def ledger(self) -> Ledger:
        """The ledger in these places."""
        return Ledger.of_project(self.folder()).at(
            sql_dir=Path(self.sql or PROJECT / "sql").absolute(), max_file_bytes=int(self.max_file_mb * 1e6)
        )


@dg.definitions
def resources() -> dg.Definitions:
    """The one resource: where things are."""
    return dg.Definitions(resources={"places": Places()})
