"""A bar is for people who look on, and leaves nothing behind."""

import io
import sys

import pytest

from penstock.cli.networks.bar import progress_bar


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    with progress_bar("buses") as progress:
        progress(30, 60)

    drawn, wiped = terminal.getvalue().split("buses", 1)
    assert drawn.endswith(f"[{'#' * 15}{'.' * 15}] 30 of 60 ")
    assert wiped.strip("\r ") == ""


def test_no_bar_is_drawn_where_nobody_looks_on(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("buses") as progress:
        progress(30, 60)

    assert capsys.readouterr().err == ""
