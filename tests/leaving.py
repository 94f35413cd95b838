"""Waiting in Selenium's browser until another page has come."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement


def wait_until_gone(browser: "Chrome", element: "WebElement", *, seconds: float = 30) -> None:
    """Wait until an element's page has given way to another."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.wait import WebDriverWait

    def is_gone(_browser: object) -> bool:
        try:
            element.is_enabled()
        except WebDriverException:
            # Stale; or, where the page goes at this very moment, a node of no document.
            return True
        return False

    WebDriverWait(browser, seconds).until(is_gone)
