"""A real browser for tests: one Chromium, and pages in it that complain about nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    # Playwright is slow to import, and few tests need it.
    from playwright.sync_api import Browser, Page, Request

DESKTOP, PHONE, NARROWEST = (1376, 900), (390, 844), (320, 640)
_ASSETS = Path(__file__).with_name("assets")
_AXE, _CONTRAST = _ASSETS / "axe" / "axe.min.js", _ASSETS / "drawing_contrast.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ASK_AXE = """(rules) => {
  window.found = undefined;
  void axe.run({runOnly: rules}).then(({violations}) => {
    window.found = violations.flatMap(({id, nodes}) =>
      nodes.map(({html, failureSummary}) => `${id}: ${html} ${failureSummary}`));
  });
}"""
_PATIENCE_S = 60.0
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_RING = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const shown = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none';
  return {words: `${at.tagName} ${(at.textContent || at.name || '').trim().slice(0, 40)}`, shown};
}"""


@dataclass
class Screen:
    """A page in a browser, and what it complained about.

    Args:
        page: The page.
        base: The address of the server; nothing may be asked of another.
        complaints: Messages on the console, errors, reports of the policy, requests elsewhere.
    """

    page: "Page"
    base: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def go(self, path: str) -> "Page":
        """Open a page of the server."""
        self.page.goto(self.base.rstrip("/") + path)
        return self.page

    def sign_in(self, words: str) -> "Page":
        """Play somebody of the demo, by their name or their role."""
        entry = self.go("/sign-in").get_by_role("listitem").filter(has_text=words)
        entry.get_by_role("button").click()
        return self.page

    def _asked(self, request: "Request") -> None:
        if urlsplit(request.url)[:2] != urlsplit(self.base)[:2]:
            self.complaints.append(f"asked another host: {request.url}")


@contextmanager
def screen(
    chromium: "Browser",
    base: str,
    size: tuple[int, int] = DESKTOP,
    *,
    scheme: str = "light",
    scripts: bool = True,
) -> Iterator[Screen]:
    """Yield a page of a browser of its own, and hold at the end that it complained of nothing."""
    width, height = size
    options: dict[str, Any] = {
        "viewport": {"width": width, "height": height},
        "color_scheme": scheme,
        "java_script_enabled": scripts,
        "has_touch": width < 700,
    }
    with chromium.new_context(**options) as context:
        found = Screen(context.new_page(), base)
        yield found
        assert not found.complaints, "\n".join(found.complaints)


def looks_right(page: "Page", *, stops: int = 25, patience_s: float = _PATIENCE_S) -> None:
    """Hold a page to what it owes to everybody: axe, words in drawings, reflow, focus that is seen.

    Args:
        page: The page; its browser runs scripts.
        stops: So many stops of the Tab key are looked at.
        patience_s: How long axe may take.

    Raises:
        AssertionError: It owes something still, or axe did not answer.
    """
    size = page.viewport_size
    violations = _violations(page, patience_s) + faint_words(page)
    assert not violations, "\n".join(violations)
    for _ in range(stops):
        page.keyboard.press("Tab")
        ring = page.evaluate(_RING)
        assert ring["shown"] or ring["words"].startswith("BODY"), ring["words"]
    width, height = NARROWEST
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate(_OVERFLOW) <= 0, f"{page.url} is wider than {width} pixels"
    if size:
        page.set_viewport_size(size)


def _violations(page: "Page", patience_s: float) -> list[str]:
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    # What a page promises would be waited for without an end where its browser runs no scripts.
    page.evaluate(_ASK_AXE, _RULES)
    end = monotonic() + patience_s
    while monotonic() < end:
        found: list[str] | None = page.evaluate("() => window.found")
        if found is not None:
            return found
        # The page itself may not wait for it: its policy forbids to evaluate words.
        page.wait_for_timeout(20)
    raise AssertionError(
        f"axe was asked about {page.url} and did not answer within {patience_s:g} s. It needs "
        "a browser that runs scripts: open the page in a screen with scripts=True."
    )


def faint_words(page: "Page") -> list[str]:
    """Return the words in drawings that are hard to read on what lies behind them."""
    found: list[str] = page.evaluate(_CONTRAST.read_text(encoding="utf-8"))
    return found


@contextmanager
def chromium_of(require_tool: Callable[[str], str]) -> Iterator["Browser"]:
    """Yield the Chromium that is installed; tests that need it are skipped where there is none."""
    path = require_tool("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, and containers have little shared memory.
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
