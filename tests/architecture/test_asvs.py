"""The table of the verification standard names tests that are there, and a verdict in each row."""

import re
from collections import Counter
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "asvs.md"
OWN = "tests/unit/app/signing_in/"
ROWS = re.findall(r"^\| (\d[^|]*) \| ([^|]*) \| ([^|]*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
VERDICTS = {"yes", "partly", "no", "—"}
CHAPTERS = 17


def _tests(how: str) -> list[str]:
    named = re.findall(r"`([\w/]+\.py)`", how)
    return [each if each.startswith("tests/") else f"{OWN}{each}" for each in named]


def _guides(how: str) -> list[str]:
    return re.findall(r"\]\(([^)#]+)", how)


@pytest.mark.parametrize("row", ROWS, ids=[row[0].split()[0] for row in ROWS])
def test_a_row_has_a_verdict_and_what_shows_it(row: tuple[str, str, str], checkout: Path) -> None:
    _, verdict, how = row

    found = [(checkout / each).is_file() for each in _tests(how)]
    found += [(PAGE.parent / each).is_file() for each in _guides(how)]

    assert verdict in VERDICTS
    assert all(found), how
    assert how.strip()


def test_what_is_said_to_be_done_is_mostly_shown_by_a_test() -> None:
    done = [how for _, verdict, how in ROWS if verdict == "yes"]

    shown = [how for how in done if _tests(how)]

    assert len(shown) / len(done) > 0.8


def test_no_line_of_a_table_goes_without_being_looked_at() -> None:
    lines = [each for each in PAGE.read_text("utf-8").splitlines() if re.match(r"\|\s*\d", each)]

    assert len(lines) == len(ROWS)


def test_every_chapter_is_there_and_no_requirement_twice() -> None:
    numbers = [found for row in ROWS for found in re.findall(r"\b\d+\.\d+\.\d+\b", row[0])]

    chapters = {int(row[0].split(".")[0]) for row in ROWS}
    assert chapters == set(range(1, CHAPTERS + 1))
    assert not [each for each, often in Counter(numbers).items() if often > 1]
