"""Decisions are numbered, short, and have the parts that make them useful later."""

from pathlib import Path

import pytest

DECISIONS = sorted((Path(__file__).parents[2] / "docs" / "decisions").glob("[0-9]*.md"))


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [int(decision.name[:4]) for decision in DECISIONS]

    # A number is given out when a decision is begun, and they do not end in that order.
    assert len(set(numbers)) == len(numbers)
    assert numbers


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.stem)
def test_a_decision_fits_on_a_page(decision: Path) -> None:
    assert len(decision.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.stem)
def test_a_decision_gives_context_decision_and_consequences(decision: Path) -> None:
    lines = decision.read_text(encoding="utf-8").splitlines()

    headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]

    assert headings == ["Context", "Decision", "Consequences"]
    assert lines[0].startswith(f"# {int(decision.name[:4])}. ")


def test_the_list_of_decisions_names_each_of_them() -> None:
    index = (DECISIONS[0].parent / "README.md").read_text(encoding="utf-8")

    assert [decision.name for decision in DECISIONS if f"({decision.name})" not in index] == []
