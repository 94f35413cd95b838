"""A lead of a smart home as it was sent: read, or every problem with it at once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from penstock.app.items.form import form_of
from penstock.app.items.problems import Problem, UnfitItemError
from penstock.delivery.items import item_type
from penstock.streams.ncv_01_smart_home.items.marketing import (
    Door,
    HomeInquiry,
    Inquiries,
    against_answering,
)

INQUIRIES = "Inquiries"
_OURS = ("source", "received_at")
_LONGEST = 2000
_PATH = "inquiries[0]."
_PLAIN = {
    "has fewer than 1 characters": "is missing",
    "is no field of this type": "is no field of an inquiry",
}


class UnfitLeadError(ValueError):
    """A lead that cannot be taken in: every problem at once.

    Args:
        problems: What is wrong, each with the field it is about.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "; ".join(" ".join(filter(None, (each.path, each.because))) for each in problems)
        )


def read_lead(said: Mapping[str, object], *, door: Door, received_at: str) -> HomeInquiry:
    """Return a lead that was looked at.

    Raises:
        UnfitLeadError: Something is wrong with it.
    """
    found = [
        Problem(path=name, because="is told by us and not by you; leave it out")
        for name in said
        if name in _OURS
    ]
    found += [
        Problem(path=name, because=f"has more than {_LONGEST:,} characters")
        for name, value in said.items()
        if isinstance(value, str) and len(value) > _LONGEST
    ]
    if said.get("origin") and door is not Door.FILE:
        found.append(Problem(path="origin", because="is said by those who work here; leave it out"))
    whole = {name: value for name, value in said.items() if name not in _OURS}
    whole |= {"source": door.value, "received_at": received_at}
    read: HomeInquiry | None = None
    try:
        read = read_inquiries(json.dumps({"inquiries": [whole]}).encode()).newest
    except UnfitItemError as error:
        found += [each for problem in error.problems for each in _by_field(problem)]
        # Where a field is wrong by itself, nobody has looked at how they go together.
        found += _together(said)
    if found or read is None:
        raise UnfitLeadError(list(dict.fromkeys(found)))
    return read


def read_inquiries(content: bytes) -> Inquiries:
    """Return the inquiries of a household as they were recorded."""
    kind = item_type(Inquiries)
    assert kind is not None
    return cast("Inquiries", form_of(kind).read(content, item=INQUIRIES))


def _by_field(problem: Problem) -> Iterator[Problem]:
    """Yield a problem with the field that it is about, as whoever filled it in knows it."""
    path = problem.path.removeprefix(_PATH)
    if path != problem.path:
        yield replace(problem, path=path, because=_PLAIN.get(problem.because, problem.because))


def _together(said: Mapping[str, object]) -> Iterator[Problem]:
    texts = {name: str(said.get(name, "") or "") for name in ("email", "phone", "tier")}
    for sentence in against_answering(**texts):
        field = sentence.partition(" ")[0]
        path = field if field in texts else "email"
        yield Problem(path=path, because=sentence.removeprefix(f"{path} "))
