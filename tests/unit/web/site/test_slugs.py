import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.web.site.slugs import slugs

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@pytest.mark.parametrize("plain", ["NCV-03.4", "10.2", "NONREG-DG-001", "KPI_7"])
def test_an_id_of_plain_letters_is_its_own_file_name(plain: str) -> None:
    assert slugs([plain]) == {plain: plain}


def test_spaces_and_signs_become_hyphens() -> None:
    assert slugs(["VP, Sales & Marketing - AES"]) == {
        "VP, Sales & Marketing - AES": "VP-Sales-Marketing-AES"
    }


def test_accents_are_dropped() -> None:
    assert slugs(["Zähler Übersicht"]) == {"Zähler Übersicht": "Zahler-Ubersicht"}


@pytest.mark.parametrize("name", ["index", "CON", "nul.txt", "a.html", "電気", "", "x" * 300])
def test_a_name_that_a_file_cannot_have_gets_a_mark(name: str) -> None:
    assert re.fullmatch(r"(.{1,80}-)?[0-9a-f]{8}", slugs([name])[name])


def test_the_one_whose_own_name_it_is_keeps_it() -> None:
    names = slugs(["Meter data", "Meter-data", "Meter/data"])

    assert names["Meter-data"] == "Meter-data"
    assert names["Meter data"].startswith("Meter-data-")
    assert len(set(names.values())) == 3


def test_names_that_differ_in_case_alone_get_different_files_on_every_disk() -> None:
    names = slugs(["Design", "design"])

    assert len({name.casefold() for name in names.values()}) == 2


def test_no_name_leads_out_of_its_folder() -> None:
    assert slugs(["../../etc/passwd"]) == {"../../etc/passwd": "etc-passwd"}


@given(st.sets(st.text(max_size=100)))
def test_every_name_is_safe_and_unique(ids: set[str]) -> None:
    names = list(slugs(ids).values())

    assert all(SAFE.fullmatch(name) for name in names)
    assert len({name.casefold() for name in names}) == len(ids)


@given(st.sets(st.text(max_size=20)), st.text(max_size=20))
def test_a_new_element_moves_only_pages_whose_name_it_shares(ids: set[str], new: str) -> None:
    before, after = slugs(ids), slugs({*ids, new})
    moved = [id_ for id_ in ids if before[id_] != after[id_]]

    assert all(after[id_].casefold().startswith(before[id_].casefold()) for id_ in moved)
