"""What stands on a page, in other forms."""

import csv
import json
from io import StringIO

import pytest

from penstock.app.sheets.printing import Asked, LongSheetError
from penstock.app.sheets.sheet import Heading, Sheet, Table, Words
from penstock.web.sheets.forming import NoSuchPartError, formed

ASKED = Asked(company="Quantum Energy", address="http://here/a", person="sally")


def _sheet(*rows: tuple[str, ...]) -> Sheet:
    table = Table(
        title="Stages",
        columns=("Stage", "Cases"),
        rows=rows,
        addresses=("http://here/b",) * len(rows),
    )
    blocks = (Words(words="Two."), Heading(level=2, words="Stages"), table)
    return Sheet(title="Solar", identifier="NCV-03", meaning="", facts="", blocks=blocks)


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", " =1"])
def test_a_formula_in_a_page_is_none_in_its_csv(evil: str) -> None:
    answer = formed(_sheet((evil, "2")), "csv", {}, ASKED)

    (_, (cell, _)) = csv.reader(StringIO(bytes(answer.body).decode()))
    assert cell == f"'{evil}"


def test_json_has_parts_below_their_headings_and_where_rows_lead() -> None:
    told = json.loads(bytes(formed(_sheet(("1", "2")), "json", {}, ASKED).body))

    assert (told["identifier"], told["address"]) == ("NCV-03", "http://here/a")
    assert told["parts"][0]["words"] == ["Two."]
    (table,) = told["parts"][1]["tables"]
    assert table["rows"] == [{"Stage": "1", "Cases": "2", "link": "http://here/b"}]


def test_a_picture_that_is_not_there_is_told_of() -> None:
    with pytest.raises(NoSuchPartError, match="no picture 1: it has none"):
        formed(_sheet(), "svg", {}, ASKED)


def test_a_sheet_that_is_too_long_for_paper_is_refused() -> None:
    with pytest.raises(LongSheetError, match="60,002 cells"):
        formed(_sheet(*[("1", "2")] * 30_001), "pdf", {}, ASKED)
