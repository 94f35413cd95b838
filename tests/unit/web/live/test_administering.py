"""People and how they sign in, as pages: who may look, what a form does, and what it never does."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from httpx import Response
from starlette.testclient import TestClient

from penstock.app.guarding.asker import Asker
from penstock.governance.accountability.changing import Change, RegisterError
from penstock.governance.accountability.register import Delegation, Holding
from penstock.governance.identity.accounts import Account, AccountError
from penstock.governance.identity.tokens import Scope
from penstock.web.live.visitors import signing_in_to
from tests.houses import COOKIE, ENGINEER, PERSONNEL, ROLES, SELLER, SERVICE, Office, office

OTHER, AUDITOR = "hugo", "ida"
NEW = "nora of 12/a"
PATHS = ("/admin", "/admin/roles", "/admin/access", f"/admin/person?name={SELLER}")


@pytest.fixture
def town() -> Iterator[Office]:
    """Yield an office with an auditor, and with two people who enter people."""
    with office() as found:
        since = found.cases.now() - timedelta(days=9)
        roles = {OTHER: ROLES[PERSONNEL], AUDITOR: "Internal Auditor"}
        begun = tuple(Holding(person=who, role=role, since=since) for who, role in roles.items())
        found.cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
        yield found


def _client(house: Office, person: str = PERSONNEL) -> TestClient:
    """Return the browser of somebody who has signed in a moment ago, and is nobody's play."""
    ways = signing_in_to(house.kept)
    if ways.identities.held(Account, person) is None:
        now = house.cases.now()
        ways.identities.keep(Account(person=person, made_by="HR", made_at=now, signed_in_at=now))
    client = house.client()
    client.cookies.set(COOKIE, ways.doorkeeper.let_in(person, by="password").session_id)
    return client


def _send(client: TestClient, path: str, **fields: str) -> Response:
    (csrf,) = set(re.findall(r'name="csrf" value="([^"]+)"', client.get("/me").text))
    found: Response = client.post(path, data={"csrf": csrf, **fields})
    return found


def _roles(house: Office, person: str) -> frozenset[str]:
    return house.cases.store.people.register().roles(person, at=house.cases.now())


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("person", [ENGINEER, SELLER, SERVICE])
def test_pages_about_people_are_for_those_who_enter_them(
    house: Office, path: str, person: str
) -> None:
    client = house.client(person)

    answer = client.get(path)

    assert (answer.status_code, "act-not-personnel" in answer.text) == (403, True)
    assert 'href="/admin"' not in client.get("/boundary").text


@pytest.mark.parametrize("path", ["/admin", "/admin/person?name=sally"])
def test_a_form_that_somebody_else_sends_changes_nothing(house: Office, path: str) -> None:
    client = house.client(SERVICE)

    answer = _send(
        client, path, do="appoint", person=NEW, role=ROLES[PERSONNEL], reason="I want it"
    )

    assert answer.status_code == 403
    assert _roles(house, NEW) == frozenset()
    assert _roles(house, SELLER) == {ROLES[SELLER]}


def test_everybody_is_listed_with_roles_account_and_access(town: Office) -> None:
    client = _client(town)
    client.get("/admin")

    rows = {each["person"]: each for each in client.get("/admin.json").json()["people"]}
    lines = client.get("/admin.csv").text.splitlines()

    assert (
        sorted(rows)
        == sorted([*ROLES, OTHER, AUDITOR])
        == [line.split(",")[0] for line in lines[1:]]
    )
    assert (rows[PERSONNEL]["account"], rows[PERSONNEL]["sessions"]) == ("open", 1)
    assert (rows[SELLER]["side"], rows[SELLER]["account"]) == ("non-regulated", "none")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("q=sales", [SELLER]), ("q=HR+business", [PERSONNEL, OTHER]), ("account=open", [PERSONNEL])],
)
def test_a_list_is_narrowed_by_name_role_and_account(
    town: Office, asked: str, found: list[str]
) -> None:
    people = _client(town).get(f"/admin.json?{asked}").json()["people"]

    assert [each["person"] for each in people] == found


def test_somebody_new_is_entered_and_invited_and_the_address_is_told_once(town: Office) -> None:
    client = _client(town)

    entered = _send(client, "/admin", person=NEW, role=ROLES[SERVICE], reason="joined")
    page = _send(client, entered.headers["location"].partition("&")[0], do="invite")

    (path,) = re.findall(r"http://[^/]+(/sign-in/invitation/[^<]+)<", page.text)
    assert town.client().get(path).status_code == 200
    assert path not in client.get(entered.headers["location"]).text
    assert _roles(town, NEW) == {ROLES[SERVICE]}


def test_who_signed_in_a_while_ago_or_is_played_invites_nobody(town: Office) -> None:
    answer = _send(town.client(PERSONNEL), f"/admin/person?name={SELLER}", do="invite")

    assert (answer.status_code, "everybody is played" in answer.text) == (422, True)
    assert signing_in_to(town.kept).identities.held(Account, SELLER) is None


def test_a_role_is_given_moved_and_ended_with_a_reason(town: Office) -> None:
    client, path = _client(town), f"/admin/person?name={SELLER}"
    coordinator = "Project Coordinator - AES"

    _send(client, path, do="appoint", role=coordinator, reason="helps out")
    both = _roles(town, SELLER)
    _send(client, path, do="end", role=coordinator, reason="enough hands")
    _send(client, path, do="move", role=ROLES[SERVICE], reason="applied")
    moved = _roles(town, SELLER)
    nothing = _send(client, path, do="end", role="all", reason=" ")

    assert both == {ROLES[SELLER], coordinator}
    assert moved == {ROLES[SERVICE]}
    assert (nothing.status_code, "Why is missing." in nothing.text) == (422, True)


def test_somebody_of_one_side_gets_no_role_of_the_other_beside(town: Office) -> None:
    answer = _send(
        _client(town),
        f"/admin/person?name={SELLER}",
        do="appoint",
        role=ROLES[ENGINEER],
        reason="helps out",
    )

    assert (answer.status_code, "Nobody belongs to both sides" in answer.text) == (422, True)


@pytest.mark.parametrize("do", ["appoint", "move", "end", "close", "reset"])
def test_nobody_changes_what_they_are_themselves(town: Office, do: str) -> None:
    client = _client(town)
    path = f"/admin/person?name={PERSONNEL}"

    answer = _send(client, path, do=do, role=ROLES[PERSONNEL], reason="why not")

    assert (answer.status_code, "act-own-roles" in answer.text) == (422, True)
    assert "Give a role" not in client.get(path).text


def test_a_session_of_somebody_is_ended_at_once_and_it_is_on_record(town: Office) -> None:
    client, theirs = _client(town), _client(town, SELLER)
    (session,) = signing_in_to(town.kept).sessions.of_person(SELLER)
    path = f"/admin/person?name={SELLER}"

    ended = _send(client, path, do="end-access", access=session.id, reason="lost laptop")
    again = _send(client, path, do="end-access", access=session.id, reason="lost laptop")

    assert (ended.status_code, again.status_code) == (303, 422)
    assert theirs.get("/me").headers["location"].startswith("/sign-in")
    log = town.client(AUDITOR).get("/audit.json").json()["entries"]
    told = [each for each in log if each["object"] == session.id]
    assert [(each["actor"], each["detail"]) for each in told] == [
        (PERSONNEL, "of sally: lost laptop")
    ]


def test_a_token_of_somebody_is_ended_at_once(town: Office) -> None:
    ways = signing_in_to(town.kept)
    made = ways.tokens.make(SELLER, name="x", scope=Scope.READ, lasts=timedelta(days=9))
    client, path = _client(town), f"/admin/person?name={SELLER}"

    listed = client.get("/admin/access.json").json()["access"]
    _send(client, path, do="end-access", access=made.token.id, reason="leaked")

    assert made.token.id in {each["id"] for each in listed}
    assert made.text not in client.get("/admin/access").text
    assert ways.doorkeeper.bearer(made.text) is None


def test_an_account_is_closed_unless_it_is_the_last_that_lets_others_in(town: Office) -> None:
    client, _ = _client(town), _client(town, SELLER)

    closed = _send(client, f"/admin/person?name={SELLER}", do="close", reason="left")

    assert closed.status_code == 303
    assert "closed" in client.get(f"/admin/person?name={SELLER}").text
    other = signing_in_to(town.kept).accounts(OTHER)
    with pytest.raises(AccountError, match="the last who signs in"):
        other.end(PERSONNEL, by=OTHER, reason="left")


def test_a_stand_in_does_not_end_the_last_who_enters_people(town: Office) -> None:
    now = town.cases.now()
    left = Holding(person=OTHER, role=ROLES[PERSONNEL], since=now - timedelta(days=9), until=now)
    stands_in = Delegation(
        role=ROLES[PERSONNEL],
        giver=PERSONNEL,
        taker=SERVICE,
        start=now,
        end=now + timedelta(days=9),
        reason="leave",
    )
    held = next(
        each for each in town.cases.store.people.register().holdings if each.person == OTHER
    )
    ended = Holding(person=left.person, role=left.role, since=held.since, until=now)
    town.cases.store.people.change(
        Change(ended=(ended,), given=(stands_in,)), by="HR", reason="left"
    )
    roster = town.kept.cases_for(Asker(person=SERVICE)).roster

    with pytest.raises(RegisterError, match="hera would be the last who enters people"):
        roster.end(PERSONNEL, "", by=SERVICE, reason="a coup")

    assert _roles(town, PERSONNEL) == {ROLES[PERSONNEL]}


def test_roles_that_nobody_has_are_told_with_what_they_block(town: Office) -> None:
    roles = _client(town).get("/admin/roles.json").json()["roles"]

    known = {each["role"]: each for each in roles}
    assert known[ROLES[SELLER]]["people"] == [SELLER]
    assert roles[0]["blocks"]
    assert not roles[0]["people"]


def test_whoever_has_a_role_lets_somebody_stand_in_and_ends_it_again(town: Office) -> None:
    client = town.client(SERVICE)
    role = ROLES[SERVICE]
    fields = {"held": f"{SERVICE}: {role}", "taker": PERSONNEL, "end": "2999-01-01T00:00"}

    given = _send(client, "/stand-ins", do="delegate", reason="leave", **fields)
    stood_in = _roles(town, PERSONNEL)
    (which,) = re.findall(r'<option value="([^"]+; [^"]+)"', client.get("/stand-ins").text)
    ended = _send(client, "/stand-ins", do="recall", which=which, reason="back")

    assert given.headers["location"] == "/stand-ins?done=delegate"
    assert role in stood_in
    assert ended.headers["location"] == "/stand-ins?done=recall"
    assert _roles(town, PERSONNEL) == {ROLES[PERSONNEL]}


def test_a_role_of_somebody_else_is_not_theirs_to_hand_on(town: Office) -> None:
    client = town.client(SERVICE)
    fields = {"held": f"{PERSONNEL}: {ROLES[PERSONNEL]}", "taker": SERVICE, "end": "2999-01-01"}

    answer = _send(client, "/stand-ins", do="delegate", reason="I want it", **fields)

    assert (answer.status_code, "act-not-theirs-to-hand-on" in answer.text) == (422, True)
    assert f"{PERSONNEL}: " not in client.get("/stand-ins").text


def test_moments_are_typed_by_the_clock_where_the_company_is(town: Office) -> None:
    client = town.client(SERVICE)
    held = {"held": f"{SERVICE}: {ROLES[SERVICE]}", "taker": PERSONNEL, "reason": "leave"}

    never = _send(client, "/stand-ins", do="delegate", end="2999-03-10T02:30", **held)
    given = _send(client, "/stand-ins", do="delegate", end="2999-07-01T09:00", **held)

    told = client.get("/stand-ins.json").json()["stand_ins"]
    assert "Until, America/Los_Angeles time" in client.get("/stand-ins").text
    assert "2999-03-10 02:30 never comes in America/Los_Angeles" in never.text
    assert given.headers["location"] == "/stand-ins?done=delegate"
    assert [each["end"] for each in told] == ["2999-07-01T16:00:00+00:00"]
