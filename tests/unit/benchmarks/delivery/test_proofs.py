"""A rate is believed only when everything that was asked for is found done."""

from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.delivery import proofs
from benchmarks.delivery.journey import journey, model, transitions
from penstock.app import clock
from penstock.app.cases import By
from penstock.app.cases.clerk import Clerk
from penstock.store import open_store


def work(address: str, cases: int, *, commands: int) -> None:
    """Hand in the first commands of some cases."""
    of = model()
    with closing(open_store(address)) as store:
        clerk = Clerk(store=store, now=clock.now, bound=frozenset())
        for case_id in (f"C-{number}" for number in range(cases)):
            for number, command in enumerate(list(journey(case_id, of))[:commands]):
                by = By(actor="Ada", key=f"{case_id}/{number}")
                clerk.hand_in(command, case_id, by, of)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'cases.db'}"


def test_a_case_takes_a_command_to_open_and_two_for_each_of_seven_stages() -> None:
    assert transitions(model()) == 15


def test_cases_that_came_to_their_end_are_counted_by_their_commands(address: str) -> None:
    work(address, 2, commands=15)

    assert proofs.our_cases(address, 2) == 30


@pytest.mark.parametrize(("cases", "commands"), [(2, 14), (1, 15)])
def test_work_that_was_not_done_is_no_rate(address: str, cases: int, commands: int) -> None:
    work(address, cases, commands=commands)

    with pytest.raises(proofs.UnfairError, match="closed cases, where 2 were expected"):
        proofs.our_cases(address, 2)
