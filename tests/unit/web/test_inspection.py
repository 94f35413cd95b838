import pytest

from penstock.web.inspection import inspect

GOOD = b"<title>A</title><h1>A</h1>"
END = b"</html>\n"


def _problems(pages: dict[str, bytes], *paths: str) -> tuple[str, ...]:
    def fetch(path: str) -> tuple[int, bytes]:
        return (200, pages[path]) if path in pages else (404, b"")

    return inspect(fetch, paths or pages).problems


def test_pages_that_lead_to_each_other_are_fine() -> None:
    pages = {
        "index.html": GOOD + b'<a href="a/b.html#x">b</a>' + END,
        "a/b.html": GOOD + b'<p id="x"><a href="../index.html">up</a><img src="../c.svg">' + END,
        "c.svg": b"<svg/>",
    }
    assert _problems(pages) == ()


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (GOOD + b'<a href="gone.html">', "i.html: leads to gone.html, where there is nothing"),
        (GOOD + b'<a href="#gone">', "i.html: leads to i.html#gone, where there is no such place"),
        (GOOD + b'<img src="https://e.org/x">', "i.html: leads to https://e.org/x"),
        (b"<title>A</title>", "i.html: has not one main heading"),
        (b"<h1>A</h1>", "i.html: has no title"),
    ],
)
def test_what_is_wrong_with_a_page_is_told(page: bytes, problem: str) -> None:
    (found,) = _problems({"i.html": page + END})

    assert found.startswith(problem)


def test_a_page_that_is_not_there_is_told() -> None:
    assert _problems({}, "a.html") == ("a.html: status 404 instead of 200",)


def test_a_page_that_breaks_off_is_told() -> None:
    assert _problems({"a.html": GOOD}) == ("a.html: breaks off",)
