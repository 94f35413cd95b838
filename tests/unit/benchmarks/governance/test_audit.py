"""What is measured of the audit log is what was asked for, and verified to be whole."""

import pytest

from benchmarks.governance import audit


def test_a_round_measures_all_that_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "server_version", lambda: "")

    figures = list(audit.figures(400, rounds=1))

    assert [figure.name.partition(": ")[0] for figure in figures] == ["audit log on sqlite"] * 6
    assert all(figure.value > 0 for figure in figures)
    assert [figure.at_least for figure in figures if figure.at_least] == [50_000, 500_000]
