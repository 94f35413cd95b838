"""The manners of a measured program: it makes itself ready, waits for its turn, tells what it did.

Nothing but the standard library: peers' environments have no more in common.
"""

import json
import sys
from collections.abc import Callable, Mapping


def take(work: Callable[[], Mapping[str, float]]) -> None:
    """Say that all is ready, wait until it is our turn, do the work and say what came of it."""
    print("ready", flush=True)
    if not sys.stdin.readline():
        return
    print(json.dumps(work()), flush=True)
