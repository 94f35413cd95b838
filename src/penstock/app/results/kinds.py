"""The kinds of results: which item of which stream is one, and where it is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import quote

from penstock.app.items.values import item_among
from penstock.delivery.case import Case
from penstock.delivery.items import ItemType, item_type
from penstock.kernel.terms import key_of
from penstock.streams.aov_04_interconnection.items import ScreeningResult
from penstock.streams.ncv_01_smart_home.items.solution import DetailedQuote
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.items.lead import PreliminaryEnergyAnalysis
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedInterconnectionAgreement,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import CustomerProposal

Key = Literal["energy", "designs", "proposals", "interconnection"]
SOLAR, INTERCONNECTION, HOMES = "NCV-03", "AOV-04", "NCV-01"


class NoSuchResultError(LookupError):
    """There is no such result, as far as somebody may know; the sentence is for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultKind:
    """A kind of result.

    Args:
        key: Its part of the address.
        name: What people call it.
        items: The item that is one, by the stream of its case.
    """

    key: Key
    name: str
    items: Mapping[str, type]

    def item_in(self, case: Case) -> str:
        """Return what a case calls its result of this kind; empty where it holds none."""
        of = self.items.get(case.stream_id)
        return item_among(kind_of(of), case.items) if of else ""

    def address(self, case_id: str) -> str:
        """Return where the result of a case is looked at."""
        return f"/results/{self.key}/{quote(case_id, safe='')}"


ENERGY = ResultKind(key="energy", name="Energy analysis", items={SOLAR: PreliminaryEnergyAnalysis})
DESIGNS = ResultKind(key="designs", name="System design", items={SOLAR: SystemDesign})
PROPOSALS = ResultKind(
    key="proposals", name="Proposal", items={SOLAR: CustomerProposal, HOMES: DetailedQuote}
)
STUDIES = ResultKind(
    key="interconnection",
    name="Interconnection",
    items={INTERCONNECTION: ScreeningResult, SOLAR: ApprovedInterconnectionAgreement},
)
KINDS = (ENERGY, DESIGNS, PROPOSALS, STUDIES)


def kind_called(key: str) -> ResultKind:
    """Return a kind by its part of an address.

    Raises:
        NoSuchResultError: There is none.
    """
    for each in KINDS:
        if each.key == key:
            return each
    known = ", ".join(each.key for each in KINDS)
    raise NoSuchResultError(f"There are no results called “{key[:40]}”; there are: {known}.")


def held_in(case: Case) -> Iterator[ResultKind]:
    """Yield the kinds of results that a case holds."""
    return (each for each in KINDS if each.item_in(case))


@lru_cache(maxsize=4096)
def of_item(stream_id: str, item: str) -> ResultKind | None:
    """Return the kind of result that an item of a stream is; None where it is none."""
    key = key_of(item)
    for each in KINDS:
        of = each.items.get(stream_id)
        if of and key in kind_of(of).keys:
            return each
    return None


def kind_of(of: Any) -> ItemType:
    """Return what a class says of its information item."""
    found = item_type(of)
    assert found is not None, f"{of.__name__} is an information item."
    return found
