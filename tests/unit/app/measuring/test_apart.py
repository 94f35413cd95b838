"""Answers of another process: as they were found, as errors were raised, and after its end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from penstock.app.cases import By
from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.cases.naming import NoSuchNameError
from penstock.app.loading import reference_company
from penstock.app.measuring.apart import Apart, CannotTellError
from penstock.app.measuring.bringing import NotReadYetError
from penstock.app.measuring.flowing import named_stream
from penstock.app.measuring.insights import Insights
from penstock.measurement.ports import Log

PATIENCE_S = 60.0


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptOpen]:
    database = f"sqlite:///{tmp_path / 'cases.db'}"
    kept = KeptOpen(database=database, folder=reference_company(), create=True)
    kept.cases().open("NCV-03", By(actor="Ada", key="1"), case_id="SOL-1", customer="Roe")
    yield kept
    kept.close()


@pytest.fixture
def insights(kept: KeptOpen) -> Insights:
    return Insights(kept=kept, is_apart=True)


def counted(log: Log) -> int:
    return int(log.cases().count().to_pyarrow().as_py())


def process_id(_log: Log) -> int:
    return os.getpid()


def never(_log: Log) -> None:
    sleep(10 * PATIENCE_S)


def untellable(_log: Log) -> None:
    raise ValueError(lambda: "a function of no module")


def is_gone(process: int) -> bool:
    """Tell whether a process ends; one that nobody has asked for its end does not run any more."""
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        try:
            if Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(") ")[2][0] == "Z":
                return True
        except OSError:
            return True
        sleep(0.02)
    return False


def test_another_process_finds_the_answer_and_follows_the_cases(insights: Insights) -> None:
    assert insights.ask("cases", counted) == 1
    assert insights.ask("process", process_id) != os.getpid()


def test_where_little_has_happened_it_begins_when_somebody_asks(insights: Insights) -> None:
    insights.warm()

    assert not [each for each in active_children() if each.name == "penstock insights"]


def test_an_error_is_raised_as_it_was_there(insights: Insights) -> None:
    unknown = partial(named_stream, words="NCV-93", folder=reference_company())

    with pytest.raises(NoSuchNameError, match="NCV-93"):
        insights.ask("unknown", unknown)

    assert insights.ask("cases", counted) == 1


def test_an_error_that_no_process_can_hand_on_is_told_in_its_words(insights: Insights) -> None:
    with pytest.raises(CannotTellError, match="ValueError: <function"):
        insights.ask("untellable", untellable)


def test_one_that_was_killed_is_begun_anew_by_the_next_who_asks(insights: Insights) -> None:
    os.kill(insights.ask("process", process_id), signal.SIGKILL)

    with pytest.raises(NotReadYetError, match="begins anew"):
        insights.ask("cases", counted)

    assert insights.ask("cases", counted) == 1


def test_the_end_waits_for_no_answer(kept: KeptOpen) -> None:
    apart = Apart(database=kept.database, folder=kept.folder)
    process = apart.ask("process", process_id)
    told: list[Exception] = []
    asking = Thread(target=lambda: told.append(_error(apart)))
    asking.start()
    sleep(0.2)

    apart.end()
    asking.join(PATIENCE_S)

    assert is_gone(process)
    assert [type(each) for each in told] == [NotReadYetError]
    with pytest.raises(NoCasesError, match="about to stop"):
        apart.ask("cases", counted)


def _error(apart: Apart) -> Exception:
    with pytest.raises(NotReadYetError) as raised:
        apart.ask("never", never)
    return raised.value


_SERVER = """
import sys, time
from pathlib import Path
from penstock.app.measuring.apart import Apart
from tests.unit.app.measuring.test_apart import process_id
if __name__ == "__main__":
    print(Apart(database=sys.argv[1], folder=Path(sys.argv[2])).ask("process", process_id))
    sys.stdout.flush()
    if sys.argv[3] == "stays":
        time.sleep(600)
"""


@pytest.mark.parametrize("way", ["stays", "leaves"])
def test_it_ends_with_the_program_that_began_it(kept: KeptOpen, tmp_path: Path, way: str) -> None:
    program = tmp_path / "server.py"
    program.write_text(_SERVER, encoding="utf-8")
    command = [sys.executable, str(program), kept.database, str(kept.folder), way]
    root = str(Path(__file__).parents[4])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": root}
    ) as server:
        assert server.stdout is not None
        process = int(server.stdout.readline())
        if way == "stays":
            server.kill()

    assert is_gone(process)


def test_ctrl_c_is_for_the_server_alone(insights: Insights) -> None:
    insights.ask("cases", counted)
    process = next(each for each in active_children() if each.name == "penstock insights")
    assert process.pid is not None

    os.kill(process.pid, signal.SIGINT)

    assert insights.ask("process", process_id) == process.pid
