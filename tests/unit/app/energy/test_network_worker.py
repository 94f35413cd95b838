"""A question is answered in a process of its own, and what happens to it is told."""

import os
import signal
from dataclasses import dataclass

import pytest

from penstock.app.energy.network import HostingQuestion, Plant, StudyQuestion
from penstock.app.energy.network_files import FeederFiles, NoFeederError, find_feeder
from penstock.app.energy.network_worker import ask
from penstock.engineering.network.errors import NetworkError, UnknownBusError
from penstock.engineering.network.scripts.statements import Script
from tests.conftest import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakingFiles(FeederFiles):
    """Files over which the process breaks, as over a fault in the engine."""

    def script(self) -> Script:
        os.kill(os.getpid(), signal.SIGSEGV)
        raise AssertionError


@dataclass(frozen=True, slots=True, kw_only=True)
class GreedyFiles(FeederFiles):
    """Files that take more memory than a question may have."""

    def script(self) -> Script:
        raise AssertionError(len(bytearray(64 * 1024**3)))


def _silent(*_: int) -> None:
    """Take no notice of progress."""


@pytest.mark.parametrize("kind", [BreakingFiles, GreedyFiles])
def test_a_process_that_breaks_is_a_sentence(kind: type[FeederFiles]) -> None:
    question = HostingQuestion(files=kind(folder=ROOT, main="bad.dss"))

    with pytest.raises(NetworkError, match=r"bad\.dss: OpenDSS broke down over this feeder"):
        ask(question, _silent)


def test_what_is_refused_there_is_raised_here() -> None:
    question = StudyQuestion(files=find_feeder("quantum-12"), plant=Plant(bus="nowhere", kw=1))

    with pytest.raises(UnknownBusError) as raised:
        ask(question, _silent)

    assert (raised.value.bus, raised.value.feeder) == ("nowhere", "quantum_12")


def test_two_questions_one_after_the_other_have_the_same_answer() -> None:
    question = StudyQuestion(files=find_feeder("quantum-12"), plant=Plant(bus="42", kw=8.2))

    assert ask(question, _silent) == ask(question, _silent)


def test_a_feeder_that_is_not_there_is_told_with_those_that_ship() -> None:
    with pytest.raises(NoFeederError, match=r"no feeder “quantum12”\. Did you mean quantum-12\?"):
        find_feeder("quantum12")


def test_a_main_script_outside_of_the_named_folder_is_refused() -> None:
    with pytest.raises(NetworkError, match="does not lie in"):
        find_feeder("quantum-12", within=ROOT / "docs")
