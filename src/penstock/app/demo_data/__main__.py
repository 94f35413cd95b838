"""`python -m penstock.app.demo_data DOCUMENTS FOLDER SIZE MONTHS`: makes the play of a demo."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import sleep

from penstock.app.clock import now
from penstock.app.demo_data.making import Making, make
from penstock.app.demo_data.places import Place, fits
from penstock.app.demo_data.progress import tell_failure
from penstock.store.parquet.durable import InUseError, alone

_NICE, _PAUSE_S = 15, 0.5


def main(arguments: Sequence[str]) -> int:
    """Make a play for whoever started this process, and no longer than they live."""
    documents, folder, size, months = arguments
    wanted = Making(
        documents=Path(documents), place=Place(Path(folder)), size=float(size), months=int(months)
    )
    if hasattr(os, "nice"):
        os.nice(_NICE)
    wanted.place.making.mkdir(mode=0o700, parents=True, exist_ok=True)
    started_by = os.getppid()
    while os.getppid() == started_by:
        try:
            with alone(wanted.place.lock):
                return _make(wanted, started_by)
        except InUseError:
            sleep(_PAUSE_S)
    return 1


def _make(wanted: Making, started_by: int) -> int:
    if fits(wanted.place.done(), now=now()):
        return 0
    try:
        return 0 if make(wanted, stopped=lambda: os.getppid() != started_by) else 1
    except Exception as error:
        # The process has nobody else to tell: whatever it was becomes the sentence on the page.
        tell_failure(wanted.place.making, str(error) or type(error).__name__)
        raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
