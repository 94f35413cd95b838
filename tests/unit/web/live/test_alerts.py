"""Alerts on pages: who sees them, claims them and closes them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
from httpx import Response

from penstock.kernel.sides import Side
from penstock.measurement.alerts.alert import Alert, Cause, State
from tests.houses import COOKIE, ENGINEER, ROLES, SELLER, SERVICE, Office, office

SENTENCE = "NCV-03.1 Lead-to-proposal ratio was 12 % in September 2026: the target is >= 35."
ALERT = Alert(
    number=1,
    cause=Cause.MISSED,
    stream_id="NCV-03",
    stage_id="NCV-03.1",
    metric="Lead-to-proposal ratio",
    side=Side.NON_REGULATED,
    month="2026-09",
    since="2026-09",
    value="12",
    more_is_worse=False,
    sentence=SENTENCE,
    role=ROLES[SELLER],
    owner_rule="the metric's record names it",
    raised_at=datetime(2026, 10, 1, tzinfo=UTC),
)


@pytest.fixture
def alerted() -> Iterator[Office]:
    """Yield an office with an alert for the seller."""
    with office() as found:
        found.cases.store.records.keep(ALERT)
        yield found


def _send(office: Office, person: str, **form: str) -> Response:
    client, signed_in = office.client(), office.signed_in(person)
    client.cookies.set(COOKIE, signed_in.session_id)
    answer: Response = client.post("/alerts/ALERT-1", data=form | {"csrf": signed_in.visitor.csrf})
    return answer


def test_an_alert_stands_on_the_pages_of_its_side_alone(alerted: Office) -> None:
    people = (SELLER, ENGINEER, SERVICE)
    seen = {
        person: SENTENCE in unescape(alerted.client(person).get("/alerts").text)
        for person in people
    }
    shown = {person: alerted.client(person).get("/alerts/ALERT-1").status_code for person in people}

    assert seen == {SELLER: True, ENGINEER: False, SERVICE: True}
    assert shown == {SELLER: 200, ENGINEER: 404, SERVICE: 200}


def test_an_alert_of_the_other_side_is_told_in_the_words_of_one_that_never_was(
    alerted: Office,
) -> None:
    client = alerted.client(ENGINEER)

    other, never = client.get("/alerts/ALERT-1"), client.get("/alerts/ALERT-9")

    assert other.text.replace("ALERT-1", "ALERT-9") == never.text


def test_an_alert_stands_with_the_key_metrics_of_its_stream(alerted: Office) -> None:
    assert SENTENCE in unescape(alerted.client(SELLER).get("/insights/NCV-03").text)
    assert "1 alert</span>" in alerted.client(SELLER).get("/insights").text


def test_an_alert_of_ones_roles_stands_on_the_overview(alerted: Office) -> None:
    assert SENTENCE in unescape(alerted.client(SELLER).get("/").text)
    assert SENTENCE not in unescape(alerted.client(SERVICE).get("/").text)


def test_who_has_the_role_claims_an_alert(alerted: Office) -> None:
    answer = _send(alerted, SELLER, do="claim")

    assert answer.headers["location"] == "/alerts/ALERT-1"
    assert alerted.cases.store.records.latest(Alert)[0].claimed_by == SELLER


def test_who_has_another_role_is_told_whose_it_is(alerted: Office) -> None:
    answer = _send(alerted, SERVICE, do="claim")

    assert answer.status_code == 422
    assert ROLES[SELLER] in unescape(answer.text)
    assert alerted.cases.store.records.latest(Alert)[0].state is State.OPEN


def test_an_alert_is_closed_with_what_was_found_and_why(alerted: Office) -> None:
    _send(alerted, SELLER, do="close", found="A form asked too much.", reason="It is shorter now.")

    text = unescape(alerted.client(SELLER).get("/alerts/ALERT-1").text)
    assert "Found: A form asked too much." in text
    assert SENTENCE not in unescape(alerted.client(SELLER).get("/alerts").text)
    assert SENTENCE in unescape(alerted.client(SELLER).get("/alerts?past=yes").text)


def test_what_was_typed_stays_where_a_reason_is_missing(alerted: Office) -> None:
    answer = _send(alerted, SELLER, do="close", found="A form <asked> too much.", reason=" ")

    assert answer.status_code == 422
    assert "A form &lt;asked&gt; too much.</textarea>" in answer.text
    assert alerted.cases.store.records.latest(Alert)[0].state is State.OPEN
