import pytest

from penstock.app.clock import now
from penstock.app.first_page import Stopwatch, Wait


@pytest.mark.parametrize(
    ("seconds", "cold", "sentence"),
    [
        (0.74, False, "First page after 0.7 s (budget 2 s warm): met."),
        (2.5, False, "First page after 2.5 s (budget 2 s warm): not met."),
        (2.5, True, "First page after 2.5 s (budget 60 s cold): met."),
    ],
)
def test_a_wait_is_held_against_its_budget(seconds: float, *, cold: bool, sentence: str) -> None:
    assert str(Wait(seconds=seconds, cold=cold)) == sentence


def test_the_watch_began_when_dev_py_says_so() -> None:
    began = now().timestamp() - 10

    wait = Stopwatch.begun({"PENSTOCK_DEMO_STARTED": f"{began}", "PENSTOCK_DEMO_COLD": "1"}).stop()

    assert 10 <= wait.seconds < 60
    assert wait.cold


@pytest.mark.parametrize("environment", [{}, {"PENSTOCK_DEMO_STARTED": "soon"}])
def test_without_dev_py_the_watch_begins_now(environment: dict[str, str]) -> None:
    wait = Stopwatch.begun(environment).stop()

    assert 0 <= wait.seconds < 60
    assert not wait.cold
