"""The site as people meet it: opened from a folder and served, with and without scripts."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from penstock.app.publishing import publish
from penstock.app.watching import Watch
from penstock.web.running import listener, running
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition, Site

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

STREAM = "value-streams/NCV-03.html"
STAGE = "value-streams/NCV-03/stages/NCV-03.4.html"
KINDS_OF_PAGE = (
    "index.html",
    "architecture.html",
    STREAM,
    STAGE,
    "capabilities/index.html",
    "capabilities/8.8.html",
    "metrics/KPI-NCV-03-3.html",
    "roles/index.html",
    "operating-model/index.html",
    "matrices/index.html",
    "matrices/product-by-value-stream.html",
    "findings/index.html",
    "findings/rules/LNK-001.html",
    "sources/index.html",
    "sources/products/product-catalogue.md.html",
    "search.html",
    "downloads.html",
    "help.html",
)
ACCESSIBILITY = Path(__file__).with_name("accessibility.js").read_text(encoding="utf-8")
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
DESKTOP, PHONE = (1280, 900), (360, 740)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, reference_company: Path) -> str:
    """Return the address of the published site."""
    site = tmp_path_factory.mktemp("published")
    publish(Site(Edition.of(reference_company)), site)
    return f"{site.as_uri()}/"


@pytest.fixture(scope="module")
def served(reference_company: Path) -> Iterator[str]:
    """Yield the address of the served site."""
    shelf = Shelf(partial(Edition.of, reference_company), Watch(reference_company))
    with running(application(shelf), listener(0)) as base:
        yield base


@pytest.fixture(params=["folder", "served"])
def base(request: pytest.FixtureRequest) -> str:
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture
def screen(browser: "Chrome") -> Iterator["Chrome"]:
    """Yield a browser as wide as a desk, in light colours and with scripts, and leave it so."""
    _size(browser, DESKTOP)
    yield browser
    _scripts(browser, on=True)
    _colours(browser, "light")


def _size(browser: "Chrome", size: tuple[int, int]) -> None:
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def _colours(browser: "Chrome", scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def _scripts(browser: "Chrome", *, on: bool) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})


def _errors(browser: "Chrome") -> list[str]:
    entries = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types there
    return [entry["message"] for entry in entries]


@pytest.mark.parametrize("page", KINDS_OF_PAGE)
def test_a_page_loads_without_a_word_on_the_console(screen: "Chrome", base: str, page: str) -> None:
    _errors(screen)

    screen.get(base + page)

    assert _errors(screen) == []
    assert screen.execute_script("return document.fonts.check('15px Inter')")
    assert screen.execute_script("return document.styleSheets.length") == 1


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("page", KINDS_OF_PAGE)
def test_no_page_is_wider_than_the_screen(
    screen: "Chrome", folder: str, page: str, size: tuple[int, int]
) -> None:
    _size(screen, size)

    screen.get(folder + page)

    assert screen.execute_script(OVERFLOW) <= 0


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop light", "phone dark"]
)
@pytest.mark.parametrize("page", KINDS_OF_PAGE)
def test_a_page_is_for_everybody(
    screen: "Chrome", folder: str, page: str, size: tuple[int, int], scheme: str
) -> None:
    _size(screen, size)
    _colours(screen, scheme)

    screen.get(folder + page)

    assert screen.execute_script(ACCESSIBILITY) == []


FAULTY = """data:text/html,<html><title>x</title><h1>A</h1><h3>B</h3><main><nav></nav>
<p id=a style='color:%23aaa'>pale</p><p id=a>twice</p><a href=x></a>
<table><tr><th>x</table></main>"""


def test_the_check_for_everybody_sees_what_is_wrong(screen: "Chrome") -> None:
    screen.get(FAULTY)

    said = " ".join(screen.execute_script(ACCESSIBILITY))

    for fault in (
        "does not say its language",
        "not one footer",
        "“B” leaves out a level",
        "The id a is there twice",
        "A navigation has no name",
        "“pale” has a contrast of 2.3",
        "a “” has no name",
        "A table has no caption",
        "“x” heads nothing",
    ):
        assert fault in said


def test_typing_finds_an_element_and_enter_opens_it(screen: "Chrome", base: str) -> None:
    from selenium.webdriver import ActionChains, Keys
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.wait import WebDriverWait

    screen.get(base + STAGE)
    ActionChains(screen).send_keys("/").send_keys("permit interconn").perform()
    wait = WebDriverWait(screen, 10)
    wait.until(lambda each: each.find_elements(By.CSS_SELECTOR, "#suggestions li a"))
    ActionChains(screen).send_keys(Keys.ARROW_DOWN).perform()
    chosen = screen.switch_to.active_element.get_attribute("aria-activedescendant")
    ActionChains(screen).send_keys(Keys.ENTER).perform()
    wait.until(lambda each: "NCV-03.4.html" in each.current_url)

    assert chosen == "suggestion-0"


def test_all_results_are_shown_on_the_page_of_the_search(screen: "Chrome", base: str) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.wait import WebDriverWait

    screen.get(f"{base}search.html?q=solar+storage")
    WebDriverWait(screen, 10).until(
        lambda each: each.find_element(By.CSS_SELECTOR, "#results p").text
    )
    words = screen.find_element(By.ID, "results").text

    assert "NCV-03 Distributed Generation (DG) & Storage Solution Provision" not in words
    assert "NONREG-DG-001 Residential Solar + Storage Solution" in words
    assert not screen.find_element(By.ID, "az").is_displayed()


def test_a_click_into_the_picture_opens_the_page(screen: "Chrome", base: str) -> None:
    from selenium.webdriver.common.by import By

    screen.get(base + "index.html")
    screen.find_element(By.CSS_SELECTOR, 'svg a[href="value-streams/NCV-03.html"] rect').click()
    assert screen.current_url == base + STREAM
    screen.find_element(By.CSS_SELECTOR, f'svg a[href="../{STAGE}"] text').click()

    assert screen.current_url == base + STAGE


def test_a_source_leads_to_its_line_which_is_marked(screen: "Chrome", base: str) -> None:
    from selenium.webdriver.common.by import By

    screen.get(base + STAGE)
    screen.find_element(By.CSS_SELECTOR, "table.said a.src").click()
    line = screen.find_element(By.CSS_SELECTOR, "tr:target")

    assert "NCV-03.4" in line.text
    assert line.find_element(By.TAG_NAME, "td").value_of_css_property("background-color") not in {
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    }


def test_a_place_in_something_folded_is_unfolded(screen: "Chrome", folder: str) -> None:
    from selenium.webdriver.common.by import By

    screen.get(folder + "capabilities/8.8.html")
    folded = screen.find_elements(By.CSS_SELECTOR, "details:not([open])")[0]
    screen.execute_script("arguments[0].id = 'here'; location.hash = '#here'", folded)

    assert screen.find_element(By.CSS_SELECTOR, "details#here").get_attribute("open")


def test_brackets_go_to_the_stages_before_and_after(screen: "Chrome", folder: str) -> None:
    from selenium.webdriver import ActionChains

    screen.get(folder + STAGE)
    ActionChains(screen).send_keys("]").perform()
    after = screen.current_url
    ActionChains(screen).send_keys("[").perform()

    assert (after[-13:], screen.current_url) == ("NCV-03.5.html", folder + STAGE)


def test_the_first_key_leads_past_the_menu(screen: "Chrome", folder: str) -> None:
    from selenium.webdriver import ActionChains, Keys

    screen.get(folder + STREAM)
    ActionChains(screen).send_keys(Keys.TAB, Keys.ENTER).perform()

    assert screen.execute_script("return document.activeElement.id") == "main"


@pytest.mark.parametrize("page", KINDS_OF_PAGE)
def test_a_page_says_the_same_without_scripts(screen: "Chrome", folder: str, page: str) -> None:
    from selenium.webdriver.common.by import By

    screen.get(folder + page)
    with_scripts = screen.find_element(By.TAG_NAME, "main").text
    _scripts(screen, on=False)
    screen.get(folder + page)
    without = screen.find_element(By.TAG_NAME, "main").text

    # Only the choice of colours needs scripts, and says so.
    assert without in with_scripts or page == "help.html"
    assert len(without) > 100


def test_the_other_picture_is_chosen_without_scripts(screen: "Chrome", folder: str) -> None:
    from selenium.webdriver.common.by import By

    _scripts(screen, on=False)
    screen.get(folder + STREAM)
    screen.find_element(By.CSS_SELECTOR, "label[for=map-2]").click()

    assert not screen.find_element(By.ID, "picture-1").is_displayed()
    assert "Entry" in screen.find_element(By.ID, "picture-2").text


def test_gaps_are_filtered_without_scripts(screen: "Chrome", folder: str) -> None:
    from selenium.webdriver.common.by import By

    _scripts(screen, on=False)
    screen.get(folder + "matrices/product-by-value-stream.html")
    row = screen.find_element(By.CSS_SELECTOR, "tbody tr:not(.gap, .group)")
    before = row.is_displayed()
    screen.find_element(By.ID, "gaps").click()

    assert (before, row.is_displayed()) == (True, False)


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(22, 31, 42)")]
)
def test_colours_follow_the_system(screen: "Chrome", folder: str, scheme: str, paper: str) -> None:
    _colours(screen, scheme)

    screen.get(folder + STREAM)

    assert _paper(screen) == paper
    assert _paper(screen, ".pk .card") == paper


def _paper(browser: "Chrome", selector: str = "body") -> str:
    style = f"getComputedStyle(document.querySelector('{selector}'))"
    shown: str = browser.execute_script(
        f"const s = {style}; return s.fill === 'rgb(0, 0, 0)' ? s.backgroundColor : s.fill"
    )
    return shown


def test_chosen_colours_stay_chosen_on_other_pages(screen: "Chrome", served: str) -> None:
    from selenium.webdriver.common.by import By

    screen.get(served + "help.html")
    screen.find_element(By.CSS_SELECTOR, "input[name=theme][value=dark]").click()
    screen.get(served + STREAM)
    chosen = _paper(screen)
    screen.execute_script("localStorage.clear()")

    assert chosen == "rgb(22, 31, 42)"
