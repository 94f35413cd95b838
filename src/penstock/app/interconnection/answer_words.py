"""How a request stands and what was found, in lines for people and as JSON for programs."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from penstock.app.interconnection.answering import RequestStatus
from penstock.casework.interconnection import (
    AgreementTerms,
    Answer,
    Condition,
    Permission,
    ScreenOutcome,
    StudyOutcome,
)

_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_STATUS: TypeAdapter[RequestStatus] = TypeAdapter(RequestStatus)
_CENTS = 100


def status_lines(status: RequestStatus, zone: str) -> Iterator[str]:
    """Yield how a request stands, who acts next and by when."""
    yield f"{status.request}: {status.state}"
    if status.stage:
        yield f"  Stage: {status.stage}"
    if status.stopped:
        yield f"  Because: {status.stopped}"
    step = status.next
    if step is None:
        return
    by = f", before {step.due.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if step.due else ""
    yield f"  Next: the {step.owner} {step.sentence}{by}"


def answer_lines(answer: Answer, zone: str) -> Iterator[str]:
    """Yield what was found and agreed."""
    received = answer.received_at.astimezone(ZoneInfo(zone))
    yield f"{answer.request}: {answer.state}"
    yield f"  Received {received:%Y-%m-%d %H:%M}"
    if answer.size_tier:
        yield f"  Way through the procedure: {answer.size_tier}"
    for each in answer.deficiencies:
        yield f"  Missing, due on {each.due_on} from the {each.owner}: {each.what}"
    yield from _screens(answer.screens)
    if answer.study:
        yield from _study(answer.study)
    if answer.terms:
        yield from _terms(answer.terms, answer.basis)
    if answer.permission:
        yield from _permission(answer.permission)


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer for programs."""
    plain: dict[str, Any] = _ANSWER.dump_python(answer, mode="json")
    return plain


def statuses_json(statuses: Iterable[RequestStatus]) -> str:
    """Return how requests stand, for programs."""
    plain = [_STATUS.dump_python(each, mode="json") for each in statuses]
    return json.dumps(plain, indent=2, ensure_ascii=False)


def _screens(screens: Iterable[ScreenOutcome]) -> Iterator[str]:
    for each in screens:
        limit = f" (limit {each.limit})" if each.limit else ""
        yield f"  Screen {each.section} {each.title}: {each.verdict}{limit}. {each.reason}"


def _study(study: StudyOutcome) -> Iterator[str]:
    yield f"  {study.kind[0].upper()}{study.kind[1:]}: {study.concluded}"
    for each in study.criteria:
        kept = "kept" if each.is_kept else "NOT kept"
        yield f"    {each.criterion}: {kept} (limit {each.limit}). {each.reason} {each.source}"
    yield from (f"  {line}" for line in _screens(study.screens))
    if study.largest_kw is not None:
        yield f"    The most that may flow out here: {study.largest_kw} kW"


def _terms(terms: AgreementTerms, basis: Iterable[str]) -> Iterator[str]:
    limit = f", at most {terms.export_limit_kw} kW out" if terms.export_limit_kw is not None else ""
    yield f"  Agreed: {terms.capacity_kw_ac} kW{limit}, valid until {terms.valid_until}"
    yield from (f"    Because: {each}" for each in basis)
    yield from (
        f"    Setting {each.function}: {each.value} ({each.source})" for each in terms.settings
    )
    yield from map(_condition, terms.conditions)
    if terms.witness_test:
        yield "    The utility watches the commissioning test."


def _condition(condition: Condition) -> str:
    cents = condition.cost_cents
    cost = f", {cents // _CENTS}.{cents % _CENTS:02d} USD" if cents else ""
    return f"    Duty of the {condition.owner}{cost}: {condition.what} {condition.because}"


def _permission(permission: Permission) -> Iterator[str]:
    if permission.is_granted:
        yield f"  It may run from {permission.operate_from} on."
        return
    yield from (f"  Not yet: {each}" for each in permission.reasons)
