"""Makes the pictures of pages that the README shows: the company is played, and a browser looks."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from penstock.app.demo_data.background import SIZE
from penstock.app.demo_data.scripting import MONTHS
from tests.browser import DESKTOP, PHONE, chromium_of, screen
from tests.played_company import played_company

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PATIENCE_MS = 120_000
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures" / "screens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture of a page.

    Args:
        name: Of its file.
        role: Who looks.
        path: The page.
        link: The beginning of the link on it that is followed; empty to stay.
        size: Of the window, in pixels.
        scheme: Light or dark.
    """

    name: str
    role: str
    path: str
    link: str = ""
    size: tuple[int, int] = DESKTOP
    scheme: str = "light"


SHOTS = (
    Shot(name="map", role="Chief Executive", path="/value-streams/NCV-03?colour=pace"),
    Shot(name="work", role="Project Coordinator", path="/work"),
    Shot(name="insights", role="Chief Executive", path="/insights/NCV-03/process-map"),
    Shot(name="design", role="Solar Design Engineer", path="/results", link="System design of"),
    Shot(name="boundary", role="General Counsel", path="/boundary"),
    Shot(name="overview-dark", role="Chief Executive", path="/", scheme="dark"),
    Shot(name="board-phone", role="Project Coordinator", path="/board/NCV-03", size=PHONE),
)


def take(chromium: "Browser", base: str, shot: Shot, folder: Path) -> Path:
    """Sign in as a role, open a page, and keep how it looks."""
    with screen(chromium, base, shot.size, scheme=shot.scheme) as found:
        page = found.go("/sign-in")
        page.get_by_role("listitem").filter(has_text=shot.role).get_by_role("button").click()
        found.go(shot.path)
        if shot.link:
            page.get_by_role("link", name=shot.link).first.click()
        _wait(page)
        path = folder / f"{shot.name}.png"
        page.screenshot(path=path, animations="disabled")
        return path


def _wait(page: "Page") -> None:
    """Wait for what a page asks for when it is there: pictures and key figures."""
    page.wait_for_load_state("load")
    waiting = page.locator("[hx-trigger=load]")
    waiting.wait_for(state="detached", timeout=_PATIENCE_MS)


def main(arguments: Sequence[str]) -> int:
    """Make all pictures, or the named ones, and say where they are."""
    wanted = [each for each in SHOTS if not arguments or each.name in arguments]
    if not wanted:
        print(f"There is none of these. There are: {', '.join(each.name for each in SHOTS)}.")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="penstock-screens-") as folder,
        played_company(Path(folder), size=SIZE, months=MONTHS) as base,
        chromium_of(_required) as chromium,
    ):
        for shot in wanted:
            print(take(chromium, base, shot, FOLDER))
    return 0


def _required(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not on the PATH. Install it, then run this again.")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
