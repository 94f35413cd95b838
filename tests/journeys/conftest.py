"""Where people work cases: a folder and a command, or the application in a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from penstock.web.running import listener, running
from tests.browser import Screen, screen
from tests.houses import SELLER, Office, office
from tests.journeys.solar import Case, done
from tests.stream_packages import write_by_hand

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def by_hand(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a package take the place of ours with which NCV-03 is worked by hand."""
    folder = tmp_path_factory.mktemp("company") / "installed"
    write_by_hand(folder)
    monkeypatch.syspath_prepend(folder)
    # For programs that a test begins.
    monkeypatch.setenv("PYTHONPATH", str(folder))


@pytest.fixture
def case(by_hand: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:  # noqa: ARG001
    """Return a function that runs `penstock case` in an empty folder, by documents alone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    return lambda *words, **kept: runner.invoke(penstock, ["case", *map(str, words)], **kept)


@pytest.fixture
def sol(case: Case) -> Case:
    """Return the same, with SOL-1001 open."""
    customer = ("--customer", "Rivera", "--id", "SOL-1001")
    done(case("open", "NCV-03", "--product", "NONREG-DG-001", *customer))
    return case


@pytest.fixture(scope="module")
def town() -> Iterator[tuple[str, Office]]:
    """Yield the address of the application, whose people can be played, and its cases."""
    with office() as found, running(found.app(is_demo=True), listener(0)) as address:
        yield address, found


@pytest.fixture
def seller(chromium: "Browser", town: tuple[str, Office]) -> Iterator[Screen]:
    """Yield a browser in which somebody who sells is signed in."""
    with screen(chromium, town[0]) as found:
        found.sign_in(SELLER)
        yield found
