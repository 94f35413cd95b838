"""Parses every document below a folder with pyromark and does nothing with what comes of it.

`python bare_parse.py FOLDER [--tables]`: with the flag, tables are parsed as GitHub has them.
"""

import gc
import json
import sys
import time
from pathlib import Path

import pyromark


def main(folder: Path, *, tables: bool) -> None:
    gc.disable()
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))]
    options = pyromark.Options.ENABLE_TABLES if tables else pyromark.Options(0)
    begun = time.process_time()
    events = 0
    for text in texts:
        # The parser works while its events are taken, so all of them are.
        for _ in pyromark.events_with_range(text, options=options):
            events += 1
    print(json.dumps({"cpu_s": time.process_time() - begun, "events": events}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), tables="--tables" in sys.argv)
