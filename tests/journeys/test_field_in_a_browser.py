"""An installer's phone without signal, in a real browser, and a server that is killed meanwhile."""

import re
import signal
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from penstock.casework.checklist.pictures import picture_facts
from penstock.governance.identity.sessions import LONGEST
from penstock.web.running import listener, running
from tests.browser import PHONE, Screen, looks_right, screen
from tests.field_work import CREW, IVAN, JOB, LENA, OTHER_CREW, Site, site
from tests.houses import COOKIE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

HERE = f"/field/jobs/{JOB}"
_LOST = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "status of 401", "status of 409")


def large_png() -> bytes:
    """Return a photo larger than any that is sent: 2400 by 1200 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 2400, 1200, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(range(240)) * 10) * 1200)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Site]:
    with site(f"sqlite:///{tmp_path / 'cases.db'}") as found:
        found.book()
        yield found


def _signed_in(context: "BrowserContext", place: Site, base: str, person: str = IVAN) -> None:
    session = place.signed_in(person).session_id
    # As the server gives it, a session outlives a browser that is closed.
    until = time.time() + LONGEST.total_seconds()
    context.add_cookies([{"name": COOKIE, "value": session, "url": base, "expires": until}])


@contextmanager
def _phone(chromium: "Browser", place: Site, base: str) -> Iterator[Screen]:
    """Yield a phone that may complain that it has no signal, and of nothing else."""
    with screen(chromium, base, PHONE) as found:
        _signed_in(found.page.context, place, base)
        yield found
        found.complaints[:] = [
            each for each in found.complaints if not any(words in each for words in _LOST)
        ]


def _take_along(page: "Page", base: str) -> None:
    """Go out with a crew, and wait until the phone has the jobs of the day."""
    page.goto(f"{base}field/today")
    page.get_by_label("Your crew").select_option(CREW)
    page.get_by_role("button", name="Go out with this crew").click()
    page.get_by_role("link", name="Rivera").wait_for()
    page.wait_for_selector("html[data-along]")


def _step(page: "Page", title: str = "Mount and bond") -> "Locator":
    """Return a step of the job, open."""
    step = page.locator("details.step").filter(has_text=title)
    if step.get_attribute("open") is None:
        step.locator("summary").click()
    return step


def _shoot(page: "Page") -> None:
    shot = {"name": "roof.png", "mimeType": "image/png", "buffer": large_png()}
    _step(page).locator("input[type=file]").set_input_files([shot])  # type: ignore[arg-type]  # a FilePayload


def _report(page: "Page", value: str = "0,05") -> None:
    step = _step(page)
    step.get_by_label("Bonding").fill(value)
    step.get_by_label("Signed by").fill("Ivan Installer")
    step.get_by_role("button", name="Report the step").click()


def _line(page: "Page", words: str) -> None:
    """Wait until the line at the top says something."""
    page.locator("#line").filter(has_text=words).wait_for()


def test_a_photo_and_a_report_come_through_no_signal_a_killed_server_and_a_closed_browser(
    chromium: "Browser", require_tool: Callable[[str], str], place: Site, tmp_path: Path
) -> None:
    options = {
        "executable_path": require_tool("chromium"),
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
        "viewport": {"width": PHONE[0], "height": PHONE[1]},
    }
    kind = chromium.browser_type
    with _killable(tmp_path) as (server, base):
        context = kind.launch_persistent_context(str(tmp_path / "phone"), **options)  # type: ignore[arg-type]  # options of several types
        _signed_in(context, place, base)
        page = context.new_page()
        _take_along(page, base)
        server.send_signal(signal.SIGKILL)
        server.wait()
        page.get_by_role("link", name="Rivera").click()
        _shoot(page)
        _report(page)
        _line(page, "1 report and 1 photo to send")
        context.close()
    assert place.report().reports == ()

    port = int(base.rstrip("/").rpartition(":")[2])
    with _killable(tmp_path, port=port):
        context = kind.launch_persistent_context(str(tmp_path / "phone"), **options)  # type: ignore[arg-type]  # options of several types
        page = context.new_page()
        page.goto(base.rstrip("/") + HERE)
        page.get_by_text("2 photos to take").wait_for()
        context.close()

    report, shot = place.report().reports
    assert (report.signed_by, str(report.readings[0].value)) == ("Ivan Installer", "0.05")
    assert report.done_at is not None
    assert shot.photos[0].shows == "the array from above"
    facts = picture_facts(place.cases.content(JOB, "Installation photo"))
    assert (facts.media_type, facts.width_px, facts.height_px) == ("image/jpeg", 1600, 800)


@contextmanager
def _killable(folder: Path, *, port: int = 0) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Yield a server that is a process of its own, and its address."""
    database = f"sqlite:///{folder / 'cases.db'}"
    words = ["serve", "--database", database, "--port", str(port)]
    command = [sys.executable, "-u", "-m", "penstock.cli.main", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server, re.findall(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())[0]
        finally:
            server.kill()


def test_the_day_is_for_everybody_with_signal_and_without(chromium: "Browser", place: Site) -> None:
    with running(place.app(), listener(0)) as base, _phone(chromium, place, base) as found:
        page = found.page
        _take_along(page, base)
        looks_right(page)
        page.goto(base.rstrip("/") + HERE)
        page.wait_for_selector("html[data-along]")
        page.context.set_offline(offline=True)
        page.reload()
        _shoot(page)
        _step(page).locator(".items").get_by_text("queued").wait_for()
        looks_right(page, stops=30)
        page.goto(f"{base}field/sending")
        page.get_by_text("Photo: the array from above").wait_for()
        looks_right(page)
        page.context.set_offline(offline=False)
        page.locator(".status", has_text="sent").wait_for()


def test_by_keys_alone_a_step_is_reported_without_signal(chromium: "Browser", place: Site) -> None:
    with running(place.app(), listener(0)) as base, _phone(chromium, place, base) as found:
        page = found.page
        _take_along(page, base)
        page.context.set_offline(offline=True)

        page.get_by_role("link", name="Rivera").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{HERE}")
        page.locator("details.step summary").last.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Ivan Installer")
        page.keyboard.press("Enter")

        _line(page, "No signal. 1 report to send.")
        page.context.set_offline(offline=False)
        page.get_by_text("signed by Ivan Installer").wait_for()
    (report,) = place.report().reports
    assert (report.step, report.signed_by) == ("labels", "Ivan Installer")


def test_a_session_that_ended_keeps_the_queue_for_its_owner_alone(
    chromium: "Browser", place: Site
) -> None:
    with (
        running(place.app(is_demo=True), listener(0)) as base,
        _phone(chromium, place, base) as found,
    ):
        page = found.page
        _take_along(page, base)
        page.goto(base.rstrip("/") + HERE)
        page.context.set_offline(offline=True)
        _shoot(page)
        _line(page, "1 photo to send")
        page.context.clear_cookies()
        page.context.set_offline(offline=False)

        page.get_by_role("link", name="Sign in to send 1 photo").click()
        page.get_by_role("button", name=LENA).click()
        page.wait_for_url(f"**{HERE}")
        page.wait_for_selector("html[data-along]")
        page.goto(f"{base}field/sending")
        page.get_by_text("Nothing waits on this phone.").wait_for()
        kept = page.evaluate("() => caches.keys()")
        assert [each for each in kept if each.startswith("field-jobs-")] == ["field-jobs-lena"]
        assert place.report().reports == ()

        page.goto(f"{base}me")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(base)
        assert not [each for each in page.evaluate("() => caches.keys()") if "jobs" in each]
        page.goto(f"{base}sign-in?next=/field/sending")
        page.get_by_role("button", name=IVAN).click()
        page.locator(".status", has_text="sent").wait_for()
    (report,) = place.report().reports
    assert report.reported_by == IVAN


def test_what_the_case_cannot_take_is_told_on_the_phone_in_words(
    chromium: "Browser", place: Site
) -> None:
    with running(place.app(), listener(0)) as base, _phone(chromium, place, base) as found:
        page = found.page
        _take_along(page, base)
        page.goto(base.rstrip("/") + HERE)
        _step(page).get_by_label("Serial numbers").fill("S-1")
        _step(page).get_by_role("button", name="Report the step").click()
        page.get_by_text("S-1 of PV-400 never came").wait_for()
        page.get_by_role("button", name="Put it right").click()
        page.get_by_role("button", name="Put it right").wait_for(state="detached")
        assert _step(page).get_by_label("Serial numbers").input_value() == "S-1"
        _step(page).get_by_role("button", name="Report the step").click()
        page.get_by_role("button", name="Let the office decide").click()
        page.get_by_text("FIELD-1: waits for a person").wait_for()

        page.context.set_offline(offline=True)
        _shoot(page)
        place.unbook()
        place.book(OTHER_CREW)
        page.context.set_offline(offline=False)
        page.get_by_text("FIELD-2: waits for a person").wait_for()
        page.get_by_text("the job is not with crew roof-1 any more").wait_for()
    assert place.report().reports == ()
