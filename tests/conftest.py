"""What the tests share: where the project and its gold lie."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of the gold: `articles/` and `dev/`, each text beside its gold file."""
    return PROJECT / "tests" / "gold"
