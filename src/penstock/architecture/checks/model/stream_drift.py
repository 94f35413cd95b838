"""What catalogue, stage model and maps say of one value stream, where they say different things."""

import re
from collections.abc import Iterator
from typing import ClassVar

from penstock.architecture.checks.model.stakeholder_maps import stakeholder_rows
from penstock.architecture.checks.model.words import at
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import (
    Kind,
    Relation,
    RelationKind,
    Stated,
    ValueStream,
)
from penstock.architecture.names import normal
from penstock.kernel.findings import Cause, Finding, Severity

_VERB = {True: "is", False: "are"}
_WORD = re.compile(r"\w+")
_MAPPED = {
    RelationKind.TRIGGERS: ("triggering_stakeholder", "triggering stakeholder"),
    RelationKind.RECEIVES: ("receiving_stakeholder", "receiving stakeholder"),
}


class _Drift(Rule):
    """The law that two documents say the same of a value stream in some attributes."""

    attributes: ClassVar[dict[str, str]]

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each attribute that a later document states otherwise."""
        for ref, several in subject.architecture.statements.items():
            if ref.kind is Kind.VALUE_STREAM and len(several) > 1:
                streams = [each for each in several if isinstance(each, ValueStream)]
                for attribute, words in self.attributes.items():
                    yield from self.compare(streams, attribute, words)

    def compare(self, streams: list[ValueStream], attribute: str, words: str) -> Iterator[Finding]:
        """Hold each statement of an attribute against the most authoritative."""
        stated = [
            (stream, value)
            for stream in streams
            if (value := getattr(stream, attribute)) is not None
        ]
        for stream, value in stated[1:]:
            first_stream, first = stated[0]
            if self.differ(first.text, value.text):
                yield self.finding(
                    value.place,
                    f"The {stream.origin} of {stream.id} gives “{value.text}” as {words}, the "
                    f"{first_stream.origin} gives “{first.text}” "
                    f"({at(first.place, seen_from=value.place)}). Let both say the same.",
                    others=(first.place,),
                    cause=self.cause(attribute, words),
                )

    def differ(self, one: str, other: str) -> bool:
        """Tell whether two texts say different things."""
        return _plain(one) != _plain(other)

    def cause(self, attribute: str, words: str) -> Cause:
        """Return what all findings about one attribute have in common."""
        return Cause(
            key=f"stream-drift:{attribute}",
            sentence=f"{{count}} documents give a value stream another {words} than others do",
        )


class StakeholderDrift(_Drift):
    """Every document names the same stakeholders and owner for a value stream.

    Who triggers a stream and who receives its value is what sets it apart; two answers are two
    streams. Qualifiers in brackets do not count.

    What breaks it:

        **Triggering Stakeholder:** Prospective DG/Storage Customer    (catalogue)
        **Triggering Stakeholder:** Sales Team                         (stage model)

    How it is mended: decide, and let the catalogue, the stage model and the map of stakeholders say
    the same.
    """

    code = "STR-002"
    attributes: ClassVar[dict[str, str]] = {
        "triggering_stakeholder": "triggering stakeholder",
        "receiving_stakeholder": "receiving stakeholder",
        "owner": "owner",
    }

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each contradiction between statements, and between them and maps."""
        yield from super().check(subject)
        architecture = subject.architecture
        for kind, rows in stakeholder_rows(architecture).items():
            for ref, relations in rows.items():
                stream = architecture.merged(ref)
                if isinstance(stream, ValueStream):
                    yield from self._mapped(stream, kind, relations)

    def differ(self, one: str, other: str) -> bool:
        """Tell whether two texts name different people, in whatever order."""
        return set(normal(one).split()) != set(normal(other).split())

    def _mapped(
        self, stream: ValueStream, kind: RelationKind, rows: list[Relation]
    ) -> Iterator[Finding]:
        attribute, words = _MAPPED[kind]
        stated: Stated | None = getattr(stream, attribute)
        mapped = " / ".join(relation.written for relation in rows)
        if stated and self.differ(stated.text, mapped):
            yield self.finding(
                rows[0].place,
                f"The map of stakeholders gives “{mapped}” as {words} of {stream.id}, elsewhere it "
                f"is “{stated.text}” ({at(stated.place, seen_from=rows[0].place)}). "
                "Let both say the same.",
                others=(stated.place,),
                cause=self.cause(attribute, words),
            )


class ValuePropositionDrift(_Drift):
    """Every document gives a value stream the same value proposition.

    A value proposition is a promise; in two wordings it becomes two promises, and sales and
    operations keep different ones.

    What breaks it:

        **Value Proposition:** Bills that customers understand and can pay.      (catalogue)
        **Value Proposition:** Lower cost of collection.                         (stage model)

    How it is mended: copy the catalogue's sentence into the stage model, letter for letter, or
    leave it out there.
    """

    code = "STR-006"
    severity = Severity.WARNING
    attributes: ClassVar[dict[str, str]] = {"value_proposition": "value proposition"}


class DescriptionDrift(_Drift):
    """Catalogue and stage model describe a value stream in the same words, by the same criteria.

    Two descriptions drift apart a little with every edit, until entry criteria disagree on whether
    a case may begin. Different words may still mean the same, so this is a note.

    What breaks it:

        -   Site assessment completed.                          (catalogue)
        -   A preliminary site assessment … is positive.        (stage model)

    How it is mended: keep the text in one document, or copy it letter for letter.
    """

    code = "STR-007"
    severity = Severity.NOTE
    attributes: ClassVar[dict[str, str]] = {
        "description": "description",
        "entry_criteria": "entry criteria",
        "exit_criteria": "exit criteria",
    }

    def compare(self, streams: list[ValueStream], attribute: str, words: str) -> Iterator[Finding]:
        """Hold each statement against the most authoritative; criteria as a whole list."""
        stated = [(stream, value) for stream in streams if (value := getattr(stream, attribute))]
        for stream, value in stated[1:]:
            first_stream, first = stated[0]
            sentence = _difference(first, value)
            if sentence is not None:
                own, other = _first(value).place, _first(first).place
                yield self.finding(
                    own,
                    f"The {stream.origin} of {stream.id} and the {first_stream.origin} "
                    f"({at(other, seen_from=own)}) differ in their {words}{sentence}. "
                    f"Let both say the same, or keep the {words} in one of them.",
                    others=(other,),
                    cause=self.cause(attribute, words),
                )

    def cause(self, attribute: str, words: str) -> Cause:
        """Return what all findings about one attribute have in common."""
        return Cause(
            key=f"stream-drift:{attribute}",
            sentence=f"{{count}} value streams differ in their {words} between documents",
        )


def _first(value: Stated | tuple[Stated, ...]) -> Stated:
    return value if isinstance(value, Stated) else value[0]


def _difference(
    first: Stated | tuple[Stated, ...], value: Stated | tuple[Stated, ...]
) -> str | None:
    """Say how two texts or two lists differ, or return None where they do not."""
    if isinstance(first, Stated) or isinstance(value, Stated):
        return None if _plain(_first(first).text) == _plain(_first(value).text) else ""
    theirs, ours = ({_plain(each.text) for each in several} for several in (first, value))
    if theirs == ours:
        return None
    both = len(theirs & ours)
    stands = f"{both or 'none'} of the {len(ours)} here {'stand' if both > 1 else 'stands'} there"
    return f": {stands}, and {len(theirs - ours)} there {_VERB[len(theirs - ours) == 1]} not here"


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
