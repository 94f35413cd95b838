"""What one value stream says of another: both know of it, and the other exists."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from penstock.architecture.checks.model.known_streams import (
    Naming,
    Use,
    known_streams,
    unknown_namings,
)
from penstock.architecture.checks.model.words import at
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Architecture, Origin, Relation, RelationKind, ValueStream
from penstock.kernel.findings import Cause, Finding, Severity
from penstock.kernel.places import Place

_DEPENDENCIES = re.compile(r"\bdependenc", re.IGNORECASE)


class OneSidedDependency(Rule):
    """Two value streams that depend on each other both say so.

    Who changes a stream reads its own document. A dependency that only the other document knows is
    broken by people who never heard of it. Only streams whose documents both have a section about
    dependencies are compared.

    What breaks it:

        -   A process managed by **AOV-04 Electric Energy Delivery**.   (in the document of NCV-03)

    How it is mended: add a sentence about NCV-03 to the section about dependencies in AOV-04's
    document, or take this one out.
    """

    code = "STR-004"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each dependency that the other stream's document does not know."""
        owners = _Owners(subject.architecture)
        sections = _sections(subject, owners)
        stated = _stated(subject.architecture, owners)
        for (stream, other), relation in stated.items():
            if stream in sections and other in sections and (other, stream) not in stated:
                yield self._one_sided(stream, other, relation.place, sections[other])

    def _one_sided(self, stream: str, other: str, place: Place, section: Place) -> Finding:
        return self.finding(
            place,
            f"{stream} says here that it and {other} depend on each other, but {other} does not "
            f"name {stream} among its dependencies ({at(section, seen_from=place)}). "
            "Name it there too, or take it out here.",
            others=(section,),
            cause=Cause(
                key="one-sided-dependency",
                sentence="{count} dependencies are stated by one value stream and not by the other",
            ),
        )


class UnknownStream(Rule):
    """Every value stream that a document names is in the catalogue.

    A dependency on a stream that nobody catalogued leads nowhere: the stream was renamed, dropped
    or never written down. A stage model of an uncatalogued stream is reported too. Without a
    catalogue the rule is silent.

    What breaks it:

        -   It relies on **AOV-09 Fleet Management**.

    How it is mended: correct the ID, or add the stream to the catalogue.
    """

    code = "STR-005"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each place that names a stream of no catalogue."""
        known = known_streams(subject.architecture)
        if not known.catalogued:
            return
        for naming in unknown_namings(subject.architecture):
            if naming.use is Use.OTHER:
                yield self._unknown(naming, known.by_name.get(naming.key))
        for stream in subject.architecture.all(ValueStream).values():
            if stream.id not in known.catalogued:
                yield self._uncatalogued(stream)

    def _unknown(self, naming: Naming, meant: str | None) -> Finding:
        advice = (
            f"The catalogue has that name under {meant}; write {meant}."
            if meant
            else "Correct the ID, or add the stream to the catalogue."
        )
        return self.finding(
            naming.place,
            f"The value stream “{naming.written}” is not in the catalogue. {advice}",
            cause=Cause(
                key=f"stream-unknown:{naming.id}",
                sentence=f"{{count}} places name the value stream {naming.id}, "
                "which is not in the catalogue",
            ),
        )

    def _uncatalogued(self, stream: ValueStream) -> Finding:
        return self.finding(
            stream.place,
            f"This document describes the stages of {stream.id} {stream.name}, which the catalogue "
            "of value streams does not have. Add it there, or correct the ID.",
        )


class _Owners:
    """Which value stream each part of a document is about: the one introduced last."""

    def __init__(self, architecture: Architecture) -> None:
        self._begins: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for stream in architecture.stated(ValueStream):
            if stream.origin is Origin.STAGE_MODEL:
                self._begins[stream.place.document].append((stream.place.line, stream.id))

    def documents(self) -> Iterable[str]:
        """Return the documents that describe stages of streams."""
        return self._begins.keys()

    def at(self, place: Place) -> str | None:
        """Return the stream that a place is about."""
        begins = self._begins.get(place.document)
        if not begins:
            return None
        index = bisect_right(begins, place.line, key=lambda begin: begin[0])
        return begins[max(index - 1, 0)][1]


def _stated(architecture: Architecture, owners: _Owners) -> dict[tuple[str, str], Relation]:
    """Return the first sentence in which each stream's document names another stream."""
    found: dict[tuple[str, str], Relation] = {}
    for relation in architecture.of_kind(RelationKind.DEPENDS_ON):
        owner = owners.at(relation.place)
        if owner is not None:
            ends = (relation.source.id, relation.target.id)
            other = ends[1] if ends[0] == owner else ends[0]
            found.setdefault((owner, other), relation)
    return found


def _sections(subject: Subject, owners: _Owners) -> dict[str, Place]:
    """Return where each stream's document has its section about dependencies."""
    found: dict[str, Place] = {}
    for path in owners.documents():
        for heading in subject.documents[path].headings:
            if _DEPENDENCIES.search(heading.text):
                place = subject.documents[path].place(heading.line, heading.column)
                found.setdefault(owners.at(place) or "", place)
    return found
