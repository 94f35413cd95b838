"""Where a folder of visits has its files, and which of them count."""

import re
from pathlib import Path

from penstock.store.parquet.bookmark import Bookmark

BOOKMARK, LOCK = "bookmark.json", ".lock"
OPEN, FACTS, TAKEN_BACK = "open", "facts", "taken_back"
PLACES = {
    "visits": "visits/month=*",
    OPEN: OPEN,
    "cases": "cases",
    FACTS: FACTS,
    TAKEN_BACK: TAKEN_BACK,
    "holds": "holds",
    "paths": "paths",
    "models": "models",
}
_PART = re.compile(r"part-(\d{8})\.parquet")


def part_name(number: int) -> str:
    """Return the name of a part."""
    return f"part-{number:08}.parquet"


def number_of(file: Path) -> int | None:
    """Return the number of a part, or of the draft of one; None of what is neither."""
    named = _PART.match(file.name.lstrip("."))
    return int(named[1]) if named else None


def counts(file: Path, table: str, bookmark: Bookmark) -> bool:
    """Tell whether a file counts; that of somebody else is left alone, and counts."""
    number = number_of(file)
    if number is None:
        return True
    if table == OPEN:
        return number == bookmark.opens
    first = bookmark.facts_from if table in {FACTS, TAKEN_BACK} else 0
    return first <= number <= bookmark.part
