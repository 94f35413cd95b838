"""Pages of cases that are as long as they can be, and say whether another follows."""

from dataclasses import dataclass, replace

from penstock.app.cases.standing import Standing
from penstock.app.cases.usecases import Cases
from penstock.delivery.ports import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of cases.

    Args:
        cases: The cases.
        after: What the next page begins behind; empty where this is the last.
    """

    cases: tuple[Standing, ...]
    after: str


def page_of(cases: Cases, wanted: Wanted) -> Page:
    """Return a page of the cases that whoever asks may see, and whether they may see another.

    Raises:
        NoSuchNameError: There are none, because a name that is asked for does not exist.
    """
    found = cases.find(replace(wanted, limit=wanted.limit + 1))
    page = found[: wanted.limit]
    return Page(cases=page, after=page[-1].case_id if len(found) > wanted.limit else "")
