"""The interconnection queue, for somebody who came to cases through a door."""

from pathlib import Path

from penstock.app.cases import Cases
from penstock.app.interconnection.files import Files
from penstock.app.interconnection.looking import Desk, requests_of_file, usual_folder
from penstock.app.interconnection.procedure_files import FOLDER, PROCEDURE, read_interconnection
from penstock.app.loading import load
from penstock.kernel.sides import Side

_WHAT = "the interconnection queue"


def connects(folder: Path | None) -> bool:
    """Tell whether the company connects anybody.

    Args:
        folder: The documents; None for those that lie here, or else the reference company's.
    """
    return ((folder or usual_folder()) / FOLDER / PROCEDURE).exists()


def require_visit(cases: Cases) -> None:
    """Look whether whoever came to cases may see the queue.

    Raises:
        ClosedError: They may not.
    """
    if cases.door:
        cases.door.require_look(_WHAT, side=Side.REGULATED)


def desk_of(cases: Cases, *, folder: Path | None) -> Desk:
    """Return what is known of the queue; who gets it was asked to before.

    Raises:
        UnfitFileError: A file cannot be followed.
    """
    where = folder or usual_folder()
    rules = read_interconnection(where)
    reordered = cases.store.reorderings.all()
    if not rules.in_cases:
        return Desk(rules=rules, entries=requests_of_file(where), reordered=reordered)
    files = Files(store=cases.store, blobs=cases.blobs)
    entries, owners = files.requests(rules.in_cases, load(where).architecture)
    return Desk(rules=rules, entries=entries, owners=owners, reordered=reordered)


def may_visit(cases: Cases) -> bool:
    """Tell whether somebody would be let see the queue, so that it is offered to them."""
    return cases.door is None or cases.door.foresees(_WHAT, side=Side.REGULATED)
