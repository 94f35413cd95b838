"""What each kind of people come for, on a desk and on a phone, in the company that is played."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from penstock.app.demo_data.cast import CAST
from tests.browser import DESKTOP, PHONE, Screen, faint_words, looks_right, screen
from tests.played_company import played_company

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SALES, COORDINATOR = "Sales Consultant - AES", "Project Coordinator - AES"
DESIGNER, INTERCONNECTION = "Solar Design Engineer", "Interconnection Engineer"
SERVICE, COUNSEL = "Customer Service Representative", "General Counsel"
CHIEF, ARCHITECT = "Chief Executive Officer (CEO)", "Head of Enterprise Architecture"
PICTURES = (
    "/insights/NCV-03",
    "/insights/NCV-03/process-map",
    "/insights/NCV-03/cumulative-flow",
    "/insights/NCV-03/control",
    "/value-streams/NCV-03?colour=pace",
)
FAINT = """<main><svg width="200" height="40"><rect width="200" height="40" fill="#fff"/>
<text x="9" y="20" fill="#fff" pointer-events="none">pale</text>
<rect x="100" width="90" height="40" fill="#10243a"/><text x="109" y="20" fill="#fff">seen</text>
</svg></main>"""
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the company that is played."""
    with played_company(tmp_path_factory.mktemp("company")) as address:
        yield address


@contextmanager
def played(
    chromium: "Browser",
    base: str,
    role: str,
    size: tuple[int, int] = DESKTOP,
    scheme: str = "light",
) -> Iterator[Screen]:
    """Yield a screen on which somebody of a role has signed in."""
    with screen(chromium, base, size, scheme=scheme) as found:
        page = found.go("/sign-in")
        page.get_by_role("listitem").filter(has_text=role).get_by_role("button").click()
        page.get_by_role("heading", name="Overview", level=1).wait_for()
        yield found


def _keep(page: "Page", name: str) -> None:
    """Keep a picture of a page for people to look at, where somebody wants them."""
    folder = os.environ.get("PENSTOCK_SCREENS")
    if folder:
        plain = re.sub(r"\W+", "-", name).strip("-").lower()
        page.screenshot(path=Path(folder) / f"{plain}.png", full_page=True)


@SIZES
@pytest.mark.parametrize("role", list(CAST))
def test_everybody_finds_all_that_their_menu_names(
    chromium: "Browser", base: str, role: str, size: tuple[int, int]
) -> None:
    with played(chromium, base, role, size) as found:
        entries = found.page.get_by_role("navigation", name="Main").get_by_role("link")
        ways = [each.get_attribute("href") or "" for each in entries.all()]
        assert len(ways) > 3
        for way in ways:
            page = found.go(way)
            _keep(page, f"{role} {way} {size[0]}")

            assert page.get_by_role("heading", level=1).count() == 1, way
            assert page.evaluate(_OVERFLOW) <= 0, way
            assert faint_words(page) == [], way


@SIZES
def test_a_seller_gives_a_task_back_and_claims_it_again(
    chromium: "Browser", base: str, size: tuple[int, int]
) -> None:
    with played(chromium, base, SALES, size) as found:
        page = found.go("/work")
        doing = page.get_by_role("region", name="What you are doing")
        case = doing.get_by_role("link", name=re.compile("SYN-")).first.inner_text()

        doing.get_by_role("button", name="Give back").first.click()
        waiting = page.get_by_role("region", name="What waits for your roles")
        row = waiting.get_by_role("row").filter(has_text=case)
        row.get_by_role("button", name="Claim").click()

        doing.get_by_role("link", name=case).wait_for()


@SIZES
def test_a_coordinator_reaches_a_case_of_the_board(
    chromium: "Browser", base: str, size: tuple[int, int]
) -> None:
    with played(chromium, base, COORDINATOR, size) as found:
        page = found.go("/board/NCV-03")

        page.get_by_role("link", name=re.compile("NCV-03-SYN-")).first.click()

        page.get_by_role("heading", level=1, name="NCV-03-SYN-").wait_for()
        page.get_by_role("heading", name="Stages").wait_for()


@SIZES
def test_a_designer_sees_what_a_stage_needs_beside_its_cases(
    chromium: "Browser", base: str, size: tuple[int, int]
) -> None:
    with played(chromium, base, DESIGNER, size) as found:
        page = found.go("/value-streams/NCV-03")

        page.get_by_role("link", name=re.compile("System Design")).first.click()

        page.get_by_role("heading", level=1, name="NCV-03.2").wait_for()


@SIZES
def test_an_interconnection_engineer_finds_nothing_of_the_other_side(
    chromium: "Browser", base: str, size: tuple[int, int]
) -> None:
    with played(chromium, base, INTERCONNECTION, size) as found:
        page = found.go("/cases")

        seen = page.get_by_role("link", name=re.compile("-SYN-")).all_inner_texts()

        assert any(each.startswith("AOV-") for each in seen)
        assert not [each for each in seen if each.startswith("NCV-")]


@SIZES
def test_counsel_tries_a_question_and_reads_why_it_is_denied(
    chromium: "Browser", base: str, size: tuple[int, int]
) -> None:
    with played(chromium, base, COUNSEL, size) as found:
        page = found.go("/boundary")

        page.get_by_role("button", name="Ask").click()

        answer = page.locator("#found")
        answer.get_by_text("denied").first.wait_for()
        answer.get_by_role("link", name="consent-none").first.wait_for()


@SIZES
def test_a_chief_gets_from_the_slowest_stage_to_the_cases_behind_a_number(
    chromium: "Browser", base: str, size: tuple[int, int]
) -> None:
    with played(chromium, base, CHIEF, size) as found:
        page = found.go("/insights")

        page.get_by_role("link", name=re.compile("^NCV-03 ")).first.click()
        page.get_by_role("table").first.get_by_role("link").first.click()

        page.wait_for_url("**/insights/NCV-03/cases*")
        page.get_by_role("link", name=re.compile("NCV-03-SYN-")).first.wait_for()


@SIZES
def test_an_architect_gets_from_a_product_to_the_line_that_says_it(
    chromium: "Browser", base: str, size: tuple[int, int]
) -> None:
    with played(chromium, base, ARCHITECT, size) as found:
        page = found.go("/products/NONREG-DG-001.html")

        page.locator("a.src").first.click()

        page.wait_for_url("**/sources/**")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_with_pictures_are_for_everybody(chromium: "Browser", base: str, scheme: str) -> None:
    with played(chromium, base, CHIEF, scheme=scheme) as found:
        for path in PICTURES:
            page = found.go(path)
            _keep(page, f"{path} {scheme}")
            looks_right(page, stops=10)


def test_words_that_cannot_be_read_in_a_drawing_are_found(chromium: "Browser", base: str) -> None:
    with screen(chromium, base) as found:
        page = found.go("/sign-in")

        page.set_content(FAINT)

        assert faint_words(page) == ["“pale” in a drawing has a contrast of 1.0, not 4.5."]
