"""The checks find what they are for: each fault planted, each found by one of them."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from penstock.delivery.ports import StaleError
from penstock.store import StoreError, open_store
from tests.chaos.faults import FAULTS, Fault, planted
from tests.chaos.killing import killed
from tests.chaos.machine import at
from tests.chaos.verdict import Verdict

# A single process shows none of them; docs/explanation/chaos.md says which a kill finds.
NO_STEP_FINDS = {"no-compare-and-swap", "no-row-lock", "no-sync"}
RUNS = settings(
    max_examples=300,
    stateful_step_count=50,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


# What is generated depends on the constants of all modules that are imported, so that a run of all
# tests takes other steps than this file alone; a fault that one walk misses, the next one finds.
WALKS = (RUNS, *[settings(RUNS, derandomize=False)] * 3)


def walk(folder: Path) -> None:
    for number, runs in enumerate(WALKS):
        with closing(open_store(f"sqlite:///{folder / f'cases-{number}.db'}")) as store:
            run_state_machine_as_test(at(store), settings=runs)


# Those that kills are made for; the others are tried by hand: dev.py chaos --fault NAME.
BY_KILLS = ["answer-apart", "answered-before-commit", "case-and-events-apart"]
# Random steps know no clocks.
OF_CLOCKS = ["deadline-told-again", "timers-forgotten", "timers-not-cancelled"]
# Nor do they know the audit log: tests/contract/test_taking.py crashes before each statement.
OF_THE_AUDIT_LOG = ["claim-kept-before-its-entries", "entries-kept-without-claim"]
SEEDS = (1, 2, 3)
KNOWN_TO_NO_STEP = {*OF_CLOCKS, *OF_THE_AUDIT_LOG}


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - NO_STEP_FINDS - KNOWN_TO_NO_STEP))
def test_a_planted_fault_is_found_by_random_steps(name: str, tmp_path: Path) -> None:
    with planted(name), pytest.raises((AssertionError, StaleError, StoreError)):
        walk(tmp_path)


@pytest.mark.parametrize(
    ("name", "kills"), [(name, 60) for name in BY_KILLS] + [(name, 10) for name in OF_CLOCKS]
)
def test_a_planted_fault_is_found_by_kills(name: str, kills: int, tmp_path: Path) -> None:
    # On a machine that is busy with other things, clients do little between two kills.
    rounds = (_killed(tmp_path / f"{seed}", kills=kills, seed=seed, fault=name) for seed in SEEDS)

    assert any(verdict.wrong for verdict in rounds)


def _killed(folder: Path, *, kills: int, seed: int, fault: str) -> Verdict:
    folder.mkdir()
    return killed(f"sqlite:///{folder / 'cases.db'}", folder, kills=kills, seed=seed, fault=fault)


def test_the_documentation_names_every_fault_and_what_is_wrong(checkout: Path) -> None:
    page = (checkout / "docs" / "explanation" / "chaos.md").read_text(encoding="utf-8")
    lines = page.splitlines()

    named = {name for name, fault in FAULTS.items() for line in lines if _tells(line, name, fault)}

    assert sorted(FAULTS.keys() - named) == []


def _tells(line: str, name: str, fault: Fault) -> bool:
    return line.startswith(f"| `{name}`") and fault.sentence in line
