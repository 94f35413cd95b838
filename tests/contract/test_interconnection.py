"""A third party and AES at one counter, side by side, on every database."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from penstock.app import clock as clocks
from penstock.app.interconnection.recorded import written
from penstock.streams.aov_04_interconnection.items import DataRequests
from penstock.streams.aov_04_interconnection.settings import required
from penstock.streams.ncv_03_solar_storage.items.commissioning import CompletionCertificate
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    InterconnectionApplicationDraft,
)
from tests.applications import COMPLETE, FINISHED
from tests.contract.places import Place
from tests.interconnection_desk import (
    Engineer,
    Town,
    agreement,
    completeness,
    permission,
    screens,
    study,
)

SUNCO, AES = "AOV-04-SUNCO-1", "SOL-1-AOV-04-1"
DONE = replace(FINISHED, settings=required())
STAGES = (completeness, screens, study, agreement)
# What would tell of the network: its feeder, buses and transformers.
OF_THE_NETWORK = ("quantum-12", "t19", "bus", "transformer t")


@pytest.fixture
def town(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    town = Town(database=place.address, folder=tmp_path)
    monkeypatch.setattr(clocks, "now", town.clock)
    return town


@pytest.fixture
def both(town: Town) -> "Both":
    """Return SunCo and AES, who both want to connect the same for the same customer."""
    for to in ("SUNCO", "non-regulated"):
        town.consents("Rivera", to=to, form=COMPLETE)
    return Both(town, town.party("SUNCO"), town.own("SOL-1", "Rivera", COMPLETE))


class Both:
    """Two applicants who do the same at the same moment, and hear what each is told."""

    def __init__(self, town: Town, sunco: tuple[str, ...], aes: tuple[str, ...]) -> None:
        self.town = town
        self.engineer = Engineer(town)
        self._who = ((SUNCO, sunco, ("--customer", "Rivera")), (AES, aes, ("--case", "SOL-1")))
        self.told: dict[str, list[str]] = {SUNCO: [], AES: []}

    def do(self, *words: str, exit_code: int = 0) -> None:
        for request, who, where in self._who:
            more = where if words[0] == "apply" else ()
            said = [request if word == "REQUEST" else word for word in words]
            result = self.town.run("interconnection", *said, *more, *who)
            assert result.exit_code == exit_code, result.output
            mine = [line for line in result.stderr.splitlines() if "recorded “" not in line]
            heard = result.stdout + "\n".join(each for each in mine if "SQLite" not in each)
            self.told[request].append(heard.replace(request, "REQUEST"))

    def work(self, *stages: object) -> None:
        for request in self.told:
            self.engineer.through(request, *stages)  # type: ignore[arg-type]


def test_a_third_party_and_aes_hear_the_same_and_nothing_of_each_other(both: Both) -> None:
    incomplete = replace(COMPLETE, in_service_on=None)
    both.do("apply", both.town.application(incomplete), exit_code=1)
    both.do("apply", both.town.application(COMPLETE))
    for stage in STAGES:
        both.town.clock.later(days=2)
        both.work(stage)
        both.do("answer", "REQUEST")
    both.do("complete", "REQUEST", both.town.certificate(DONE))
    both.do("status", "REQUEST")
    both.town.clock.later(days=100)
    both.work(permission)
    both.do("answer", "REQUEST", "--json")
    both.do("status")

    assert both.told[SUNCO] == both.told[AES]
    told = "\n".join(both.told[SUNCO])
    assert "permission to operate given" in told
    assert '"operate_from": "2027-03-' in told
    assert not [word for word in (*OF_THE_NETWORK, SUNCO, AES, "SOL-1", "Sam") if word in told]
    queue = json.loads(both.town.done("queue", "list", "--json", "--at", "2026-11-25T00:00Z"))
    assert [each["request"] for each in queue] == [SUNCO, AES]
    assert [each["due"] for each in queue] == [queue[0]["due"]] * 2
    recorded = both.town.done("case", "show", "SOL-1", "--as", "Sam")
    assert "Approved interconnection agreement" in recorded


def test_the_request_of_somebody_else_is_told_of_as_one_that_is_not_there(both: Both) -> None:
    other = both.town.party("MOONCO")
    both.do("apply", both.town.application(COMPLETE))

    heard = {
        both.town.run("interconnection", verb, request, *more, *other).stderr.replace(request, "R")
        for request in (SUNCO, AES, "AOV-04-MOONCO-1", "nonsense")
        for verb, more in (
            ("status", ()),
            ("answer", ()),
            ("withdraw", ("--reason", "x")),
            ("complete", (both.town.certificate(DONE),)),
        )
    }

    assert heard == {"penstock: There is no request 'R' that you have made.\n"}
    assert both.town.done("interconnection", "status", *other) == "You have made no request.\n"


def test_without_the_customer_s_consent_nothing_is_applied_for(town: Town) -> None:
    sunco, aes = town.party("SUNCO"), town.own("SOL-1", "Rivera", COMPLETE)
    form = town.application(COMPLETE)

    refused = [
        town.run("interconnection", "apply", form, *words)
        for words in ((*sunco, "--customer", "Rivera"), (*aes, "--case", "SOL-1"))
    ]

    assert [each.exit_code for each in refused] == [1, 1]
    assert all("(consent-none)" in each.stderr for each in refused)
    assert town.done("queue", "list") == "Nobody waits.\n"


def test_a_third_party_says_for_whom_it_applies(town: Town) -> None:
    sunco = town.party("SUNCO")

    refused = town.run("interconnection", "apply", town.application(COMPLETE), *sunco)

    assert refused.exit_code == 2
    assert "name whom it is for with --customer" in refused.stderr


def test_a_consent_taken_back_between_study_and_agreement_stops_the_request(town: Town) -> None:
    consent = town.consents("Rivera", to="non-regulated", form=COMPLETE)
    aes, ivy = town.own("SOL-1", "Rivera", COMPLETE), town.engineer()
    town.done("interconnection", "apply", town.application(COMPLETE), "--case", "SOL-1", *aes)
    ivy.through(AES, completeness, screens, study)

    town.done("consent", "revoke", consent, "--as", "Ida")

    refused = town.run("case", "claim", AES, "--as", "Ivy")
    told = town.done("interconnection", "status", AES, *aes)
    unanswered = town.run("interconnection", "answer", AES, *aes)
    waiting = town.done("case", "explain", "SOL-1", *aes)
    assert "on hold: non-regulated may not read" in refused.stderr
    assert told == (
        f"{AES}: stands still\n  Because: non-regulated may not read “Answer of AOV-04” "
        "(consent-revoked): The customer has taken the consent back\n"
    )
    assert town.done("interconnection", "status", *aes) == told
    assert (unanswered.exit_code, "Nothing is told of" in unanswered.stderr) == (1, True)
    assert "on hold" in waiting
    assert "consent-revoked" in waiting


def test_a_request_that_was_stopped_goes_on_with_a_new_consent(town: Town) -> None:
    consent = town.consents("Rivera", to="SUNCO", form=COMPLETE)
    sunco, ivy = town.party("SUNCO"), town.engineer()
    town.done(
        *("interconnection", "apply", town.application(COMPLETE), *sunco),
        *("--customer", "Rivera"),
    )
    ivy.through(SUNCO, completeness)
    town.done("consent", "revoke", consent, "--as", "Ida")
    town.consents("Rivera", to="SUNCO", form=COMPLETE)

    town.done("case", "resume", SUNCO, "--reason", "a new consent", "--as", "Ivy")

    ivy.through(SUNCO, screens)
    assert "Screen" in town.done("interconnection", "answer", SUNCO, *sunco)


def test_an_engineer_who_asks_for_what_no_consent_covers_is_denied_on_record(town: Town) -> None:
    town.consents("Rivera", to="non-regulated", form=COMPLETE)
    aes = town.own("SOL-1", "Rivera", COMPLETE)
    town.done("interconnection", "apply", town.application(COMPLETE), "--case", "SOL-1", *aes)

    denied = town.run("interconnection", "ask", AES, "System design", "--as", "Ivy")

    assert denied.exit_code == 1
    assert "“System design” is not shown" in denied.stderr
    (asked,) = town.engineer().read(AES, DataRequests).requests
    assert (asked.what, asked.asked_by, asked.is_shown) == ("System design", "Ivy", False)
    assert asked.because.startswith("consent-other-grantee: ")
    log = town.done("audit", "log", "--as", "Eve")
    assert "System design" in log


def test_an_engineer_is_shown_what_a_consent_covers(town: Town) -> None:
    town.consents("Rivera", to="non-regulated", form=COMPLETE)
    town.consents("Rivera", to="regulated", form=COMPLETE, data="customer_request")
    aes = town.own("SOL-1", "Rivera", COMPLETE)
    town.done("interconnection", "apply", town.application(COMPLETE), "--case", "SOL-1", *aes)

    empty = town.run("interconnection", "ask", AES, "Customer inquiry", "--as", "Ivy")

    assert "“Customer inquiry” may be shown, and is not recorded yet." in empty.stderr
    (asked,) = town.engineer().read(AES, DataRequests).requests
    assert (asked.is_shown, asked.because.partition(":")[0]) == (True, "with-consent")


def test_aes_hands_in_what_its_case_holds(town: Town) -> None:
    town.consents("Rivera", to="non-regulated", form=COMPLETE)
    aes, ivy = town.own("SOL-1", "Rivera", COMPLETE), town.engineer()
    empty = town.run("interconnection", "apply", "--case", "SOL-1", *aes)
    draft = InterconnectionApplicationDraft(
        form=COMPLETE, design_sha256="d" * 64, drafted_at=town.clock()
    )
    certificate = CompletionCertificate(
        request_id=AES, form=DONE, tests_passed=9, installer_licence="C-46 101443"
    )
    path = town.file("item.json", written(draft))
    town.done("case", "record", "SOL-1", "Interconnection application draft", "--file", path, *aes)
    path = town.file("item.json", written(certificate))
    town.done("case", "record", "SOL-1", "Completion certificate", "--file", path, *aes)

    told = town.done("interconnection", "apply", "--case", "SOL-1", *aes)
    ivy.through(AES, *STAGES)
    finished = town.done("interconnection", "complete", AES, *aes)

    assert "it holds no “Interconnection application draft” to hand in" in empty.stderr
    assert told.startswith(f"{AES}: application received\n")
    assert "finishes “Permission to operate notice”" in finished


def test_aes_waits_for_the_agreement_first_and_for_the_permission_then(town: Town) -> None:
    town.consents("Rivera", to="non-regulated", form=COMPLETE)
    aes, ivy = town.own("SOL-1", "Rivera", COMPLETE), town.engineer()
    town.done("interconnection", "apply", town.application(COMPLETE), "--case", "SOL-1", *aes)
    first = town.done("case", "explain", "SOL-1", *aes)
    ivy.through(AES, *STAGES)
    second = town.done("case", "link", "SOL-1", "--to", AES, "--until", "AOV-04.IC5", *aes)
    town.done("interconnection", "complete", AES, town.certificate(DONE), *aes)
    ivy.through(AES, permission)
    town.done("interconnection", "answer", AES, *aes)

    shown = town.done("case", "show", "SOL-1", *aes)
    assert f"case {AES} of AOV-04 passes AOV-04.IC4" in first
    assert f"case {AES} of AOV-04 passes AOV-04.IC5" in second
    assert f"case {AES}" not in town.done("case", "explain", "SOL-1", *aes)
    assert "Permission to operate (PTO)" in shown


def test_a_new_certificate_lets_the_permission_be_looked_at_again(town: Town) -> None:
    town.consents("Rivera", to="SUNCO", form=COMPLETE)
    sunco, ivy = town.party("SUNCO"), town.engineer()
    town.done(
        *("interconnection", "apply", town.application(COMPLETE), *sunco),
        *("--customer", "Rivera"),
    )
    early = town.run("interconnection", "complete", SUNCO, town.certificate(DONE), *sunco)
    ivy.through(SUNCO, *STAGES)
    failed = replace(DONE, inspection=replace(DONE.inspection, has_passed=False))
    town.done("interconnection", "complete", SUNCO, town.certificate(failed), *sunco)
    permission(ivy, SUNCO)
    told = town.done("interconnection", "status", SUNCO, *sunco)
    town.done("case", "claim", SUNCO, "--as", "Ivy")
    town.done("case", "complete", SUNCO, "--as", "Ivy")

    town.done("interconnection", "complete", SUNCO, town.certificate(DONE), *sunco)

    ivy.through(SUNCO, permission)
    assert "there is no interconnection agreement yet" in early.stderr
    assert "the applicant mends this and hands in a new certificate" in told
    answer = town.done("interconnection", "answer", SUNCO, *sunco)
    assert "permission to operate given" in answer


def test_an_application_that_is_corrected_is_looked_at_again(town: Town) -> None:
    town.consents("Rivera", to="SUNCO", form=COMPLETE)
    sunco, ivy = town.party("SUNCO"), town.engineer()
    wrong = replace(COMPLETE, service=replace(COMPLETE.service, meter="M-19-1"))
    town.done(
        *("interconnection", "apply", town.application(wrong), *sunco, "--customer", "Rivera"),
        *("--key", "one"),
    )
    completeness(ivy, SUNCO)
    told = town.done("interconnection", "status", SUNCO, *sunco)
    form = town.application(COMPLETE)
    amend = ("interconnection", "apply", form, "--request", SUNCO, "--customer", "Rivera")

    town.done(*amend, *sunco)
    ivy.through(SUNCO, completeness)
    late = town.run(*amend, *sunco)

    assert "the applicant mends what is missing, on 2026-12-" in told
    assert "is not the meter of account" in told
    assert "application deemed complete" in town.done("interconnection", "answer", SUNCO, *sunco)
    assert "its application was found complete" in late.stderr


def test_the_same_application_sent_twice_is_one_request(town: Town) -> None:
    town.consents("Rivera", to="SUNCO", form=COMPLETE)
    sunco = town.party("SUNCO")
    words = ("interconnection", "apply", town.application(COMPLETE), "--customer", "Rivera")

    first = town.done(*words, *sunco, "--key", "one")
    town.clock.later(minutes=5)
    again = town.done(*words, *sunco, "--key", "one")

    assert again == first
    assert town.done("interconnection", "status", *sunco).count("AOV-04-SUNCO-") == 1


def test_a_request_that_is_withdrawn_leaves_the_queue(town: Town) -> None:
    town.consents("Rivera", to="non-regulated", form=COMPLETE)
    aes = town.own("SOL-1", "Rivera", COMPLETE)
    town.done("interconnection", "apply", town.application(COMPLETE), "--case", "SOL-1", *aes)

    told = town.done("interconnection", "withdraw", AES, "--reason", "sold the house", *aes)

    assert "withdrawn: sold the house" in told
    shown = town.done("case", "show", "SOL-1", *aes)
    assert "cancelled: sold the house" in shown


def test_a_customer_who_cancels_leaves_the_queue_and_both_cases_say_so(town: Town) -> None:
    town.consents("Rivera", to="non-regulated", form=COMPLETE)
    aes = town.own("SOL-1", "Rivera", COMPLETE)
    town.done("interconnection", "apply", town.application(COMPLETE), "--case", "SOL-1", *aes)

    town.done("case", "do", "SOL-1", "cancel", "--set", "reason=We move.", *aes)
    town.done("interconnection", "withdraw", AES, "--reason", "the customer cancelled", *aes)
    town.done("case", "cancel", "SOL-1", "--reason", "the customer cancelled", *aes)

    mine = json.loads(town.done("case", "show", "SOL-1", "--json", *aes))
    theirs = json.loads(town.done("case", "show", AES, "--json", "--as", "Ivy"))
    assert [each["status"] for each in (mine, theirs)] == ["cancelled", "cancelled"]
    assert town.done("queue", "list") == "Nobody waits.\n"
    request = json.loads(town.done("case", "read", "SOL-1", "Cancellation request", *aes))
    assert (request["reason"], request["stage_id"]) == ("We move.", "NCV-03.1")
    assert "We move." not in town.done("case", "show", AES, "--as", "Ivy")
