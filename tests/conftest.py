"""What the tests share: where the project and its gold lie."""

from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).parent.parent

settings.register_profile("newsledger", deadline=None)  # how long a call takes is the benchmarks' matter
settings.load_profile("newsledger")


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of the gold: `articles/` and `dev/`, each text beside its gold file."""
    return PROJECT / "tests" / "gold"
