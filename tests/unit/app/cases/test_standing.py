"""Standings as one line of JSON: the same bytes as JSON's own encoder writes."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.cases.due import Told
from penstock.app.cases.standing import Next, Standing, tells_an_end

TEXT = st.text(max_size=8)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
STANDINGS = st.builds(
    Standing,
    **dict.fromkeys(("case_id", "stream_id", "stream", "product", "customer"), TEXT),
    **dict.fromkeys(("reason", "stage_id", "stage", "phase", "assignee", "because"), TEXT),
    status=st.sampled_from(["open", "held", "closed", "cancelled"]),
    roles=TEXTS,
    possible=TEXTS,
    next=st.lists(st.builds(Next, sentence=TEXT, who=TEXT), max_size=2).map(tuple),
    deadlines=st.lists(
        st.builds(Told, of=TEXT, promise=TEXT, due=TEXT, overdue=st.booleans(), sentence=TEXT),
        max_size=2,
    ).map(tuple),
)


@given(STANDINGS)
def test_a_standing_is_written_as_json_writes_its_members(standing: Standing) -> None:
    written = standing.to_json()

    assert written == json.dumps(asdict(standing), ensure_ascii=False)
    assert Standing.from_json(written) == standing


@given(STANDINGS)
def test_a_line_tells_an_end_when_its_status_is_one(standing: Standing) -> None:
    has_ended = standing.status in {"closed", "cancelled"}

    assert tells_an_end(standing.to_json()) == has_ended


@pytest.mark.parametrize("said", ['"status": "closed"', '", "status": "closed", "'])
def test_what_people_write_tells_no_end(said: str) -> None:
    told = json.dumps({"customer": said, "status": "open"})

    assert not tells_an_end(told)
