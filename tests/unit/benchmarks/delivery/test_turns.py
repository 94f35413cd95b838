"""Programs make themselves ready untimed, and begin together."""

import sys

import pytest

from benchmarks.common.measuring import FailedRunError
from benchmarks.delivery.turns import run

PROGRAM = """
import sys, time
from benchmarks.delivery.children.turn import take
time.sleep({before})
take(lambda: time.sleep({during}) or {{"p50_ms": 1.5}})
"""


def program(*, before: float = 0.0, during: float = 0.0) -> list[str]:
    return [sys.executable, "-c", PROGRAM.format(before=before, during=during)]


def test_the_time_of_a_turn_is_that_of_the_slowest_program_without_its_start() -> None:
    turn = run([program(before=1.0), program(during=0.1)])

    assert 0.1 <= turn.seconds < 1.0
    assert turn.said == ({"p50_ms": 1.5}, {"p50_ms": 1.5})


@pytest.mark.parametrize(
    "when", ["raise SystemExit('no')", "print('ready'); raise SystemExit('no')"]
)
def test_a_program_that_fails_has_no_time(when: str) -> None:
    with pytest.raises(FailedRunError, match="exit code 1:\nno"):
        run([[sys.executable, "-c", when], program()])
