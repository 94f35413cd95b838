"""Acts of the operating model are asked of the boundary: who may, who may not, how it begins."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.journeys.solar import done
from tests.journeys.staff import FOUND

Run = Callable[..., Result]
DENIED = 4
PEOPLE = (
    "person,role\n"
    "Cid,Chief Information Officer (CIO)\n"
    "Gen,General Counsel\n"
    "Ida,Internal Auditor\n"
    "Gus,Interconnection Engineer\n"
    "Cleo,Customer Service Representative\n"
    "Sal,Sales Consultant - AES\n"
)
LEAK = ("--what", "usage of a year", "--to", "Sales", "--found-by", "Sal")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `penstock` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    return lambda *words: runner.invoke(penstock, list(words))


@pytest.fixture
def run(empty: Run) -> Run:
    """Return the same, with people in the register."""
    done(empty(*FOUND))
    Path("people.csv").write_text(PEOPLE, encoding="utf-8")
    done(empty("people", "import", "people.csv", "--reason", "joined", "--as", "HR"))
    return empty


def _denied(result: Result, rule: str) -> None:
    assert (result.exit_code, f"({rule})" in result.stderr) == (DENIED, True), result.output


def _appoint(run: Run, person: str, role: str, *, by: str) -> Result:
    return run("people", "appoint", person, role, "--reason", "joined", "--as", by)


def _seat(run: Run, person: str, *, by: str) -> Result:
    words = ("people", "seat", person, "HR Business Partner", "--reason", "HR left")
    return run(*words, "--as", by)


def test_o6_nobody_is_entered_before_the_register_was_founded(empty: Run) -> None:
    denied = _appoint(empty, "Sal", "Sales Consultant - AES", by="HR")

    _denied(denied, "act-of-a-stranger")
    assert "penstock people found" in denied.stderr
    assert "Nobody is entered yet" in done(empty("people", "list"))


def test_o6_the_first_person_enters_people_and_does_nothing_else(empty: Run) -> None:
    words = ("people", "found", "HR", "Internal Auditor", "--reason", "begins", "--as", "Bea")

    refused = empty(*words)

    assert refused.exit_code == 1
    assert "Roles that do: Chief Human Resources Officer (CHRO), HR" in refused.stderr


@pytest.mark.parametrize("person", ["HR", "Sal", "Bea"])
def test_o6_the_register_is_founded_once(run: Run, person: str) -> None:
    again = ("people", "found", "Bad", "HR Business Partner", "--reason", "again")

    _denied(run(*again, "--as", person), "act-founded-before")


def test_o6_the_founding_is_on_record_with_who_did_it(run: Run) -> None:
    told = done(run("audit", "who", "HR", "--as", "Ida"))

    assert "Bea" in told
    assert "founding" in told
    assert "begins" in told


@pytest.mark.parametrize(
    "words",
    [
        ("people", "appoint", "Zoe", "Meter Technician"),
        ("people", "move", "Gus", "Meter Technician"),
        ("people", "end", "Gus"),
        ("people", "import", "people.csv"),
    ],
)
def test_o6_only_personnel_enters_people(run: Run, words: tuple[str, ...]) -> None:
    Path("people.csv").write_text("person,role\nZoe,Meter Technician\n", encoding="utf-8")
    before = done(run("people", "list", "--as", "HR", "--all"))

    _denied(run(*words, "--reason", "because", "--as", "Cid"), "act-not-personnel")

    assert done(run("people", "list", "--as", "HR", "--all")) == before


def test_o6_nobody_enters_their_own_roles(run: Run) -> None:
    _denied(_appoint(run, "HR", "Internal Auditor", by="HR"), "act-own-roles")
    _denied(run("people", "end", "HR", "--reason", "left", "--as", "HR"), "act-own-roles")


def test_o6_a_role_is_handed_on_by_whoever_has_it(run: Run) -> None:
    words = ("people", "delegate", "Internal Auditor", "--from", "Ida", "--to", "Gen")
    until = ("--until", "2999-01-01", "--reason", "leave")

    _denied(run(*words, *until, "--as", "Sal"), "act-not-theirs-to-hand-on")

    assert "Gen acts as Internal Auditor for Ida" in done(run(*words, *until, "--as", "Ida"))


def test_o6_a_denied_act_is_on_record_and_so_is_one_that_was_done(run: Run) -> None:
    _appoint(run, "Zoe", "Meter Technician", by="Sal")
    _appoint(run, "Zoe", "Meter Technician", by="HR")

    told = done(run("audit", "who", "Zoe", "--as", "Ida"))

    assert "denied" in told
    assert "by act-not-personnel" in told
    assert "by act\n" in told


def test_council_two_members_seat_somebody_where_those_who_enter_people_have_left(
    run: Run,
) -> None:
    assert "1 of 2 have agreed" in done(_seat(run, "Zoe", by="Gen"))
    assert "Zoe" not in done(run("people", "list", "--as", "HR"))
    assert "Gen has agreed to SEAT-1 already" in _seat(run, "Zoe", by="Gen").stderr

    told = done(_seat(run, "Zoe", by="Cid"))

    assert "2 of 2 have agreed: Gen (General Counsel) and Cid (Chief Info" in told
    assert "Zoe has the role HR Business Partner." in told
    done(run("people", "end", "HR", "--reason", "left", "--as", "Zoe"))
    assert "open seat" in done(run("audit", "who", "Zoe", "--as", "Ida"))


def test_council_nobody_seats_themselves_and_nobody_else_than_members_seat(run: Run) -> None:
    _denied(_seat(run, "Gen", by="Gen"), "act-own-roles")
    refused = _seat(run, "Zoe", by="Gus")

    assert (refused.exit_code, "Gus has no seat in the" in refused.stderr) == (1, True)


def test_o5_whoever_works_here_opens_an_incident_and_strangers_do_not(run: Run) -> None:
    _denied(run("incident", "open", *LEAK, "--as", "Zoe"), "act-of-a-stranger")

    assert done(run("incident", "list", "--as", "HR")) == "There is no incident.\n"
    assert "INC-1: usage of a year" in done(run("incident", "open", *LEAK, "--as", "Sal"))


def test_o5_compliance_closes_an_incident_once_all_of_it_is_posted(run: Run) -> None:
    done(run("incident", "open", *LEAK, "--as", "Sal"))
    close = ("incident", "close", "INC-1", "--outcome", "Sales was told")
    _denied(run(*close, "--as", "Sal"), "act-not-compliance")
    assert "POST-1 is not posted" in run(*close, "--as", "Gen").stderr
    _denied(run("posting", "done", "POST-1", "--where", "x", "--as", "HR"), "act-not-compliance")
    done(run("posting", "done", "POST-1", "--where", "example.org/1", "--as", "Gen"))

    assert done(run(*close, "--as", "Gen")) == "INC-1 is closed: Sales was told\n"
    assert "closed" in done(run("incident", "list", "--as", "HR"))
    assert "was closed by Gen" in run(*close, "--as", "Gen").stderr


def test_o6_personnel_posts_a_transfer_and_nothing_else(run: Run) -> None:
    done(run("people", "move", "Sal", "Meter Technician", "--reason", "asked", "--as", "HR"))
    waiver = ("posting", "add", "--kind", "waiver", "--about", "section 4.2")
    _denied(run(*waiver, "--as", "HR"), "act-not-compliance")

    posted = run("posting", "done", "POST-1", "--where", "example.org/1", "--as", "HR")

    assert "POST-1 was posted" in done(posted)


def test_o7_nobody_of_the_marketing_function_stands_for_an_emergency(run: Run) -> None:
    words = ("emergency", "declare", "--reason", "Ice storm")

    _denied(run(*words, "--as", "Sal"), "act-sells")
    _denied(run(*words, "--confirmed-by", "Sal", "--as", "Gus"), "act-sells")

    assert done(run("emergency", "list", "--as", "HR")) == "There was no emergency.\n"


def test_o7_a_review_is_not_ticked_off_by_hand(run: Run) -> None:
    words = ("posting", "add", "--kind", "emergency review", "--about", "x", "--as", "Gen")

    _denied(run(*words), "act-review-by-hand")


LISTS = [
    ("people", "list"),
    ("people", "vacant"),
    ("incident", "list"),
    ("emergency", "list"),
]


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_o6_who_has_no_role_sees_nothing_of_what_was_done(run: Run, words: tuple[str, ...]) -> None:
    refused = run(*words, "--as", "Zoe")

    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "Zoe may not see" in refused.stderr
    log = json.loads(done(run("audit", "log", "--as", "HR", "--json")))
    told = [(each["actor"], each["action"], each["verdict"]) for each in log]
    assert told.count(("Zoe", "read", "denied")) == 1


def test_o5_who_sells_sees_what_is_posted_and_not_what_went_wrong(run: Run) -> None:
    done(run("incident", "open", *LEAK, "--as", "Sal"))

    listed = run("posting", "list", "--as", "Sal")

    assert "usage of a year" in done(listed)
    assert "Postings of emergency reviews are not shown to Sal." in listed.stderr
    assert run("incident", "list", "--as", "Sal").exit_code == DENIED
    assert "(no-conduit)" in run("emergency", "list", "--as", "Sal").stderr
    assert "usage of a year" in done(run("posting", "list", "--as", "Zoe"))
    assert "INC-1" in done(run("incident", "list", "--as", "Gen"))
    assert run("incident", "list", "--as", "Gen", "--for", "regulated").exit_code == DENIED
