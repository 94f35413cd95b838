"""What information items of a play say."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from penstock.simulation.chances import dice
from penstock.simulation.contents import Facts, filled, plain
from penstock.simulation.plans import Change, How, Template

MADE = datetime(2026, 5, 4, 18, tzinfo=UTC)
FACTS = Facts(
    case_id="C-1",
    customer="Synthetic customer 1",
    zone="America/Los_Angeles",
    entered=datetime(2025, 6, 2, 16, tzinfo=UTC),
    at=datetime(2025, 7, 1, 21, 15, tzinfo=UTC),
    versions={"Inspection": 2},
)


def _filled(said: dict[str, Any], *changes: Change) -> Any:
    template = Template(content=json.dumps(said).encode(), made_at=MADE, changes=changes)
    return json.loads(filled(template, FACTS, dice(1)))


def test_the_moment_of_the_template_becomes_that_of_the_step() -> None:
    assert _filled({"signed_at": "2026-05-04T18:00:00Z"}) == {"signed_at": "2025-07-01T21:15:00Z"}


def test_other_days_and_moments_move_by_as_many_days() -> None:
    said = {"expires_on": "2026-06-03", "until": "2026-05-08T00:00:00-04:00", "year": "2026"}

    assert _filled(said) == {
        "expires_on": "2025-07-31",
        "until": "2025-07-05T00:00:00-04:00",
        "year": "2026",
    }


def test_names_are_those_of_the_case() -> None:
    said = {"number": "@case@-C", "signed": [{"by": "@customer@"}]}

    assert _filled(said) == {"number": "C-1-C", "signed": [{"by": "Synthetic customer 1"}]}


def test_each_element_of_a_list_gets_the_day_on_which_the_case_came() -> None:
    change = Change(path="applications[].submitted_on", how=How.ENTERED_DAY)
    said = {"applications": [{"submitted_on": "2026-05-04"}, {"submitted_on": "2026-05-05"}]}

    assert _filled(said, change) == {"applications": [{"submitted_on": "2025-06-02"}] * 2}


def test_a_number_stays_a_number_and_a_text_a_text() -> None:
    score = Change(path="score", how=How.NORMAL, mean=95, spread=3, low=90, high=100)
    changes = (score, replace(score, path="percent", digits=1))
    found = _filled({"score": 9, "percent": "97.1"}, *changes)

    assert isinstance(found["score"], int)
    assert 90 <= float(found["percent"]) <= 100
    assert isinstance(found["percent"], str)


def test_what_lies_off_another_number_says_by_how_much() -> None:
    change = Change(path="lines[].ours", how=How.OFF, beside="theirs", difference="off", spread=0.1)
    lines = [{"ours": 1, "theirs": 10_000, "off": 0}, {"ours": 5, "theirs": None, "off": None}]
    one, unknown = _filled({"lines": lines}, change)["lines"]

    assert one["ours"] - one["theirs"] == one["off"] != 0
    assert unknown == {"ours": 5, "theirs": None, "off": None}


def test_versions_are_counted() -> None:
    change = Change(path="attempt", how=How.VERSIONS, beside="Inspection")

    assert _filled({"attempt": 1}, change) == {"attempt": 2}


def test_a_value_that_comes_by_chance_is_one_of_two() -> None:
    change = Change(path="outcome", how=How.CHANCE, mean=1.0, yes="approved", no="declined")

    assert _filled({"outcome": ""}, change) == {"outcome": "approved"}


def test_a_file_is_taken_as_it_is() -> None:
    template = Template(content=b"2026-05-04,@case@")

    assert filled(template, FACTS, dice(1)) == b"2026-05-04,@case@"


def test_an_item_without_a_template_says_that_it_is_synthetic() -> None:
    assert json.loads(plain("Offer")) == {"item": "Offer", "synthetic": True}


def test_items_of_a_case_agree_where_they_shall() -> None:
    change = Change(path="version", how=How.CHANCE, mean=0.5, yes="2", no="1", alike="design")
    template = Template(content=b'{"version": 1}', made_at=MADE, changes=(change,))
    cases = [replace(FACTS, case_id=f"C-{number}") for number in range(20)]
    one, other = ([filled(template, each, dice(seed)) for each in cases] for seed in (1, 2))

    assert one == other
    assert set(one) == {b'{"version":1}', b'{"version":2}'}


def test_what_is_recorded_instead_is_so_for_all_items_of_a_case() -> None:
    days = Template(content=b"sound", other=b"outage", other_chance=0.5)
    system = Template(content=b"on", other=b"on again", other_chance=0.5)
    cases = [replace(FACTS, case_id=f"C-{number}") for number in range(20)]
    found = {(filled(days, each, dice(1)), filled(system, each, dice(2))) for each in cases}

    assert found == {(b"sound", b"on"), (b"outage", b"on again")}
