"""What another site, another visitor and a name with markup do to people, in a real browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from penstock.app.cases import By
from penstock.delivery import commands as do
from penstock.web.running import listener, running
from tests.browser import screen
from tests.houses import SERVICE, Office, office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MARKUP = "</title></script><img src=x onerror=alert(1)><svg/onload=alert(2)>'\"{{7*7}}"


@pytest.fixture(scope="module")
def town() -> Iterator[Office]:
    with office() as found:
        by = By(actor="begin", key="hostile")
        found.cases.open("NCV-03", by, case_id="SOL-9", customer=MARKUP)
        found.cases.act("SOL-9", do.Hold(reason=MARKUP), By(actor=MARKUP, key="hold"))
        yield found


@pytest.fixture(scope="module")
def base(town: Office) -> Iterator[str]:
    with running(town.app(is_demo=True), listener(0)) as address:
        yield address


def test_what_people_call_themselves_is_words_on_every_page(chromium: "Browser", base: str) -> None:
    # A dialog, a request to another place or a report of the policy would be a complaint.
    with screen(chromium, base) as found:
        found.page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
        found.go("/sign-in")
        found.page.get_by_role("button", name=SERVICE).click()
        for path in ("/cases", "/cases/SOL-9", "/board/NCV-03", "/work", "/cases?status=held"):
            page = found.go(path)
            assert page.locator("img").count() == 0

        assert found.go("/cases/SOL-9").get_by_text(MARKUP).count() > 0


def test_who_has_signed_out_is_shown_nothing_by_going_back(chromium: "Browser", base: str) -> None:
    with screen(chromium, base) as found:
        found.go("/sign-in")
        found.page.get_by_role("button", name=SERVICE).click()
        page = found.go("/cases/SOL-1")
        assert page.get_by_text("Rivera 1").count() > 0
        found.go("/me").get_by_role("button", name="Sign out").click()
        page.get_by_role("link", name="Sign in").first.wait_for()

        page.go_back()
        page.go_back()
        page.get_by_role("heading", name="Sign in").wait_for()

        assert page.get_by_text("Rivera 1").count() == 0


def test_no_other_site_shows_our_pages_in_a_frame_or_sends_our_forms(
    chromium: "Browser", base: str
) -> None:
    trap = f"""<iframe src="{base}sign-in"></iframe>
      <form method="post" action="{base}sign-in"><button name="play" value="{SERVICE}">Win</button>
      </form>"""
    elsewhere = Starlette(routes=[Route("/", lambda _request: HTMLResponse(trap))])
    with running(elsewhere, listener(0)) as evil, chromium.new_context() as context:
        page = context.new_page()
        page.goto(evil.replace("127.0.0.1", "localhost"))
        framed = page.frames[1].content()
        page.get_by_role("button", name="Win").click()
        page.wait_for_url(f"{base}sign-in")

        assert "Sign in" not in framed
        assert "This form was not sent from the page it belongs to" in page.content()
        assert not [each for each in context.cookies() if each.get("name") == "penstock"]
