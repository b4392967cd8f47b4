"""What the tests of extraction share."""

import sys
from pathlib import Path

import pytest

from etl.lexicon import Lexicon

sys.path.insert(0, str(Path(__file__).parent))  # `plain_tables`, beside the tests that use it


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Our lexicon, no user's."""
    return Lexicon()
