# ruff: noqa: ARG001  (what a function takes in is tried, not what it does with it)
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from penstock.delivery.items import Sensitivity, information_item
from penstock.delivery.signatures import CaseFacts
from penstock.delivery.stage_work import (
    StageWork,
    UnfitResultError,
    UnfitStageWorkError,
    stage_work,
    work_of,
)
from penstock.kernel.sides import Side

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
mark = information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)


@mark
@dataclass(frozen=True)
class Inquiry:
    power_kw: int


@mark
@dataclass(frozen=True)
class Lead:
    at: datetime | None = None


@mark
@dataclass(frozen=True)
class Analysis:
    power_kw: int = 0


def bound(function: Any) -> StageWork:
    work = work_of(stage_work("NCV-03.1")(function))
    assert work is not None
    return work


def test_a_bound_function_is_itself() -> None:
    def qualify(inquiry: Inquiry) -> Lead:
        return Lead()

    assert stage_work("NCV-03.1")(qualify) is qualify


def test_parameters_are_inputs_and_the_return_type_outputs() -> None:
    def qualify(inquiry: Inquiry, analysis: Analysis) -> tuple[Lead, Inquiry]:
        return Lead(), inquiry

    work = bound(qualify)

    assert {name: kind.of for name, kind in work.inputs.items()} == {
        "inquiry": Inquiry,
        "analysis": Analysis,
    }
    assert [kind.of for kind in work.outputs] == [Lead, Inquiry]


def test_who_asks_for_the_moment_is_given_it() -> None:
    def qualify(*, now: datetime) -> Lead:
        return Lead(at=now)

    (made,) = bound(qualify).do({}, now=NOON)

    assert made[1] == Lead(at=NOON)


def test_a_stage_may_give_out_nothing() -> None:
    def listen(inquiry: Inquiry) -> None:
        pass

    assert bound(listen).do({"inquiry": Inquiry(power_kw=6)}, now=NOON) == ()


def test_work_takes_what_may_be_absent() -> None:
    def qualify(inquiry: Inquiry, analysis: Analysis | None, *, case: CaseFacts) -> Lead:
        return Lead()

    work = bound(qualify)

    assert (list(work.inputs), list(work.papers)) == (["inquiry"], ["analysis"])


def test_nobody_says_anything_to_work_that_a_program_does() -> None:
    def qualify(said: Inquiry, attached: bytes | None) -> Lead:
        return Lead()

    with pytest.raises(UnfitStageWorkError, match="make it an act of the stage"):
        bound(qualify)


def no_type(inquiry, now: datetime) -> Lead:  # type: ignore[no-untyped-def]
    return Lead()


def strange_type(inquiry: str) -> Lead:
    return Lead()


def strange_moment(now: str) -> Lead:
    return Lead()


def several(*inquiries: Inquiry) -> Lead:
    return Lead()


def same_input_twice(first: Inquiry, second: Inquiry) -> Lead:
    return Lead()


def says_nothing(inquiry: Inquiry):  # type: ignore[no-untyped-def]
    return Lead()


def gives_text(inquiry: Inquiry) -> tuple[Lead, str]:
    return Lead(), ""


def gives_twice(inquiry: Inquiry) -> tuple[Lead, Lead]:
    return Lead(), Lead()


def knows_no_type(inquiry: "Unheard") -> Lead:  # type: ignore[name-defined]  # noqa: F821
    return Lead()


@pytest.mark.parametrize(
    ("function", "because"),
    [
        (no_type, "its parameter inquiry is no information item"),
        (strange_type, "its parameter inquiry is no information item"),
        (strange_moment, "call it now: datetime for the moment"),
        (several, "its parameter inquiries is no information item"),
        (same_input_twice, "two of its parameters are the same information item"),
        (says_nothing, "say what the stage gives out"),
        (gives_text, "its return type is neither"),
        (gives_twice, "its return type names an information item twice"),
        (knows_no_type, "its types cannot be found: name 'Unheard' is not defined"),
    ],
)
def test_a_function_of_other_things_is_no_work(function: Any, because: str) -> None:
    with pytest.raises(UnfitStageWorkError, match=because) as refused:
        stage_work("NCV-03.1")(function)

    assert f"{function.__name__} cannot be the work of NCV-03.1" in str(refused.value)


@pytest.mark.parametrize(
    ("result", "found"),
    [
        (Lead(), "gave back Lead instead of Lead, Analysis"),
        ((Analysis(), Lead()), "gave back Analysis, Lead instead"),
        (None, "gave back None instead"),
        ([Lead(), Analysis()], "gave back list instead"),
    ],
)
def test_a_result_of_another_type_is_refused(result: Any, found: str) -> None:
    def qualify(inquiry: Inquiry) -> tuple[Lead, Analysis]:
        return result  # type: ignore[no-any-return]

    with pytest.raises(UnfitResultError, match=found):
        bound(qualify).do({"inquiry": Inquiry(power_kw=1)}, now=NOON)
