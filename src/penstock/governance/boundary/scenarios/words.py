"""The words of scenarios: what is done, under which consent or emergency, and what becomes of it.

Everything that a sentence does not say is as it should be: a live consent fits the access that it
is given for, in every term but those that the sentence names.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from penstock.governance.boundary.asking import Action, Actor, Emergency, Object, Question, Totals
from penstock.governance.boundary.people import Roles
from penstock.governance.consent.consent import Consent, ConsentStatus
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

NOW = datetime(2026, 3, 8, 10, tzinfo=UTC)
"""When every scenario takes place."""

VERBS = {
    "reads": Action.READ,
    "writes": Action.WRITE,
    "approves": Action.APPROVE,
    "applies": Action.APPLY,
    "refers": Action.REFER,
    "releases": Action.RELEASE,
    "oversees": Action.OVERSEE,
    "inspects": Action.INSPECT,
    "overrides": Action.OVERRIDE,
    "keeps": Action.KEEP,
}
_WHEN = re.compile(
    rf"""(?P<who>.+?)(\ acting\ for\ (?P<hat>[\w-]+))?\ (?P<verb>{"|".join(VERBS)})
    \ (?P<sensitivity>{"|".join(Sensitivity)})\ (?P<side>{"|".join(Side)})
    \ (?P<data>[\w ]+?)(\ in\ an?\ (?P<kind>\w+))?(\ about\ (?P<subject>\S+))?
    \ for\ (?P<purpose>[\w ]+)""",
    re.VERBOSE,
)
_EMERGENCY = re.compile(
    r"an emergency declared by (?P<declared>\S+)( and confirmed by (?P<confirmed>\S+))?"
)
_TOTAL = re.compile(
    r"a total over (?P<customers>\d+) customers, the largest with (?P<largest>\d+) "
    r"of (?P<total>\d+), singling out (?P<isolated>\d+)"
)


class UnclearError(ValueError):
    """A sentence of a scenario is not understood."""

    def __init__(self, sentence: str, *, expected: str) -> None:
        self.sentence = sentence
        super().__init__(f"“{sentence}” is not understood. Write: {expected}.")


def asked(when: str, *, given: str, roles: Roles) -> Question:
    """Return the access that two cells describe.

    Raises:
        UnclearError: A cell is not understood.
        LookupError: There is no such role.
        ValueError: What it says cannot be.
    """
    found = _WHEN.fullmatch(when.strip())
    if not found:
        expected = (
            "Meter Data Analyst acting for regulated reads personal regulated interval usage "
            "about C-1 for billing"
        )
        raise UnclearError(when, expected=expected)
    actor = _actor(found["who"], roles)
    question = Question(
        actor=actor,
        acting_for=_side(found["hat"]) if found["hat"] else None,
        action=VERBS[found["verb"]],
        object=_object(found, actor),
        purpose=_name(found["purpose"]),
        at=NOW,
    )
    return _under(question, given.strip())


def _actor(who: str, roles: Roles) -> Actor:
    kind, _, name = who.partition(" ")
    if kind in ("customer", "company") and name:
        return Actor(id=name, side=None)
    return roles.actor(who, roles=frozenset({who}), where="when")


def _object(found: re.Match[str], actor: Actor) -> Object:
    subject = found["subject"] or ""
    return Object(
        id="it",
        kind=found["kind"] or "item",
        side=Side(found["side"]),
        sensitivity=Sensitivity(found["sensitivity"]),
        subject=actor.id if subject == "themselves" else subject,
        premise="the premise",
        account="the account",
        data_class=_name(found["data"]),
    )


def _under(question: Question, given: str) -> Question:
    """Return the question with the consent, the emergency or the total that is given."""
    head, _, but = given.partition(", but ")
    if head in ("", "no consent"):
        return question
    if head == "a live consent":
        return replace(question, consent=_changed(_live(question), but, _TERMS, question.at))
    if found := _EMERGENCY.fullmatch(head):
        return replace(question, emergency=_changed(_declared(found), but, _LIMITS, question.at))
    if found := _TOTAL.fullmatch(head):
        said = Totals(**{name: int(number) for name, number in found.groupdict().items()})
        return replace(question, object=replace(question.object, totals=said))
    expected = "no consent, a live consent, an emergency declared by Ann and confirmed by Bob"
    raise UnclearError(given, expected=expected)


def _live(question: Question) -> Consent:
    about = question.object
    return Consent(
        id="the consent",
        customer=about.subject or "the customer",
        premise=about.premise,
        account=about.account,
        grantee=question.recipient,
        data_classes=frozenset({about.data_class}),
        purposes=frozenset({question.purpose}),
        start=question.at - timedelta(days=30),
        end=question.at + timedelta(days=60),
        text_sha256="word for word",
        text_version="1",
        channel="web",
        given_at=question.at - timedelta(days=30),
        identity_proof="signature",
    )


def _declared(found: re.Match[str]) -> Emergency:
    return Emergency(
        reason="Ice storm",
        declared_by=found["declared"],
        confirmed_by=found["confirmed"] or "",
        start=NOW - timedelta(hours=1),
        end=NOW + timedelta(hours=3),
    )


_Change = Callable[[re.Match[str], datetime], dict[str, Any]]
_MOMENTS = {
    "yesterday": timedelta(days=-1),
    "a second ago": timedelta(seconds=-1),
    "now": timedelta(),
    "in a second": timedelta(seconds=1),
    "tomorrow": timedelta(days=1),
}
_MOMENT = f"({'|'.join(_MOMENTS)})"
_TERMS: Mapping[str, _Change] = {
    "of another customer": lambda *_: {"customer": "another customer"},
    "about another premise": lambda *_: {"premise": "another premise"},
    "about another account": lambda *_: {"account": "another account"},
    r"given to (\S+)": lambda said, _: {"grantee": _party(said[1])},
    "for data of ([a-z ]+)": lambda said, _: {"data_classes": frozenset({_name(said[1])})},
    "for the purpose of ([a-z ]+)": lambda said, _: {"purposes": frozenset({_name(said[1])})},
    f"begins {_MOMENT}": lambda said, at: {"start": at + _MOMENTS[said[1]]},
    f"ends {_MOMENT}": lambda said, at: {"end": at + _MOMENTS[said[1]]},
    "taken back": lambda _, at: {"status": ConsentStatus.REVOKED, "revoked_at": at},
    f"the customer moves out {_MOMENT}": lambda said, at: {"ended_at": at + _MOMENTS[said[1]]},
    "without its text": lambda *_: {"text_sha256": ""},
    "without proof of identity": lambda *_: {"identity_proof": ""},
}
_LIMITS: Mapping[str, _Change] = {
    "without a reason": lambda *_: {"reason": ""},
    f"begins {_MOMENT}": lambda said, at: {"start": at + _MOMENTS[said[1]]},
    f"ends {_MOMENT}": lambda said, at: {"end": at + _MOMENTS[said[1]]},
    r"lasts (\d+) minutes": lambda said, at: {
        "start": at,
        "end": at + timedelta(minutes=int(said[1])),
    },
    "declared by nobody": lambda *_: {"declared_by": ""},
}


def _changed(it: Any, but: str, known: Mapping[str, _Change], at: datetime) -> Any:
    """Return a consent or an emergency with what differs about it."""
    changes: dict[str, Any] = {}
    for phrase in filter(None, but.split(" and ")):
        found = ((re.fullmatch(pattern, phrase), change) for pattern, change in known.items())
        made = next((change(said, at) for said, change in found if said), None)
        if made is None:
            raise UnclearError(phrase, expected="; ".join(known))
        changes |= made
    return replace(it, **changes)


def _party(word: str) -> str:
    side = Side.read(word)
    return side.value if side else word


def _side(word: str) -> Side:
    side = Side.read(word)
    if side is None:
        raise UnclearError(word, expected=", ".join(Side))
    return side


def _name(words: str) -> str:
    return "_".join(words.split())
