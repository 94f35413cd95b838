"""Somebody makes a passkey in Chromium, signs out, and signs in with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from penstock.governance.identity.passkeys import Passkey
from penstock.web.live.visitors import signing_in_to
from penstock.web.running import address, listener, running
from tests.houses import COOKIE, SELLER, Office, office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture
def town() -> Iterator[Office]:
    with office() as found:
        yield found


@contextmanager
def _browsing(chromium: "Browser") -> Iterator["BrowserContext"]:
    context = chromium.new_context()
    try:
        yield context
    finally:
        context.close()


def _with_device(page: "Page") -> None:
    """Give the browser a device that has passkeys and knows its user."""
    developer = page.context.new_cdp_session(page)
    developer.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    developer.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def test_a_passkey_that_a_browser_makes_lets_somebody_in_by_that_browser(
    town: Office, chromium: "Browser"
) -> None:
    keeper = signing_in_to(town.kept).doorkeeper
    session_id = keeper.let_in(SELLER, by="password").session_id
    at = listener(0)
    here = address(at).replace("127.0.0.1", "localhost").rstrip("/")
    with running(town.app(), at), _browsing(chromium) as context:
        context.add_cookies([{"name": COOKIE, "value": session_id, "url": here}])
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        _with_device(page)

        page.goto(f"{here}/me/passkeys")
        page.get_by_label("What you call the device").fill("My phone")
        page.get_by_role("button", name="Make a passkey").click()
        page.get_by_role("button", name="Take My phone away").wait_for()
        page.goto(f"{here}/me")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(f"{here}/")
        page.goto(f"{here}/sign-in?next=/me")
        page.get_by_role("link", name="With a passkey").click()
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(f"{here}/me")

        assert page.get_by_role("heading", level=1).inner_text() == SELLER
        (session,) = context.cookies()
        assert session["value"] != session_id
        assert session["httpOnly"]
        assert complaints == []
    (kept,) = town.cases.store.identities.all(Passkey)
    assert (kept.person, kept.name) == (SELLER, "My phone")
    assert kept.used_at is not None
