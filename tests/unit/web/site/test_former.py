"""A published site leads on from addresses with former ids."""

import re

import pytest

from penstock.web.inspection import inspect
from penstock.web.live.building import served_shell
from penstock.web.site import Site
from tests.small_company import TEXTS
from tests.small_site import edition_of_texts

ROWS = ("| 77.7 | 1.1 |", "| OLD-9 | NCV-03 |", "| OLD-9.4 | NCV-03.1 |", "| 2.1 | 1.1 |")
TABLE = "\n".join(("# Former ids", "", "| Former ID | Present ID |", "| --- | --- |", *ROWS))
EDITION = edition_of_texts({**TEXTS, "former-ids.md": f"{TABLE}\n"})
SITE = Site(EDITION)


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("capabilities/77.7.html", "../capabilities/1.1.html"),
        ("value-streams/OLD-9.html", "../value-streams/NCV-03.html"),
        (
            "value-streams/OLD-9/stages/OLD-9.4.html",
            "../../../value-streams/NCV-03/stages/NCV-03.1.html",
        ),
        (
            "value-streams/NCV-03/stages/OLD-9.4.html",
            "../../../value-streams/NCV-03/stages/NCV-03.1.html",
        ),
        (
            "value-streams/OLD-9/stages/NCV-03.2.html",
            "../../../value-streams/NCV-03/stages/NCV-03.2.html",
        ),
    ],
)
def test_a_page_at_a_former_address_leads_to_the_present_one(former: str, present: str) -> None:
    text = SITE[former].decode()

    assert f'<meta http-equiv="refresh" content="0; url={present}">' in text
    assert f'<a href="{present}">' in text


def test_an_id_that_is_used_again_is_no_former_one() -> None:
    assert b'http-equiv="refresh"' not in SITE["capabilities/2.1.html"]


def test_every_link_of_these_pages_leads_somewhere() -> None:
    assert inspect(lambda path: (200, SITE[path]), SITE).problems == ()


def test_a_search_finds_nothing_by_its_former_address() -> None:
    index = SITE["assets/search-index.js"].decode()

    assert not re.search(r"OLD-9|77\.7", index)


def test_a_server_has_none_of_these_pages() -> None:
    served = Site(EDITION, served_shell())

    assert {path for path in served if "OLD-9" in path or "77.7" in path} == set()
