"""Places as a terminal makes them clickable."""

import os
from collections.abc import Callable
from pathlib import Path

import click

from penstock.kernel.places import Place

ShowPlace = Callable[[Place], str]


def places_below(folder: Path) -> ShowPlace:
    """Return what writes places as seen from the current folder, faintly on a terminal."""
    base = folder if folder.is_dir() else folder.parent
    start = os.path.relpath(base)

    def show(place: Place) -> str:
        path = place.document if start == "." else f"{Path(start).as_posix()}/{place.document}"
        return click.style(f"{path}:{place.line}:{place.column}", dim=True)

    return show
