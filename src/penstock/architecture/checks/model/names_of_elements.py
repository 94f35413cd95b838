"""Names beside the IDs of value streams, stages and products."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from penstock.architecture.checks.model.once import once
from penstock.architecture.checks.model.texts import replaced
from penstock.architecture.checks.model.words import at, capitalized, who
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Architecture, Element, Kind, Mention, Ref, Stated
from penstock.architecture.names import alike, normal
from penstock.architecture.reading.words import without_qualifier
from penstock.kernel.findings import Cause, Finding, Fix, Severity

_BRACKETS = re.compile(r"\([^()]*\)")
_KINDS = frozenset({Kind.VALUE_STREAM, Kind.STAGE, Kind.PRODUCT})


class _Drifted(NamedTuple):
    """A name beside an ID that is not the element's name, and the name that is."""

    mention: Mention
    known: Stated
    form: bool


class OtherName(Rule):
    """An ID has one name in all documents.

    Where ID and name disagree, nobody can tell which of the two is the slip; programs follow the
    ID and people the name. Qualifiers in brackets may differ. Without a catalogue, the name that
    most places give counts.

    What breaks it:

        ### NCV-02: EV Charging Solution Deployment     (catalogue)
        **NCV-02 Smart Home Solution Delivery**          (another document)

    How it is mended: write the catalogue's name, or the ID of the element that is meant.
    """

    code = "STR-003"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each place that gives an ID the name of something else."""
        for mention, known, form in _drifted(subject.architecture):
            if not form:
                bearers = _bearers(subject.architecture).get(normal(mention.name), [])
                yield self._other(mention, known, bearers)

    def _other(self, mention: Mention, known: Stated, bearers: list[Ref]) -> Finding:
        ref = mention.ref
        named = [other for other in bearers if other != ref]
        hint = f"; “{mention.name}” is {who(named[0])}" if len(named) == 1 else ""
        return self.finding(
            mention.place,
            f"{capitalized(who(ref))} is called “{mention.name}” here, but its name is "
            f"“{known.text}” ({at(known.place, seen_from=mention.place)}){hint}. "
            "Write that name, or the ID of what is meant.",
            others=(known.place,),
            cause=Cause(
                key=f"name:{ref.kind}:{ref.id}",
                sentence=f"{{count}} places give {ref.id} another name than “{known.text}”",
            ),
        )


class FormOfName(Rule):
    """A name beside an ID is written in full.

    A search for the full name does not find a short form, and a reader wonders whether something
    else is meant. It may be meant as an abbreviation, so this is a warning. `--fix` writes the
    name in full.

    What breaks it:

        ### SMV-03: Distributed Energy Resource (DER) Aggregation & Optimization     (catalogue)
        **SMV-03 DER Aggregation**                                         (another document)

    How it is mended: write the name as the catalogue has it.
    """

    code = "STR-009"
    severity = Severity.WARNING
    fixable = True

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each place that gives an ID a form of its name."""
        for mention, known, form in _drifted(subject.architecture):
            if form:
                yield self._form(mention, known, subject)

    def _form(self, mention: Mention, known: Stated, subject: Subject) -> Finding:
        return self.finding(
            mention.place,
            f"{capitalized(who(mention.ref))} is called “{mention.name}” here, in full it is "
            f"“{known.text}” ({at(known.place, seen_from=mention.place)}). Write the full name.",
            others=(known.place,),
            fix=_fix(mention, known, subject),
            cause=Cause(
                key=f"name-form:{mention.ref.kind}:{mention.ref.id}",
                sentence=f"{{count}} places write “{known.text}” in a form of its own",
            ),
        )


@once
def _drifted(architecture: Architecture) -> tuple[_Drifted, ...]:
    """Return the mentions whose name is not the one that their ID has."""
    mentions = _mentions(architecture)
    found = []
    for ref, known in _names(architecture).items():
        for mention in mentions[ref]:
            if mention.name == known.text or _is_qualifier(mention.name):
                continue
            key = normal(mention.name)
            if key != normal(known.text):
                form = key not in _bearers(architecture) and alike(known.text, mention.name)
                found.append(_Drifted(mention, known, form))
    return tuple(found)


def _is_qualifier(name: str) -> bool:
    """Tell whether brackets alone stand beside an ID, as in `AOV-02 (Value Stream)`."""
    return _BRACKETS.fullmatch(name) is not None


@once
def _mentions(architecture: Architecture) -> Mapping[Ref, list[Mention]]:
    """Return the places that name a value stream, stage or product by its ID."""
    found: defaultdict[Ref, list[Mention]] = defaultdict(list)
    for mention in architecture.mentions:
        if mention.ref.kind in _KINDS:
            found[mention.ref].append(mention)
    return found


@once
def _names(architecture: Architecture) -> Mapping[Ref, Stated]:
    """Return what each ID that is mentioned is called by the most authoritative document."""
    found: dict[Ref, Stated] = {}
    for ref, mentions in _mentions(architecture).items():
        named = _named(architecture.statements.get(ref, ()))
        name = Stated(named.name, named.place) if named else _usual(mentions)
        if name:
            found[ref] = name
    return found


def _named(statements: Iterable[Element]) -> Element | None:
    return next((each for each in statements if each.name), None)


def _usual(mentions: Iterable[Mention]) -> Stated | None:
    """Return the name that most places give to an ID that no document describes."""
    several = [mention for mention in mentions if not _is_qualifier(mention.name)]
    if not several:
        return None
    name = Counter(normal(mention.name) for mention in several).most_common(1)[0][0]
    first = next(mention for mention in several if normal(mention.name) == name)
    return Stated(without_qualifier(first.name), first.place)


@once
def _bearers(architecture: Architecture) -> Mapping[str, list[Ref]]:
    """Return the IDs that bear each name."""
    names = {
        ref: named.name
        for ref, several in architecture.statements.items()
        if ref.kind in _KINDS and (named := _named(several))
    }
    names |= {ref: name.text for ref, name in _names(architecture).items()}
    found: defaultdict[str, list[Ref]] = defaultdict(list)
    for ref, name in names.items():
        found[normal(name)].append(ref)
    return dict(found)


def _fix(mention: Mention, known: Stated, subject: Subject) -> Fix | None:
    """Return the edit that writes the name in full, where it stands right behind the ID."""
    # A `|` would part the cell that it is written to, and the name would be mended for ever.
    if "(" in mention.name or "|" in known.text:
        return None
    for separator in (" ", ": ", " – ", " — ", " - "):
        lead = f"{mention.ref.id}{separator}"
        edit = replaced(subject, lead + mention.name, mention.place, by=lead + known.text)
        if edit:
            return Fix(title=f"Write “{known.text}” for “{mention.name}”", edits=(edit,))
    return None
