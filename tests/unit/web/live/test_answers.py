import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.web.live.answers import attachment, csv_answer, json_answer, own, to


@given(st.text())
def test_no_word_in_a_csv_file_is_taken_for_a_formula(word: str) -> None:
    body = bytes(csv_answer("x", ["word"], [[word]]).body).decode()

    (cell,) = list(csv.reader(StringIO(body, newline="")))[1] or [""]
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell in {word, f"'{word}"}


def test_numbers_below_zero_stay_numbers_in_a_csv_file() -> None:
    body = bytes(csv_answer("x", ["kwh"], [[-1.5], [Decimal("-2.0")], [None]]).body)

    assert body == b'kwh\r\n-1.5\r\n-2.0\r\n""\r\n'


@given(st.text())
def test_a_way_leads_to_a_path_of_ours_or_home(path: str) -> None:
    found = own(path)

    assert found[0] == "/"
    assert found[1:2] not in {"/", "\\"}
    assert found in {path, "/"}


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", ""]
)
def test_no_way_leads_to_another_site(path: str) -> None:
    assert to(path).headers["location"] == "/"


@given(st.text())
def test_a_name_of_a_file_stays_within_its_header(name: str) -> None:
    header = attachment(name)

    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


@dataclass(frozen=True)
class _Said:
    at: datetime
    price: Decimal
    who: frozenset[str]


def test_values_are_told_in_json_as_programs_read_them() -> None:
    said = _Said(datetime(2026, 11, 20, 12, tzinfo=UTC), Decimal("1.10"), frozenset("ba"))

    body = bytes(json_answer(said).body).decode()

    assert '"at": "2026-11-20T12:00:00+00:00"' in body
    assert '"price": "1.10"' in body
    assert body.index('"a"') < body.index('"b"')
