"""What the tests of interpretation share."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `marked_case`, beside the tests that use it
