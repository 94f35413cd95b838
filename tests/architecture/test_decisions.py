"""Decisions are numbered, short, and have the parts that make them useful later."""

from pathlib import Path

import pytest

DECISIONS = sorted((Path(__file__).parents[2] / "docs" / "decisions").glob("[0-9]*.md"))


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(decision.name[:4]) for decision in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))
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
