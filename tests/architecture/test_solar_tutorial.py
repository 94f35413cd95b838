"""The tutorial of a whole project is walked as it stands, each section at the moment it names."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penstock.app import clock as clocks
from tests.conftest import ROOT
from tests.consoles import shows
from tests.shells import Shell, lines_in

PAGE = ROOT / "docs" / "tutorials" / "from-an-inquiry-to-activation.md"
_MOMENT = re.compile(r"^\*\*(\d{4}-\d\d-\d\d \d\d:\d\d) UTC\.\*\*", re.MULTILINE)


def sections() -> list[tuple[datetime, str]]:
    """Return the parts of the page, each with the moment at which its commands were run."""
    _, *rest = _MOMENT.split(PAGE.read_text(encoding="utf-8"))
    moments = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in rest[::2]]
    return list(zip(moments, rest[1::2], strict=True))


def test_a_home_goes_from_inquiry_to_activation_as_the_tutorial_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    shell, walked = Shell(), 0

    for moment, text in sections():
        monkeypatch.setattr(clocks, "now", lambda moment=moment: moment)
        for line, shown in lines_in(text):
            walked += 1
            said = shell.run(line)
            assert shows(shown, said), f"$ {line}\n{said}"

    assert walked > 50
    assert shell.refusals == 5


def test_each_section_of_the_tutorial_is_later_than_the_one_before() -> None:
    moments = [moment for moment, _ in sections()]

    assert moments == sorted(moments)
    assert len(moments) > 8
