"""What the peers' readers share: texts in, amounts and times out. Runs in the peers' environments, alone.

A reader is a function from a text to its amounts, each `(start, end, low, high, currency)` in code points;
`low`, `high` and `currency` are null where the peer does not say.
"""

import json
import sys
import time


def serve(read):
    """Read the texts of the file named first, for as many seconds as are named third; write to the second.

    The first text is read once before the clock starts: loading is no part of the speed.
    """
    source, target, budget = sys.argv[1], sys.argv[2], float(sys.argv[3])
    with open(source, encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    read(texts[0])
    found, start = [], time.process_time()
    for text in texts:
        found.append(read(text))
        if time.process_time() - start > budget:
            break
    seconds = time.process_time() - start
    with open(target, "w", encoding="utf-8") as out:
        json.dump({"seconds": seconds, "amounts": found}, out)
