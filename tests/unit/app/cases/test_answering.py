"""Cases whose people are known: only who answers for a stage closes it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.cases import By, Cases, ConflictError, Standing
from penstock.app.cases.answering import Answering
from penstock.app.cases.models import Models
from penstock.delivery import commands as do
from penstock.delivery.models import StreamModel
from penstock.delivery.refusals import RefusedError
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.accountability.roles import roles_of
from penstock.store.memory import MemoryStore
from tests.unit.app.cases.bench import NOON, Bench, company
from tests.unit.app.cases.bench import cases as plain_cases

SELLER = "Sales Consultant - AES"
HEAD = "VP, Sales & Marketing - AES"


def _cases(*, separated: str = "", **people: str) -> Cases:
    store = MemoryStore()
    since = NOON - timedelta(days=1)
    begun = tuple(Holding(person=name, role=role, since=since) for name, role in people.items())
    store.people.change(Change(begun=begun), by="Cleo", reason="joined")
    answering = Answering(
        register=store.people.register, roles=lambda: roles_of(company()), now=lambda: NOON
    )
    made = replace(plain_cases(store), answering=answering)
    return replace(made, models=_Separated(read=company)) if separated else made


class _Separated(Models):
    """Models whose first stage may not be closed by who works it."""

    def current(self, stream: str, *, procedure: str = "") -> StreamModel:
        model = super().current(stream, procedure=procedure)
        first, *others = model.stages
        separated = replace(first, separation="who sells does not release")
        return replace(model, stages=(separated, *others))


def _worked(cases: Cases, by: str = "Sal") -> Bench:
    """Work the first stage of a case, up to its gate."""
    bench = Bench(cases=cases, actor=by)
    bench.open(case_id="SOL-1")
    model = cases.models.current("NCV-03")
    first = model.stages[0]
    commands = [do.Attest(criterion=each, evidence="seen") for each in model.entry_criteria]
    bench.act("SOL-1", *commands)
    for item in (*first.inputs, *first.outputs):
        cases.record("SOL-1", item, b"{}", bench.by())
    bench.act("SOL-1", do.Claim(person=by), do.Complete())
    return bench


def _close(cases: Cases, person: str, *, key: str = "close") -> Standing:
    passed = do.Pass(role="", evidence="checked")
    return Standing.from_json(cases.act("SOL-1", passed, By(actor=person, key=key)))


def test_who_answers_for_a_stage_closes_it() -> None:
    cases = _cases(Sal=SELLER, Ed=HEAD)
    _worked(cases)

    assert _close(cases, "Ed").stage_id == "NCV-03.2"


def test_r4_who_does_not_answer_for_it_is_told_who_does() -> None:
    cases = _cases(Sal=SELLER, Ed=HEAD)
    _worked(cases)

    with pytest.raises(RefusedError, match=f"closed by {HEAD}, which is Ed, not Sal"):
        _close(cases, "Sal")


def test_who_has_no_responsible_role_claims_no_task() -> None:
    with pytest.raises(RefusedError, match="is worked by"):
        _worked(_cases(Sal=SELLER, Ed=HEAD), by="Ed")


def test_who_has_not_the_task_does_not_complete_it() -> None:
    cases = _cases(Sal=SELLER, Tim=SELLER, Ed=HEAD)
    bench = Bench(cases=cases, actor="Sal")
    bench.open(case_id="SOL-1")
    model = cases.models.current("NCV-03")
    bench.act("SOL-1", *(do.Attest(criterion=e, evidence="seen") for e in model.entry_criteria))
    for item in (*model.stages[0].inputs, *model.stages[0].outputs):
        cases.record("SOL-1", item, b"{}", bench.by())
    bench.act("SOL-1", do.Claim(person="Sal"))

    with pytest.raises(RefusedError, match="Sal has its task"):
        Bench(cases=cases, actor="Tim").act("SOL-1", do.Complete())


def test_r2_where_duties_are_separated_nobody_closes_what_they_worked() -> None:
    both = _cases(separated="yes", Sal=SELLER)
    begun = (Holding(person="Sal", role=HEAD, since=NOON - timedelta(hours=1)),)
    both.store.people.change(Change(begun=begun), by="Cleo", reason="promoted")
    _worked(both)

    with pytest.raises(RefusedError, match="who sells does not release"):
        _close(both, "Sal")


def test_r6_explain_says_that_nobody_can_close_the_stage_and_who_has_to_act() -> None:
    cases = _cases(Sal=SELLER)
    _worked(cases)

    vacancy = cases.explain("SOL-1").vacancy

    assert HEAD in vacancy
    assert "Chief Digital & Innovation Officer (CDIO) has to fill it" in vacancy
    with pytest.raises(RefusedError, match="nobody has the role"):
        _close(cases, "Ed")


def test_the_same_act_sent_again_is_answered_though_its_role_is_gone() -> None:
    cases = _cases(Sal=SELLER, Ed=HEAD)
    _worked(cases)
    before = _close(cases, "Ed")
    held = cases.store.people.register().holdings
    ended = tuple(replace(each, until=NOON) for each in held if each.person == "Ed")
    cases.store.people.change(Change(ended=ended), by="Cleo", reason="left")

    assert _close(cases, "Ed") == before


def test_what_was_judged_of_an_older_version_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = _cases(Sal=SELLER, Ed=HEAD)
    bench = _worked(cases)
    judged = Answering.require

    def meanwhile(answering: Answering, *given: object, **named: object) -> bool:
        found = judged(answering, *given, **named)  # type: ignore[arg-type]
        monkeypatch.setattr(Answering, "require", judged)
        bench.act("SOL-1", do.Hold(reason="called"), do.Resume(reason="calm"))
        return found

    monkeypatch.setattr(Answering, "require", meanwhile)

    with pytest.raises(ConflictError, match="called"):
        _close(cases, "Ed")
