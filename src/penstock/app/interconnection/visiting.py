"""The interconnection queue, for somebody who came to cases through a door."""

from pathlib import Path

from penstock.app.cases import Cases
from penstock.app.interconnection.files import Files
from penstock.app.interconnection.looking import Desk, requests_of_file, usual_folder
from penstock.app.interconnection.procedure_files import FOLDER, PROCEDURE, read_interconnection
from penstock.app.loading import load
from penstock.kernel.sides import Side

_WHAT = "the interconnection queue"


def desk_beside(cases: Cases, *, folder: Path | None) -> Desk | None:
    """Return what is known of a queue; None where the company connects nobody.

    Args:
        cases: The cases, which are the requests where the procedure says so.
        folder: The documents; None for those that lie here, or else the reference company's.

    Raises:
        ClosedError: They may not see the queue.
        UnfitFileError: A file cannot be followed.
    """
    where = folder or usual_folder()
    if not (where / FOLDER / PROCEDURE).exists():
        return None
    if cases.door:
        cases.door.require_look(_WHAT, side=Side.REGULATED)
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
