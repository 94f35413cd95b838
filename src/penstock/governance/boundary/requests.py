"""Questions as Cedar takes them: requests, and the entities that they are about."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from penstock.governance.boundary.asking import Actor, Emergency, Object, Question
from penstock.governance.consent.consent import Consent
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

Json = dict[str, Any]
# Making an encoder takes longer than writing a question with it.
_written = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def kind_of(about: Object) -> str:
    """Return what the policies call such a thing."""
    if about.totals:
        return "Aggregate"
    return "PersonalData" if about.sensitivity is Sensitivity.PERSONAL else "CompanyData"


def in_cedar(questions: Sequence[Question]) -> tuple[list[Json], str]:
    """Return the requests of questions, and the entities of them all.

    Entities are numbered, not called by their ids: two questions may state different facts of one
    person, and neither must answer for the other.
    """
    people: dict[tuple[Actor, Side | None], int] = {}
    things: dict[Object, int] = {}
    requests = []
    for each in questions:
        # One person may ask under several hats.
        person = people.setdefault((each.actor, each.acting_for), len(people))
        thing = things.setdefault(each.object, len(things))
        requests.append(
            {
                "principal": _uid("Person", person),
                "action": {"type": "Action", "id": each.action.value},
                "resource": _uid(kind_of(each.object), thing),
                "context": _written(_circumstances(each)),
            }
        )
    entities = [_entity("Person", number, _who(*each)) for each, number in people.items()]
    entities += [_entity(kind_of(each), number, _facts(each)) for each, number in things.items()]
    return requests, _written(entities)


def microseconds(moment: datetime) -> int:
    """Return the microseconds that have passed since 1970 in UTC, exactly."""
    passed = moment - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


def _uid(kind: str, number: int) -> Json:
    return {"type": kind, "id": str(number)}


def _entity(kind: str, number: int, facts: Json) -> Json:
    return {"uid": _uid(kind, number), "attrs": facts, "parents": []}


def _who(actor: Actor, hat: Side | None) -> Json:
    functions = [_named("Function", each) for each in sorted(actor.functions)]
    return {"side": _SIDES[actor.side], "hat": _SIDES[hat], "functions": functions}


def _facts(about: Object) -> Json:
    facts: Json = {"side": _SIDES[about.side], "data_class": about.data_class}
    if totals := about.totals:
        return facts | {
            "customers": totals.customers,
            "largest": totals.largest,
            "total": totals.total,
            "isolated": totals.isolated,
        }
    facts |= {"kind": about.kind, "subject": about.subject}
    if about.sensitivity is Sensitivity.PERSONAL:
        return facts | {"premise": about.premise, "account": about.account}
    return facts | {"sensitivity": _SENSITIVITIES[about.sensitivity]}


def _circumstances(question: Question) -> Json:
    said: Json = {
        "actor": question.actor.id,
        "recipient": question.recipient,
        "purpose": question.purpose,
        "at": microseconds(question.at),
    }
    if question.consent:
        said["consent"] = _consent(question.consent)
    if question.emergency:
        said["emergency"] = _emergency(question.emergency)
    return said


def _consent(consent: Consent) -> Json:
    said = {
        "customer": consent.customer,
        "premise": consent.premise,
        "account": consent.account,
        "grantee": consent.grantee,
        "data_classes": sorted(consent.data_classes),
        "purposes": sorted(consent.purposes),
        "start": microseconds(consent.start),
        "end": microseconds(consent.end),
        "revoked": consent.is_revoked,
        "proven": consent.is_proven,
    }
    return said | ({"moved_out": microseconds(consent.ended_at)} if consent.ended_at else {})


def _emergency(emergency: Emergency) -> Json:
    start, end = microseconds(emergency.start), microseconds(emergency.end)
    return {
        "reason": emergency.reason,
        "declared_by": emergency.declared_by,
        "confirmed_by": emergency.confirmed_by,
        "start": start,
        "end": end,
        # Rounded up, so that a part of a minute counts.
        "minutes": -((start - end) // 60_000_000),
    }


def _named(kind: str, name: str) -> Json:
    return {"__entity": {"type": kind, "id": name}}


_SIDES: dict[Side | None, Json] = {
    **{each: _named("Side", each.value) for each in Side},
    None: _named("Side", "outside"),
}
_SENSITIVITIES = {each: _named("Sensitivity", each.value) for each in Sensitivity}
