"""The board of a stream, and the form that begins a case: what each side sees and may."""

import re
from datetime import timedelta

import pytest

from penstock.app.cases import By
from penstock.delivery import commands as do
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from tests.houses import ENGINEER, SELLER, Office, office
from tests.unit.web.live.test_work import hidden


def test_a_board_has_a_column_for_each_stage_and_the_cases_of_ones_own_side(house: Office) -> None:
    seller, engineer = (
        house.client(each).get("/board/NCV-03.json").json()["columns"]
        for each in (SELLER, ENGINEER)
    )

    stages = [stage.id for stage in house.cases.models.current("NCV-03").stages]
    assert [each["stage_id"] for each in seller] == stages
    assert [each["cases"] for each in seller] == [3, *(0 for _ in stages[1:])]
    assert not any(each["cases"] or each["cards"] for each in engineer)
    assert 'href="/board/NCV-03"' in house.client(SELLER).get("/board").text
    assert "NCV-03" not in house.client(ENGINEER).get("/board").text


def test_a_card_can_be_moved_to_where_its_case_may_go_and_nowhere_else() -> None:
    with office() as desk:
        client = desk.client(_worked(desk))
        ahead = client.get("/board/NCV-03").text
        assert "Nowhere yet. Stage NCV-03.1 starts when" in ahead
        assert 'href="/cases/SOL-1#pass">NCV-03.2: close NCV-03.1' in ahead
        assert ">Decide</a>" in client.get("/work").text

        form = hidden(client.get("/cases/SOL-1").text, "pass") | {"evidence": "Bills of a year"}
        assert client.post("/cases/SOL-1", data=form).headers["location"].endswith("done=pass")

        assert 'href="/cases/SOL-1?stage=NCV-03.1#reopen"' in client.get("/board/NCV-03").text
        back = client.get("/cases/SOL-1?stage=NCV-03.1").text
        assert '<details id="reopen" open>' in back
        assert '<option value="NCV-03.1" selected>' in back


def _worked(desk: Office) -> str:
    """Bring SOL-1 before the gate of its first stage, and return who answers for that."""
    model = desk.cases.models.current("NCV-03")
    stage, person = model.stages[0], "vera"
    since = desk.cases.now() - timedelta(days=9)
    begun = (Holding(person=person, role=stage.accountable, since=since),)
    desk.cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
    for each in model.entry_criteria:
        _act(desk, do.Attest(criterion=each, evidence=""))
    for item in (*stage.inputs, *stage.outputs):
        _act(desk, do.Record(item=item, sha256=desk.cases.blobs.put(item.encode())))
    _act(desk, do.Complete())
    return person


def _act(desk: Office, command: do.Command) -> None:
    desk.cases.act("SOL-1", command, By(actor=SELLER, key=repr(command)))


def test_a_form_that_begins_a_case_begins_one_however_often_it_is_sent() -> None:
    with office() as desk:
        client = desk.client(SELLER)
        page = client.get("/new-case?stream=NCV-03").text
        form = _key(page) | {"stream": "NCV-03", "customer": "Maria Rivera"}

        answers = [client.post("/new-case", data=form) for _ in range(2)]

        where = answers[0].headers["location"]
        assert answers[1].headers["location"] == where
        assert "Maria Rivera" in client.get(where).text
        assert len(client.get("/cases.json").json()["cases"]) == 4


@pytest.mark.parametrize(
    ("person", "stream", "status", "told"),
    [
        (ENGINEER, "NCV-03", 403, "opens no case of NCV-03, which is non-regulated"),
        (SELLER, "NCV-99", 404, "NCV-99"),
        (SELLER, "", 400, "Choose one"),
    ],
)
def test_a_case_that_cannot_be_begun_is_told_beside_what_was_typed(
    house: Office, person: str, stream: str, status: int, told: str
) -> None:
    client = house.client(person)
    page = client.get("/new-case").text

    answer = client.post("/new-case", data=_key(page) | {"stream": stream, "customer": "Maria"})

    assert answer.status_code == status
    assert told in answer.text
    assert 'value="Maria"' in answer.text


def _key(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
