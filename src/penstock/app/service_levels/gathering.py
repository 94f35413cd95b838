"""What is promised and what was asked, gathered from files and from a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from penstock.app import clock
from penstock.app.cases import Cases
from penstock.app.cases.opening import opened, person_of
from penstock.app.guarding.asker import Asker
from penstock.app.loading import load, reference_company
from penstock.app.service_levels.from_cases import requests_of_cases
from penstock.app.service_levels.periods import month_before, period_of
from penstock.app.service_levels.reading import (
    AGREEMENTS,
    FOLDER,
    REQUESTS,
    ServiceLevels,
    read_service_levels,
)
from penstock.app.service_levels.request_files import read_requests
from penstock.governance.service_levels.reporting import Period
from penstock.governance.service_levels.requests import Request
from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that service levels are told from.

    Args:
        folder: The folder of the documents.
        levels: What is promised.
        requests: What was asked.
    """

    folder: Path
    levels: ServiceLevels
    requests: Sequence[Request]

    def period(self, name: str | None) -> Period:
        """Return the period of a name; without one, the last whole month.

        Raises:
            NoPeriodError: The name is none.
        """
        zone = self.levels.zone
        return period_of(name, zone) if name else month_before(clock.now(), zone)


def gathered(
    *, folder: Path | None, file: Path | None, database: str | None, person: str | None = None
) -> Gathered:
    """Gather what is promised and asked.

    Args:
        folder: The documents; None for those that lie here, or else the reference company's.
        file: The requests; None for those beside the documents, if there are any.
        database: The address of a database whose cases are requests, too.
        person: Who asks for its cases; None for whoever is logged in.

    Raises:
        UnfitFileError: A file cannot be followed.
        NoSuchFolderError: The folder does not exist.
        NoDatabaseError: The database does not exist.
        StoreError: It cannot be used.
    """
    where = folder or usual_folder()
    architecture = load(where).architecture
    levels = read_service_levels(where, architecture)
    requests = list(_of_file(where, file, levels))
    if database:
        asker = Asker(person=person_of(person))
        with opened(database, folder=where, asker=asker) as cases:
            require_seen(cases)
            promised = levels.agreements.values()
            requests.extend(requests_of_cases(cases.store, promised, architecture))
    return Gathered(folder=where, levels=levels, requests=requests)


def is_promised(folder: Path | None) -> bool:
    """Tell whether anything is promised.

    Args:
        folder: The documents; None for those that lie here, or else the reference company's.
    """
    return ((folder or usual_folder()) / FOLDER / AGREEMENTS).exists()


def gathered_beside(cases: Cases, *, folder: Path | None) -> Gathered:
    """Gather the same beside cases that are open; who gets it was asked to before.

    Args:
        cases: The cases, which are requests, too.
        folder: The documents; None for those that lie here, or else the reference company's.

    Raises:
        UnfitFileError: A file cannot be followed.
    """
    where = folder or usual_folder()
    architecture = load(where).architecture
    levels = read_service_levels(where, architecture)
    of_cases = requests_of_cases(cases.store, levels.agreements.values(), architecture)
    requests = [*of_cases, *_of_file(where, None, levels)]
    return Gathered(folder=where, levels=levels, requests=requests)


def usual_folder() -> Path:
    """Return the folder whose service levels are meant where none is named."""
    return Path() if (Path() / FOLDER / AGREEMENTS).exists() else reference_company()


def require_seen(cases: Cases) -> None:
    """Look whether whoever came to cases may see what many of them took.

    Raises:
        ClosedError: They may not.
    """
    if cases.door:
        cases.door.require_look("what cases took", side=Side.ENTERPRISE)


def _of_file(folder: Path, file: Path | None, levels: ServiceLevels) -> Sequence[Request]:
    usual = folder / FOLDER / REQUESTS
    if file is None and not usual.exists():
        return ()
    return read_requests(file or usual, agreements=levels.agreements)
