"""Two mappings that say different things of one pair."""

from collections.abc import Iterator
from itertools import combinations

from penstock.architecture.checks.model.capability_references import catalogue_of
from penstock.architecture.checks.model.maps import (
    Entry,
    Map,
    Pair,
    capability_maps,
    catalogue_list,
    product_maps,
    stage_tables,
)
from penstock.architecture.checks.model.words import at
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Architecture, Kind, Ref
from penstock.kernel.findings import Cause, Finding, Severity
from penstock.kernel.places import Place

_STRENGTHS = {"P": "primary", "S": "supporting"}


class DisagreeingMaps(Rule):
    """Two mappings that speak of the same product or capability and value stream say the same.

    Compared are mappings of products with each other; maps of capabilities with each other, with
    the capabilities that the catalogue lets take part in a stream, and with those that the stage
    table needs. A mapping is taken at its word only where it speaks of both ends of a pair; lists
    of examples may leave out what is merely supporting.

    What breaks it:

        | 8. Electric Distribution | P | … |            (map of capabilities: primary for RCV-01)
        **Participating Capabilities:** without it      (catalogue)

    How it is mended: decide which is right, and correct the other.
    """

    code = "MAP-003"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each pair on which two mappings disagree."""
        architecture = subject.architecture
        for one, other in combinations(product_maps(architecture), 2):
            yield from self._between(one, other, Kind.PRODUCT, architecture)
        maps = list(capability_maps(architecture))
        for one, other in combinations(maps, 2):
            yield from self._between(one, other, Kind.CAPABILITY, architecture)
        lists = (catalogue_list(architecture), stage_tables(architecture)) if maps else ()
        for one in maps:
            for other in lists:
                yield from self._against_list(one, other, architecture)

    def _between(
        self, one: Map, other: Map, kind: Kind, architecture: Architecture
    ) -> Iterator[Finding]:
        """Hold two mappings against each other, in presence and in strength."""
        for first, second in ((one, other), (other, one)):
            for pair, entry in first.entries.items():
                label = _label(pair, kind, architecture)
                if pair not in second.entries and second.covers(pair):
                    yield self._absent(label, first, second, entry, second.rows[pair[0]])
        for pair, entry in other.entries.items():
            known = one.entries.get(pair)
            if known and {known.strength, entry.strength} == {"P", "S"}:
                yield self._strength(_label(pair, kind, architecture), other, entry, one, known)

    def _against_list(
        self, drawn: Map, listed: Map, architecture: Architecture
    ) -> Iterator[Finding]:
        """Hold a map of capabilities against a list that may leave out the supporting ones."""
        for pair, entry in listed.entries.items():
            if pair not in drawn.entries and drawn.covers(pair):
                label = _label(pair, Kind.CAPABILITY, architecture)
                yield self._absent(label, listed, drawn, entry, drawn.rows[pair[0]])
        for pair, entry in drawn.entries.items():
            primary = entry.strength == "P" and pair[1] in listed.whole
            if primary and pair not in listed.entries:
                label = _label(pair, Kind.CAPABILITY, architecture)
                yield self._absent(label, drawn, listed, entry, listed.columns[pair[1]])

    def _absent(self, label: str, source: Map, other: Map, entry: Entry, place: Place) -> Finding:
        how = f" as {_STRENGTHS[entry.strength]}" if entry.strength else ""
        return self.finding(
            entry.place,
            f"Here {source.title} connects {label}{how}, but {other.title} does not "
            f"({at(place, seen_from=entry.place)}). Add it there, or take it out here.",
            others=(place,),
            cause=_cause(source, other),
        )

    def _strength(self, label: str, source: Map, entry: Entry, other: Map, known: Entry) -> Finding:
        return self.finding(
            entry.place,
            f"Here {source.title} connects {label} as {_STRENGTHS[entry.strength]}, but "
            f"{other.title} as {_STRENGTHS[known.strength]} "
            f"({at(known.place, seen_from=entry.place)}). Let both say the same.",
            others=(known.place,),
            cause=_cause(source, other),
        )


class IdleParticipant(Rule):
    """A capability that takes part in a value stream enables one of its stages.

    The catalogue lists it as participating, but no stage of the stream needs it or a part of it.
    Stage tables often name examples only, so this is a note. Streams with references that lead to
    no capability are passed over.

    What breaks it:

        -   Information Technology & Digital Services    (no stage needs 16 or a part)

    How it is mended: add it to the stage that it enables, or take it out of the catalogue.
    """

    code = "MAP-007"
    severity = Severity.NOTE

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each participating capability that no stage needs."""
        architecture = subject.architecture
        known = catalogue_of(architecture).capabilities
        listed = catalogue_list(architecture)
        tables = stage_tables(architecture) if listed.entries else listed
        for pair, entry in listed.entries.items():
            if pair[0] in known and pair[1] in tables.whole and pair not in tables.entries:
                place = tables.columns[pair[1]]
                capability = architecture.label(Ref(Kind.CAPABILITY, pair[0]))
                yield self.finding(
                    entry.place,
                    f"Capability {capability} takes part in {pair[1]}, but no stage of it needs "
                    f"{pair[0]} or a part of it ({at(place, seen_from=entry.place)}). Add it to "
                    "the stage that it enables, or take it out here.",
                    others=(place,),
                    cause=Cause(
                        key="participant-idle",
                        sentence="{count} capabilities take part in a value stream "
                        "and enable none of its stages",
                    ),
                )


def _label(pair: Pair, kind: Kind, architecture: Architecture) -> str:
    return f"{kind} {architecture.label(Ref(kind, pair[0]))} with {pair[1]}"


def _cause(one: Map, other: Map) -> Cause:
    titles = sorted((one.title, other.title))
    return Cause(
        key="maps-disagree:" + ":".join(titles),
        sentence=f"{{count}} pairs are told differently by {titles[0]} and {titles[1]}",
    )
