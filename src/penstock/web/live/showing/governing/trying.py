"""A question to the boundary, put together from fields as the scenarios of a council are worded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from penstock.app.boundary.files import CLASSES, PURPOSES
from penstock.app.boundary.reading import Council
from penstock.app.guarding.asker import CASE_WORK
from penstock.app.guarding.classes import read_classes
from penstock.app.guarding.purposes import read_purposes
from penstock.governance.boundary.asking import Decision
from penstock.governance.boundary.explaining import Explanation, explain
from penstock.governance.boundary.scenarios.words import VERBS, asked
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from penstock.web.live.showing.filters import Filter

_OWN = "own"
_CUSTOMER = "C-1"
_GIVEN = (
    "no consent",
    "a live consent",
    "a live consent, but taken back",
    "a live consent, but ends yesterday",
    "a live consent, but about another premise",
    "a live consent, but without its text",
    "an emergency declared by Ann and confirmed by Bob",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A question that somebody tries, and what becomes of it.

    Args:
        words: The access, as scenarios write it.
        given: Under which consent or emergency, likewise.
        told: What is decided, and why; None where the question cannot be.
        wrong: Why it cannot be; empty where it can.
    """

    words: str
    given: str
    told: Explanation | None = None
    wrong: str = ""


def fields(council: Council, *, roles: frozenset[str]) -> tuple[Filter, ...]:
    """Return the fields of a question; at first somebody asks about a role of their own.

    Args:
        council: What the company lays down.
        roles: The roles of whoever asks.
    """
    known = sorted(council.roles.sides)
    classes = sorted(read_classes(council.tables.get(CLASSES)).names)
    purposes = {CASE_WORK, *read_purposes(council.tables.get(PURPOSES)).by_id.values()}
    own = min(roles.intersection(known), default=known[0])
    return (
        _field("who", "A person who is", known, usual=own),
        _field("hat", "acting for", [_OWN, *Side], usual=_OWN),
        _field("verb", "does this", VERBS, usual="reads"),
        _field("sensitivity", "with what is", Sensitivity, usual=Sensitivity.PERSONAL),
        _field("side", "of the side", Side, usual=Side.REGULATED),
        _field("data", "data", classes, usual="interval_usage"),
        _field("purpose", "for", sorted(purposes), usual=CASE_WORK),
        _field("given", "given", _GIVEN, usual=_GIVEN[0]),
    )


def decided(
    council: Council, questions: Iterable[Filter], chosen: Mapping[str, str]
) -> Decision | None:
    """Return what would be decided of a question, without its grounds; None where it cannot be."""
    said = {each.name: chosen.get(each.name) or each.usual for each in questions}
    words, given = _sentence(said, council), said["given"]
    try:
        return council.boundary.decide(asked(words, given=given, roles=council.roles))
    except (LookupError, ValueError):
        return None


def tried(council: Council, questions: Iterable[Filter], chosen: Mapping[str, str]) -> Trial:
    """Return what would be decided of a question; nothing is read for it, and nothing recorded."""
    said = {each.name: chosen.get(each.name) or each.usual for each in questions}
    words, given = _sentence(said, council), said["given"]
    try:
        question = asked(words, given=given, roles=council.roles)
        return Trial(words=words, given=given, told=explain(council.boundary, question))
    except (LookupError, ValueError) as error:
        return Trial(words=words, given=given, wrong=str(error))


def _sentence(said: Mapping[str, str], council: Council) -> str:
    own = council.roles.sides.get(said["who"], Side.ENTERPRISE)
    hat = own if said["hat"] == _OWN else said["hat"]
    # What is about a person is about somebody; which customer it is makes no difference.
    about = f" about {_CUSTOMER}" if said["sensitivity"] == Sensitivity.PERSONAL else ""
    return (
        f"{said['who']} acting for {hat} {said['verb']} {said['sensitivity']} {said['side']} "
        f"{_words(said['data'])}{about} for {_words(said['purpose'])}"
    )


def _field(name: str, words: str, values: Iterable[str], *, usual: str) -> Filter:
    choices = [(str(each), _words(each)) for each in values]
    known = [value for value, _ in choices]
    return Filter(
        name=name, words=words, choices=choices, usual=usual if usual in known else known[0]
    )


def _words(name: str) -> str:
    return "their own side" if name == _OWN else name.replace("_", " ")
