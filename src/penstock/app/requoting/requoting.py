"""Open proposals reckoned anew as one batch: nothing twice, and what is left goes on later."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from penstock.app.cases.acting import By, ConflictError
from penstock.app.cases.usecases import Cases
from penstock.app.requoting.open_proposals import OpenProposal, open_proposals
from penstock.app.requoting.reckoning import ReckonedStudio, reckoned
from penstock.app.streams.fingerprints import RecordedFingerprints
from penstock.app.streams.ports import Ports
from penstock.app.streams.studio.studio import EnergyStudio
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.ports import OfferAsked, OfferMade, Studio
from penstock.streams.ncv_03_solar_storage.proposing import offer_asked
from penstock.streams.ncv_03_solar_storage.requoting import (
    again,
    against_requoting,
    asks_again,
    words,
)

State = Literal["re-quoted", "would be re-quoted", "as it was", "left out", "failed"]
_ACT = "requote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requoted:
    """What became of one proposal.

    Args:
        case_id: Its case.
        state: What was done with it.
        sentence: What this means, or why it was left out.
        old_savings_cents: What bills were lower in a typical year 1. [cents]
        new_savings_cents: What they are lower now; None where it was not reckoned. [cents]
        asks_again: Whether the customer has signed, and has to sign anew.
    """

    case_id: str
    state: State
    sentence: str
    old_savings_cents: int
    new_savings_cents: int | None = None
    asks_again: bool = False


@dataclass(frozen=True, kw_only=True)
class _ReckonedPorts(Ports):
    """Ports with a studio that has reckoned before."""

    studio: ReckonedStudio

    def given(
        self, asks: str, ports: Mapping[str, type], cases: Cases, *, is_trial: bool = False
    ) -> dict[str, object]:
        """Return what some code is given for its ports, by parameter."""
        found = super().given(asks, ports, cases, is_trial=is_trial)
        return {
            name: self.studio if ports[name] is Studio else each for name, each in found.items()
        }


def requote(
    cases: Cases,
    tariff: str,
    *,
    person: str,
    folder: Path | None = None,
    dry_run: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Requoted]:
    """Reckon every open proposal on a tariff anew, and say what became of each.

    Whatever stops it, it can be run again: what is on the tariff as it is now stays as it is.

    Args:
        cases: Where they are.
        tariff: The tariff's short name.
        person: Who acts.
        folder: Where the documents are, whose tariff counts.
        dry_run: Whether nothing is recorded.
        tell: Is told what is being done.

    Raises:
        UnusableInputError: There is no such tariff.
    """
    from penstock.app.streams.studio.tariffs import tariff_called  # numpy is slow to import

    sha256 = tariff_called(tariff, folder).sha256
    tell("Looking for open proposals")
    found = list(open_proposals(cases, tariff))
    yield from _left_out(cases, found, tariff, sha256)
    todo = [each for each in found if not _against(cases, each, tariff, sha256)]
    tell(f"Reckoning {len(todo):,} of {len(found):,} proposals")
    wanted = {each.case_id: _asked(cases, each) for each in todo}
    studio = reckoned(EnergyStudio(folder=folder), list(wanted.values()))
    tell("Recording")
    ready = replace(cases, ports=_with(cases.ports, studio))
    for each in todo:
        made = studio.made[wanted[each.case_id]]
        yield _done(ready, each, made, person, sha256, dry_run=dry_run)


def _with(ports: Ports, studio: ReckonedStudio) -> Ports:
    return _ReckonedPorts(places=ports.places, folder=ports.folder, studio=studio)


def _left_out(
    cases: Cases, found: Sequence[OpenProposal], tariff: str, sha256: str
) -> Iterator[Requoted]:
    for each in found:
        if because := _against(cases, each, tariff, sha256):
            is_same = each.proposal.tariff_sha256 == sha256
            yield Requoted(
                case_id=each.case_id,
                state="as it was" if is_same else "left out",
                sentence=f"{each.proposal.number} version {each.proposal.version}: {because}.",
                old_savings_cents=each.proposal.savings_p50_cents,
            )


def _against(cases: Cases, each: OpenProposal, tariff: str, sha256: str) -> str:
    if each.proposal.tariff_sha256 == sha256:
        return f"it is on {tariff} as it is now"
    return against_requoting(each.proposal, each.contract, tariff=tariff, now=cases.now())


def _asked(cases: Cases, each: OpenProposal) -> OfferAsked:
    now = cases.now()
    anew = again(each.proposal, each.design, each.inquiry, each.bills, each.site, now=now)
    return offer_asked(anew, RecordedFingerprints(), now=now)


def _done(
    cases: Cases,
    each: OpenProposal,
    made: OfferMade | str,
    person: str,
    sha256: str,
    *,
    dry_run: bool,
) -> Requoted:
    told = Requoted(
        case_id=each.case_id,
        state="would be re-quoted" if dry_run else "re-quoted",
        sentence="",
        old_savings_cents=each.proposal.savings_p50_cents,
    )
    if isinstance(made, str):
        return replace(told, state="failed", sentence=made)
    key = f"{_ACT}/{sha256[:16]}/{each.case_id}/{each.proposal.version}"
    try:
        if not dry_run:
            said = json.dumps({"tariff": each.proposal.tariff}).encode()
            cases.do(each.case_id, _ACT, By(actor=person, key=key), said=said)
    except (ActRefusedError, RefusedError, ConflictError) as error:
        return replace(told, state="failed", sentence=str(error))
    money = made.projections
    return replace(
        told,
        sentence=words(each.proposal, money, approval=each.approval),
        new_savings_cents=money.savings_p50_cents,
        asks_again=bool(asks_again(each.proposal, each.approval)),
    )
