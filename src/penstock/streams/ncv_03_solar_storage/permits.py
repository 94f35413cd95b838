"""Applications for permits: handed in, returned, handed in again, approved."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedPermit,
    ApprovedPermits,
    PermitAnswer,
    PermitApplication,
    PermitApplications,
    PermitState,
)

# What the stage's description names; an authority may want more.
NEEDED_KINDS = ("building", "electrical")


class PermitError(ValueError):
    """What cannot be done with an application for a permit now; the sentence says why."""


def handed_in(before: PermitApplications | None, new: PermitApplication) -> PermitApplications:
    """Return the applications with one that is handed in, for the first time or again.

    Raises:
        PermitError: It has been handed in and waits, or is approved for these very drawings.
    """
    known = before.applications if before else ()
    same = next((each for each in known if _is_same(each, new)), None)
    if same is None:
        first = replace(new, first_submitted_on=new.submitted_on)
        return PermitApplications(applications=(*known, first))
    if same.state is PermitState.SUBMITTED:
        raise PermitError(
            f"The {same.kind} permit was handed in to {same.authority} on {same.submitted_on} and "
            "waits for an answer. Record the answer first."
        )
    if same.state is PermitState.APPROVED and same.packet_sha256 == new.packet_sha256:
        raise PermitError(f"{same.authority} has approved the {same.kind} permit for this packet.")
    again = replace(
        new,
        submissions=same.submissions + 1,
        answers=same.answers,
        first_submitted_on=same.first_submitted_on or same.submitted_on,
    )
    return _replaced(known, same, again)


def answered(
    before: PermitApplications, *, authority: str, kind: str, answer: PermitAnswer
) -> PermitApplications:
    """Return the applications with an authority's answer.

    Raises:
        PermitError: Nothing was handed in there, or nothing waits.
    """
    wanted = (authority.casefold().strip(), kind.casefold().strip())
    for each in before.applications:
        if (each.authority.casefold(), each.kind.casefold()) == wanted:
            if each.state is not PermitState.SUBMITTED:
                raise PermitError(
                    f"The {each.kind} permit of {each.authority} is {each.state} already. Hand it "
                    "in again before another answer."
                )
            return _replaced(
                before.applications, each, replace(each, answers=(*each.answers, answer))
            )
    named = "; ".join(f"{each.kind} at {each.authority}" for each in before.applications)
    raise PermitError(f"No {kind} permit was asked of {authority}. Asked for were: {named}.")


def approved(
    applications: PermitApplications, *, packet_sha256: str, design_sha256: str
) -> ApprovedPermits | None:
    """Return all permits; None while one is missing, or was granted for other drawings."""
    if any(open_points(applications, packet_sha256=packet_sha256)):
        return None
    return ApprovedPermits(
        permits=tuple(_granted(each) for each in applications.applications),
        design_sha256=design_sha256,
    )


def open_points(applications: PermitApplications, *, packet_sha256: str) -> Iterator[str]:
    """Yield what keeps permits from being complete, in sentences."""
    kinds = {each.kind.casefold() for each in applications.applications}
    for kind in NEEDED_KINDS:
        if kind not in kinds:
            yield f"The {kind} permit was not asked for."
    for each in applications.applications:
        if each.state is not PermitState.APPROVED:
            yield f"The {each.kind} permit of {each.authority} is {each.state}."
        elif each.packet_sha256 != packet_sha256:
            yield f"The {each.kind} permit of {each.authority} was granted for other drawings."


def _granted(application: PermitApplication) -> ApprovedPermit:
    last = application.answers[-1]
    return ApprovedPermit(
        authority=application.authority,
        kind=application.kind,
        number=last.number,
        approved_on=last.answered_on,
        packet_sha256=application.packet_sha256,
    )


def _is_same(one: PermitApplication, other: PermitApplication) -> bool:
    return (one.authority.casefold(), one.kind.casefold()) == (
        other.authority.casefold(),
        other.kind.casefold(),
    )


def _replaced(
    known: Iterable[PermitApplication], old: PermitApplication, new: PermitApplication
) -> PermitApplications:
    return PermitApplications(applications=tuple(new if each is old else each for each in known))
