"""Random accesses: all that the boundary may be asked, near its edges more often than not."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from penstock.governance.boundary.asking import (
    Action,
    Actor,
    Emergency,
    Object,
    Question,
    Totals,
)
from penstock.governance.consent.consent import Consent, ConsentStatus
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

NOW = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
CUSTOMERS = ("C-1", "C-2", "C-3")
SUBJECTS = (*CUSTOMERS, "regulated", "non-regulated", "enterprise", "SunCo", "")
FUNCTIONS = ("marketing", "transmission", "oversight", "personnel", "compliance", "finance")
DATA_CLASSES = (
    *("interval_usage", "contact", "smart_home", "ev_charging", "transmission", "feeder_model"),
    *("system_operation", "grid_impact_result", "ownership", "customer_value", "aes_purchase"),
    "cost_allocation",
)
ACTS = (
    *(("register", each) for each in ("founding", "second_founding", "roles", "seat")),
    *(("register", "delegation"), ("incident", "disclosure"), ("incident", "closing")),
    *(("posting", each) for each in ("waiver", "transfer", "emergency_review")),
    *(("emergency", each) for each in ("declaration", "review")),
    ("allocation", "cost_allocation"),
)
PURPOSES = (
    *("solar_design", "marketing", "analytics", "functionality", "der_program", "dispatch"),
    *("routing", "customer_request", "audit"),
)
HATS = (*Side, None)


def crossings(count: int, *, seed: int) -> Iterator[Question]:
    """Yield random accesses; about a half come with a consent, most of those nearly live."""
    draw = random.Random(seed)
    return (_question(draw) for _ in range(count))


def _question(draw: random.Random) -> Question:
    action = draw.choice([*Action, Action.READ, Action.READ, Action.READ])
    thing = _object(draw, action)
    question = Question(
        actor=_actor(draw),
        acting_for=draw.choice(HATS),
        action=action,
        object=thing,
        purpose=draw.choice(PURPOSES),
        at=NOW + draw.choice((-TICK, timedelta(), TICK)),
        emergency=_emergency(draw) if draw.random() < 0.15 else None,
    )
    if draw.random() < 0.75:
        question = replace(question, acting_for=question.actor.side)
    return replace(question, consent=_consent(draw, question) if draw.random() < 0.6 else None)


def _actor(draw: random.Random) -> Actor:
    functions = frozenset(each for each in FUNCTIONS if draw.random() < 0.3)
    return Actor(
        id=draw.choice(("Ann", "C-1", "SunCo")), side=draw.choice(HATS), functions=functions
    )


def _object(draw: random.Random, action: Action) -> Object:
    personal = draw.random() < 0.6
    thing = Object(
        id=f"O-{draw.randrange(100)}",
        kind=draw.choice(("item", "item", "case", "condition", "consent")),
        side=draw.choice(list(Side)),
        sensitivity=Sensitivity.PERSONAL if personal else draw.choice(list(Sensitivity)),
        subject=draw.choice(SUBJECTS),
        premise=draw.choice(("P-1", "P-2")),
        account=draw.choice(("A-1", "A-2")),
        data_class=draw.choice(DATA_CLASSES),
    )
    if action is Action.KEEP and draw.random() < 0.8:
        thing = _act(draw, thing)
    likely = action is Action.RELEASE
    return (
        replace(thing, totals=_totals(draw)) if draw.random() < (0.9 if likely else 0.02) else thing
    )


def _act(draw: random.Random, thing: Object) -> Object:
    kind, what = draw.choice(ACTS)
    sensitivity = draw.choice((Sensitivity.INTERNAL, Sensitivity.CONFIDENTIAL))
    subject = draw.choice(("Ann", *SUBJECTS))
    return replace(thing, kind=kind, data_class=what, sensitivity=sensitivity, subject=subject)


def _totals(draw: random.Random) -> Totals:
    customers = draw.choice((1, 14, 15, 16, 200))
    return Totals(
        customers=customers,
        largest=draw.choice((0, 1499, 1500, 1501, 9000)),
        total=draw.choice((10_000, 9_999, 10_001)),
        isolated=draw.choice((1, 14, 15, customers)),
    )


def _consent(draw: random.Random, question: Question) -> Consent:
    """Return a consent that is live for a question, with none to three of its terms broken."""
    consent = live_consent(question)
    if draw.random() < 0.3:
        consent = replace(consent, ended_at=question.at + TICK)
    for rule in draw.sample(list(BREAKS), draw.choice((0, 0, 1, 1, 1, 2, 3))):
        consent = broken(consent, rule=rule, at=question.at)
    return consent


def live_consent(question: Question) -> Consent:
    """Return a consent that holds for a question in every term."""
    thing = question.object
    return Consent(
        id="K-1",
        version=2,
        customer=thing.subject or "nobody",
        premise=thing.premise or "nowhere",
        account=thing.account or "none",
        grantee=_told(question),
        data_classes=frozenset({thing.data_class, "bills"}),
        purposes=frozenset({question.purpose, "support"}),
        start=question.at,
        end=question.at + TICK,
        text_sha256="5e" * 32,
        text_version="2026-01",
        channel="web",
        given_at=question.at - timedelta(days=1),
        identity_proof="signature 4711",
    )


def _told(question: Question) -> str:
    hat = question.acting_for
    if question.action is Action.REFER and hat in (Side.REGULATED, Side.NON_REGULATED):
        return "non-regulated" if hat is Side.REGULATED else "regulated"
    return hat.value if hat else question.actor.id


def _emergency(draw: random.Random) -> Emergency:
    start = NOW - draw.choice((timedelta(), timedelta(hours=1), -TICK))
    hours = draw.choice((timedelta(hours=1), timedelta(hours=24), timedelta(hours=24) + TICK, TICK))
    return Emergency(
        reason=draw.choice(("Ice storm", "Ice storm", "Ice storm", "")),
        declared_by=draw.choice(("Ann", "Bob", "")),
        confirmed_by=draw.choice(("Bob", "Bob", "Cem", "")),
        start=start,
        end=start + hours,
    )


# Each way in which one term of a live consent fails at a moment, and nothing else does.
BREAKS: Mapping[str, Callable[[datetime], dict[str, Any]]] = {
    "consent-other-customer": lambda _: {"customer": "C-9"},
    "consent-other-premise": lambda _: {"premise": "P-9"},
    "consent-other-account": lambda _: {"account": "A-9"},
    "consent-other-grantee": lambda _: {"grantee": "MoonCo"},
    "consent-out-of-scope": lambda _: {"data_classes": frozenset({"bills"})},
    "consent-other-purpose": lambda _: {"purposes": frozenset({"support"})},
    "consent-not-started": lambda at: {"start": at + TICK, "end": at + 2 * TICK},
    "consent-expired": lambda at: {"start": at - TICK, "end": at},
    "consent-revoked": lambda at: {"status": ConsentStatus.REVOKED, "revoked_at": at},
    "consent-moved-out": lambda at: {"ended_at": at},
    "consent-unproven": lambda _: {"identity_proof": ""},
}


def broken(consent: Consent, *, rule: str, at: datetime) -> Consent:
    """Return a consent with the one term broken that a rule is about."""
    return replace(consent, **BREAKS[rule](at))


def near_misses(count: int, *, seed: int, whole: bool = False) -> Iterator[tuple[Question, str]]:
    """Yield accesses that a live consent allows, with one term of it broken, and that term's rule.

    With `whole`, nothing is broken after all.
    """
    draw = random.Random(seed)
    for _ in range(count):
        near = _crossing(draw)
        rule = draw.choice(list(BREAKS))
        consent = live_consent(near)
        if draw.random() < 0.3 and rule != "consent-moved-out":
            consent = replace(consent, ended_at=near.at + 3 * TICK)
        missed = consent if whole else broken(consent, rule=rule, at=near.at)
        yield replace(near, consent=missed), rule


def _crossing(draw: random.Random) -> Question:
    """Return an access across the sides that nothing but the consent decides about."""
    refers = draw.random() < 0.2
    side = draw.choice((Side.REGULATED, Side.NON_REGULATED))
    other = Side.NON_REGULATED if side is Side.REGULATED else Side.REGULATED
    hat = side if refers else draw.choice((other, None, Side.ENTERPRISE))
    unit = draw.choice((hat, Side.ENTERPRISE)) if hat else None
    return Question(
        actor=Actor(id=draw.choice(("Ann", "SunCo")), side=unit),
        acting_for=hat,
        action=Action.REFER if refers else Action.READ,
        object=Object(
            id="O-1",
            kind="item",
            side=side,
            sensitivity=Sensitivity.PERSONAL,
            subject=draw.choice(CUSTOMERS),
            premise=draw.choice(("P-1", "P-2")),
            account=draw.choice(("A-1", "A-2")),
            data_class=draw.choice(("interval_usage", "contact")),
        ),
        purpose="customer_request" if refers else draw.choice(("solar_design", "der_program")),
        at=NOW + draw.choice((-TICK, timedelta(), TICK)),
    )
