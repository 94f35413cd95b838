"""Workers ask the boundary: what they read and hand in is on record before, or not theirs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from time import sleep
from typing import Any

import pytest

from penstock.app.cases import worker as working
from penstock.app.cases.clearing import ALLOWED, Clearance
from penstock.app.cases.working import Facts
from penstock.app.guarding import checkpoint
from penstock.app.guarding.checkpoint import Checkpoint, UnaskedError
from penstock.app.guarding.classes import DataClass, DataClasses
from penstock.app.guarding.wanting import Ruling
from penstock.delivery import commands as do
from penstock.delivery.case import Phase
from penstock.delivery.jobs import Begun
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.audit.entry import Verdict
from penstock.governance.consent.changing import revoked
from penstock.governance.consent.consent import Consent
from penstock.governance.council.proposals import Approval, Proposal
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from tests.unit.app.cases.bench import NOON
from tests.unit.app.cases.watched import (
    BILLS,
    CONSENT,
    METERED,
    OUTPUTS,
    STAGE,
    Ear,
    Watched,
    Within,
    company_item,
    typed,
    works,
)


def test_all_that_a_worker_reads_and_hands_in_is_on_record_before() -> None:
    watched = Watched()
    watched.open("SOL-1", "SOL-2", "SOL-3")

    watched.run()

    assert watched.blobs.unasked == []
    assert watched.phase("SOL-3") == Phase.WORKED
    (entry, *_) = watched.ear.heard
    assert (entry.actor, entry.acting_for) == ("program night-shift", Side.NON_REGULATED)
    assert (entry.subject, entry.account, entry.purpose) == ("Rivera", "A-77", "solar_design")
    assert entry.object == (
        "SOL-1: read case, Customer inquiry, Customer energy bills; "
        "write case, Qualified lead, Preliminary energy analysis"
    )


def _nobody_asks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Clearance, "to_work", lambda _self, begun, **_how: [ALLOWED] * len(begun))


def _outputs_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    original = Clearance._want  # noqa: SLF001  # it is what is to be broken
    patch.setattr(
        Clearance,
        "_want",
        lambda self, *of, **said: original(self, *of, **said | {"outputs": ()}),
    )


def _inputs_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    original = Clearance._want  # noqa: SLF001  # it is what is to be broken
    patch.setattr(
        Clearance,
        "_want",
        lambda self, *of, **said: original(self, *of, **said | {"inputs": ()}),
    )


def _only_the_first_of_a_batch_is_asked_about(patch: pytest.MonkeyPatch) -> None:
    original = Clearance.to_work

    def to_work(self: Clearance, begun: Sequence[Begun], **how: Any) -> Sequence[Ruling | None]:
        return [*original(self, begun[:1], **how), *[ALLOWED] * (len(begun) - 1)]

    patch.setattr(Clearance, "to_work", to_work)


def _the_log_is_written_later(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Ear, "append", lambda _self, entries: tuple(range(len(entries))))
    _what_joins_the_claim_is_lost(patch)


def _what_joins_the_claim_is_lost(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Within, "append", lambda _self, entries, **_unit: tuple(range(len(entries))))


def _denials_are_overlooked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checkpoint, "ruling_on", lambda _asked: Ruling())


def _a_consent_is_not_waited_for(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Checkpoint, "rule", lambda _self, _want: Ruling())


PLANTED = (
    _nobody_asks,
    _inputs_are_forgotten,
    _outputs_are_forgotten,
    _only_the_first_of_a_batch_is_asked_about,
    _the_log_is_written_later,
    _what_joins_the_claim_is_lost,
    _denials_are_overlooked,
    _a_consent_is_not_waited_for,
)


@pytest.mark.parametrize("plant", PLANTED)
def test_a_planted_bug_that_skips_asking_is_seen(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    plain, metered = Watched(), Watched(item_type=METERED)

    for watched in (plain, metered):
        watched.open("SOL-1", "SOL-2", "SOL-3")
        watched.run()

    assert plain.blobs.unasked + metered.blobs.unasked != []


def test_d1_work_on_a_regulated_item_without_consent_gets_nothing_and_the_case_says_why() -> None:
    watched = Watched(item_type=METERED)
    watched.open("SOL-1")

    assert watched.run() == 1

    assert (watched.calls, watched.phase()) == ([], Phase.WORKING)
    assert watched.because() == (
        "The program night-shift may not read “Customer energy bills” (consent-none): There is no "
        "consent, and what is about a person crosses with consent alone. "
        "Its code was given nothing, and gave nothing."
    )
    assert watched.bench.cases.explain("SOL-1").roles != ()
    assert watched.run() == 0


def test_d1_the_denial_is_on_record() -> None:
    watched = Watched(item_type=METERED)
    watched.open("SOL-1")

    watched.run()

    (denied,) = [each for each in watched.ear.heard if each.verdict is Verdict.DENIED]
    assert (denied.rule, denied.object_kind, denied.subject) == ("consent-none", BILLS, "Rivera")


def test_d2_a_consent_lets_the_work_go_on_and_the_log_names_it() -> None:
    watched = Watched(item_type=METERED)
    watched.store.consents.keep(CONSENT)
    watched.open("SOL-1")

    watched.run()

    assert (watched.phase(), watched.blobs.unasked) == (Phase.WORKED, [])
    (crossed,) = [each for each in watched.ear.heard if each.consent]
    assert (crossed.rule, crossed.consent, crossed.object) == (
        "with-consent",
        "CON-1",
        f"SOL-1: {BILLS}",
    )


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (replace(CONSENT, premise="14 Elm St"), "consent-other-premise"),
        (replace(CONSENT, account="A-78"), "consent-other-account"),
        (replace(CONSENT, purposes=frozenset({"marketing"})), "consent-other-purpose"),
        (replace(CONSENT, data_classes=frozenset({"billing"})), "consent-out-of-scope"),
        (replace(CONSENT, end=NOON), "consent-expired"),
    ],
)
def test_d3_a_consent_with_one_term_off_keeps_the_work_from_the_item(
    broken: Consent, rule: str
) -> None:
    watched = Watched(item_type=METERED)
    watched.store.consents.keep(broken)
    watched.open("SOL-1")

    watched.run()

    assert (watched.calls, rule in watched.because()) == ([], True)


def test_a_stage_that_is_reopened_once_the_customer_agreed_goes_back_to_the_worker() -> None:
    watched = Watched(item_type=METERED)
    watched.open("SOL-1")
    watched.run()
    watched.store.consents.keep(CONSENT)

    watched.bench.act("SOL-1", do.Reopen(stage_id=STAGE, reason="the customer agreed"))
    watched.run()

    assert watched.phase() == Phase.WORKED


def test_d4_a_consent_that_is_taken_back_stops_the_next_job_even_of_the_same_batch() -> None:
    def takes_back(facts: Facts) -> Mapping[str, bytes]:
        if facts.case_id == "SOL-2":
            watched.store.consents.keep(revoked(CONSENT, at=NOON))
        return works(facts)

    watched = Watched(takes_back, item_type=METERED)
    watched.store.consents.keep(CONSENT)
    watched.open("SOL-1", "SOL-2", "SOL-3")

    watched.run()

    assert watched.calls == ["SOL-1", "SOL-2"]
    assert "consent-revoked" in watched.because("SOL-3")


def test_a1_a_log_that_takes_nothing_hands_out_nothing_and_the_job_stays() -> None:
    watched = Watched()
    watched.open("SOL-1")
    watched.ear.is_deaf = True

    with pytest.raises(UnaskedError, match="the disk is full"):
        watched.run()

    assert (watched.calls, watched.phase(), watched.attempts()) == ([], Phase.WORKING, [0])


def test_a1_a_log_that_takes_nothing_at_a_consent_leaves_the_job_as_well() -> None:
    def fills_the_disk(facts: Facts) -> Mapping[str, bytes]:
        watched.ear.is_deaf = facts.case_id == "SOL-2"
        return works(facts)

    watched = Watched(fills_the_disk, item_type=METERED)
    watched.store.consents.keep(CONSENT)
    watched.open("SOL-1", "SOL-2", "SOL-3")

    with pytest.raises(UnaskedError):
        watched.run()

    assert watched.calls == ["SOL-1", "SOL-2"]
    watched.ear.is_deaf = False
    watched.work = works
    watched.run()
    assert watched.phase("SOL-3") == Phase.WORKED


def test_a1_work_that_took_long_is_asked_about_anew_and_kept_back_by_a_full_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fills_the_disk(facts: Facts) -> Mapping[str, bytes]:
        watched.ear.is_deaf = True
        sleep(0.4)
        return works(facts)

    watched = Watched(fills_the_disk)
    watched.open("SOL-1")
    monkeypatch.setattr(working, "BATCH_S", 0.2)

    with pytest.raises(UnaskedError):
        watched.run()

    assert (watched.phase(), watched.attempts()) == (Phase.WORKING, [0])
    assert not watched.bench.cases.case("SOL-1").has("Qualified lead")


def test_policies_that_nobody_approved_stop_workers_and_it_is_an_alarm() -> None:
    watched = Watched()
    watched.open("SOL-1")
    proposed = Proposal(
        number=1,
        owner="Ola",
        owner_role="Officer",
        reason="an order",
        source="18 CFR 358",
        effective=NOON - timedelta(days=9),
        before_sha256="0" * 64,
        sha256="f" * 64,
        proposed_by="Tom",
        proposed_at=NOON - timedelta(days=9),
    )
    approvals = tuple(
        Approval(person=each, role="Counsel", at=NOON - timedelta(days=8))
        for each in ("Pat", "Vic")
    )
    watched.store.records.keep(replace(proposed, approvals=approvals))

    with pytest.raises(UnaskedError, match="are not those"):
        watched.run()

    assert (watched.calls, watched.attempts()) == ([], [0])
    assert watched.ear.heard[-1].object_kind == "policies"


def test_r3_work_that_would_hand_in_an_item_of_the_other_side_is_not_begun() -> None:
    watched = Watched(item_type=typed(OUTPUTS[0], Side.REGULATED, Sensitivity.INTERNAL))
    watched.open("SOL-1")

    watched.run()

    assert (watched.calls, "other-side-work" in watched.because()) == ([], True)


def test_an_item_that_the_stage_does_not_give_out_is_asked_about_before_it_is_kept() -> None:
    later = company_item(stage=1)

    def gives_more(facts: Facts) -> Mapping[str, bytes]:
        return {**works(facts), later: f"{later} of SOL-1".encode()}

    watched = Watched(gives_more, item_type=typed(later, Side.REGULATED, Sensitivity.PERSONAL))
    watched.open("SOL-1")

    watched.run()

    assert f"may not write “{later}” (other-side-work)" in watched.because()
    assert not watched.bench.cases.case("SOL-1").has("Qualified lead")


def test_o1_a_program_in_place_of_those_who_sell_sees_nothing_of_transmission() -> None:
    watched = Watched()
    closed = DataClasses({BILLS.casefold(): DataClass(name="transmission")})
    watched.clearance = replace(watched.clearance, classes=closed)
    watched.open("SOL-1")

    watched.run()

    assert (watched.calls, "(no-conduit)" in watched.because()) == ([], True)


def test_d10_a_public_item_of_the_utility_stays_public_in_a_customers_case() -> None:
    watched = Watched(item_type=typed(BILLS, Side.REGULATED, Sensitivity.PUBLIC))
    watched.open("SOL-1")

    watched.run()

    assert watched.phase() == Phase.WORKED


def test_a_program_that_is_called_like_a_person_is_not_that_person() -> None:
    watched = Watched()
    hired = Holding(person="Sal", role="Energy Trader", since=NOON - timedelta(days=9))
    watched.store.people.change(Change(begun=(hired,)), by="HR", reason="joined")
    watched.clearance = replace(watched.clearance, program="program Sal")
    watched.open("SOL-1")

    watched.run(name="Sal")

    assert {entry.actor for entry in watched.ear.heard} == {"program Sal"}
    assert watched.phase() == Phase.WORKED


def test_a_customer_whose_name_the_log_cannot_hold_gets_a_person_and_no_loop() -> None:
    watched = Watched()
    watched.open("SOL-1", customer="Riv\tera")
    watched.open("SOL-2")

    assert watched.run() == 2

    assert "holds U+0009" in watched.because()
    assert watched.phase("SOL-2") == Phase.WORKED
