"""What pages and the API ask of the log can be asked of another process, and so can the answers."""

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from penstock.app.measuring.answering import Answering
from penstock.measurement.flow.workload import Workload
from penstock.measurement.ports import Log
from penstock.web.live.showing.insights.views import VIEWS
from tests.houses import SELLER, Office

OF_PAGES = (
    "/insights.json",
    "/insights/NCV-03",
    "/insights/NCV-03/cases?group=NCV-03.1",
    "/cases/SOL-1/timeline",
    "/value-streams/NCV-03?colour=pace",
    *(f"/insights/NCV-03/{each.key}" for each in VIEWS),
    *(f"/insights/NCV-03/{each.key}.json" for each in VIEWS),
)


@pytest.fixture
def handed_on(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Have each question and its answer handed on as another process would get them."""
    seen: list[object] = []
    ask = Answering.ask

    def anew(
        answering: Answering, question: object, answer: Callable[[Log], Any], **more: Any
    ) -> Any:
        handed = pickle.loads(pickle.dumps((question, answer)))
        found = pickle.loads(pickle.dumps(ask(answering, *handed, **more)))
        seen.append(found)
        return found

    monkeypatch.setattr(Answering, "ask", anew)
    return seen


@pytest.mark.parametrize("address", OF_PAGES)
def test_a_page_is_made_of_what_another_process_finds(
    house: Office, handed_on: list[object], address: str
) -> None:
    answer = house.client(SELLER).get(address)

    assert answer.status_code == 200, answer.text
    assert handed_on


def test_what_may_come_of_a_stream_is_played_on_from_what_another_process_finds(
    house: Office, handed_on: list[object]
) -> None:
    house.client(SELLER).get("/insights/NCV-03/simulate")

    assert any(isinstance(each, tuple) and isinstance(each[0], Workload) for each in handed_on)
