"""Paths of documents as seen from where the command runs."""

import os
from collections.abc import Callable
from pathlib import Path

ShowPath = Callable[[str], str]


def seen_from_here(root: Path) -> ShowPath:
    """Return what turns a document's path into one that a terminal can open."""
    start = Path(_relative(root)).as_posix()
    return lambda path: path if start == "." else f"{start}/{path}"


def _relative(root: Path) -> str:
    try:
        return os.path.relpath(root)
    except ValueError:
        # Windows has no relative way from one drive to another.
        return str(root.resolve())
