# ruff: noqa: ARG001  (what a function takes in is tried, not what it does with it)
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import pytest

from penstock.delivery.items import Sensitivity, information_item
from penstock.delivery.signatures import Taking
from penstock.delivery.stage_acts import (
    CaseFacts,
    StageAct,
    UnfitActResultError,
    UnfitStageActError,
    act_of,
    stage_act,
)
from penstock.kernel.sides import Side

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CASE = CaseFacts(case_id="SOL-1", stream_id="NCV-03", stage_id="NCV-03.5", person="Kim")
mark = information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)


@mark
@dataclass(frozen=True)
class PurchaseOrders:
    open_count: int


@mark
@dataclass(frozen=True)
class InstallationReport:
    by: str


@dataclass(frozen=True)
class Delivery:
    received_count: int


class Suppliers(Protocol):
    def lead_time_days(self, part: str) -> int: ...


def bound(function: Any) -> StageAct:
    act = act_of(stage_act("NCV-03.5", "receive")(function))
    assert act is not None
    return act


def test_an_act_is_told_what_a_person_says_and_given_the_newest_orders() -> None:
    def receive(said: Delivery, orders: PurchaseOrders) -> PurchaseOrders:
        """Take in what a supplier delivered, be it a part."""
        return PurchaseOrders(open_count=orders.open_count - said.received_count)

    given = {"said": Delivery(received_count=3), "orders": PurchaseOrders(open_count=5)}
    ((kind, made),) = bound(receive).do(given, now=NOON)

    assert (kind.of, made) == (PurchaseOrders, PurchaseOrders(open_count=2))


def test_an_act_asks_for_the_moment_the_case_and_a_file() -> None:
    def report(
        now: datetime, case: CaseFacts, attached: bytes | None, *, suppliers: Suppliers
    ) -> InstallationReport:
        """Report."""
        return InstallationReport(by=f"{case.person} {now:%H} {len(attached or b'')}")

    act = bound(report)
    ((_, made),) = act.do({"suppliers": None}, now=NOON, case=CASE, attached=b"four")

    assert made == InstallationReport(by="Kim 12 4")
    assert act.takes.ports == {"suppliers": Suppliers}


def test_what_may_be_absent_and_all_versions_are_told_apart() -> None:
    def look(
        orders: PurchaseOrders | None, reports: tuple[InstallationReport, ...], attached: bytes
    ) -> None:
        """Look."""

    takes = bound(look).takes

    assert {name: each.how for name, each in takes.items.items()} == {
        "orders": Taking.OPTIONAL,
        "reports": Taking.ALL,
    }
    assert takes.needs_file


def test_what_an_act_may_leave_out_is_not_recorded() -> None:
    def order() -> tuple[PurchaseOrders, InstallationReport | None]:
        """Order, and report where there is something to."""
        return PurchaseOrders(open_count=1), None

    assert [kind.name for kind, _ in bound(order).do({}, now=NOON)] == ["PurchaseOrders"]


def test_the_first_sentence_of_the_docstring_is_what_people_read() -> None:
    def order() -> None:
        """Order what the bill of materials needs
        from suppliers.

        More for programmers.
        """

    assert bound(order).summary == "Order what the bill of materials needs from suppliers."


def test_an_act_that_gives_back_something_else_is_told() -> None:
    def order() -> PurchaseOrders:
        """Order."""
        return InstallationReport(by="x")  # type: ignore[return-value]

    with pytest.raises(
        UnfitActResultError, match=r"“receive” of stage NCV-03\.5.*InstallationReport instead"
    ):
        bound(order).do({}, now=NOON)


def says_nothing_of_itself() -> None: ...


def wants_a_dictionary(said: dict[str, str]) -> None:
    """Want."""


def wants_text(orders: str) -> None:
    """Want."""


@pytest.mark.parametrize(
    ("function", "name", "because"),
    [
        (says_nothing_of_itself, "receive", "it has no docstring"),
        (wants_a_dictionary, "receive", "its parameter said is no information item"),
        (wants_text, "receive", "its parameter orders is no information item"),
        (wants_text, "Receive it", "“Receive it” is no name of an act"),
    ],
)
def test_a_function_that_people_could_not_use_is_no_act(
    function: Any, name: str, because: str
) -> None:
    with pytest.raises(UnfitStageActError, match=because) as refused:
        stage_act("NCV-03.5", name)(function)

    assert f"{function.__name__} cannot be an act of NCV-03.5" in str(refused.value)
