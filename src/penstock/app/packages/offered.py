"""Whether anything that is installed offers code for streams, told without asking each of it."""

import sys
from importlib.machinery import PathFinder
from pathlib import Path

GROUP = "penstock.streams"


def anything_offered() -> bool:
    """Tell whether an installed distribution may offer code for streams.

    `importlib.metadata` knows for certain which do, but its import alone takes longer than to
    check a dozen documents, and most people have none.
    """
    others = (finder for finder in sys.meta_path if finder is not PathFinder)
    unknown = any(hasattr(finder, "find_distributions") for finder in others)
    return unknown or any(_may_offer(Path(place)) for place in sys.path)


def _may_offer(place: Path) -> bool:
    """Tell whether what is installed at a place may offer streams; of archives nobody knows."""
    if place.is_file() or place.suffix == ".egg":
        return True
    try:
        files = place.glob("*-info/entry_points.txt")
        return any(GROUP.encode() in file.read_bytes() for file in files)
    except OSError:
        return True
