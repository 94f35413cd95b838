"""A1: whoever is killed amid recording leaves a whole log that has all that was answered."""

from pathlib import Path

from tests.chaos.killing_the_audit_log import killed


def test_a1_a_kill_loses_no_entry_that_was_answered(address: str, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()

    judged = killed(address, notes, kills=2, seed=20261120)

    assert judged.wrong == ()
    assert judged.entries >= judged.answered >= 2
