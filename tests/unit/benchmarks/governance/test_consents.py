"""What is measured of consents is that the latest one is found."""

from pathlib import Path

from benchmarks.governance import consents


def test_every_question_finds_the_latest_version_of_its_consent(tmp_path: Path) -> None:
    rounds = consents.finding(tmp_path / "some.db", consents=20, asked=40)

    assert len(rounds) == consents.ROUNDS
