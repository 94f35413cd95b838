"""Keys of one character, messages with Undo, and buttons that are pressed once, in a browser."""

from typing import TYPE_CHECKING

from tests.browser import Screen, looks_right, screen
from tests.houses import SERVICE, Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route


def test_a_question_mark_lists_the_keys_that_the_page_has(seller: Screen) -> None:
    page = seller.go("/cases")
    page.keyboard.press("?")
    of_the_list = page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")

    seller.go("/me").keyboard.press("?")

    of_me = page.get_by_role("dialog").inner_text()
    assert "The next in the list" in of_the_list
    assert "The next in the list" not in of_me
    assert "Go to Work" in of_me
    looks_right(page, stops=0)


def test_two_keys_go_to_an_entry_of_the_menu(seller: Screen) -> None:
    page = seller.go("/me")

    page.keyboard.press("g")
    page.keyboard.press("w")

    page.wait_for_url("**/work")


def test_j_and_k_move_in_a_list_and_enter_opens_what_has_the_focus(seller: Screen) -> None:
    page = seller.go("/cases?stream=NCV-03")

    for key in ("j", "j", "j", "k", "Enter"):
        page.keyboard.press(key)

    page.wait_for_url("**/cases/SOL-2")


def test_keys_of_one_character_can_be_turned_off_and_stay_so(seller: Screen) -> None:
    page = seller.go("/help.html")
    page.locator("input[name=keys][value=off]").check()

    seller.go("/cases").keyboard.press("j")
    page.keyboard.press("?")

    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert page.get_by_role("dialog").count() == 0
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "q"


def test_a_message_stays_as_long_as_its_reader_chose(
    chromium: "Browser", town: tuple[str, Office]
) -> None:
    with screen(chromium, town[0]) as found:
        found.go("/sign-in")
        found.page.get_by_role("button", name=SERVICE).click()
        page = found.go("/help.html")
        page.locator("input[name=toast][value='10']").check()
        page.clock.install()
        page = found.go("/cases/SOL-1")
        page.locator("#hold summary").click()
        page.locator("#hold input[name=reason]").fill("The roof is wet")

        page.get_by_role("button", name="Put it on hold").click()

        page.locator(".toast").wait_for()
        page.wait_for_url("**/cases/SOL-1")
        page.clock.fast_forward(9_000)
        page.locator(".toast").wait_for()
        page.clock.fast_forward(2_000)
        page.locator(".toast").wait_for(state="detached")


def test_a_form_is_sent_once_and_says_after_a_second_that_it_is_at_work(seller: Screen) -> None:
    page, sent = seller.go("/cases/SOL-2"), list[str]()

    def leave_open(route: "Route") -> None:
        if route.request.method == "GET":
            return route.fallback()  # The page follows its case.
        sent.append(route.request.method)
        # The page stays, as with a server that takes its time.
        return route.fulfill(status=204)

    page.route("**/cases/SOL-2", leave_open)
    page.locator("#hold summary").click()
    page.locator("#hold input[name=reason]").fill("The roof is wet")

    page.locator("#hold button").click()
    page.locator("#hold input[name=reason]").press("Enter")

    page.get_by_text("Put it on hold: waiting for the answer…").wait_for()
    assert page.locator("#hold button").is_disabled()
    assert sent == ["POST"]
