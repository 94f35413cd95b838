"""Roles in responsibility matrices: catalogued, and on their own side."""

from collections.abc import Iterator

from penstock.architecture.checks.model.people import People, people_of
from penstock.architecture.checks.model.words import at, who
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import (
    Architecture,
    Kind,
    Ref,
    Relation,
    RelationKind,
    Stage,
    ValueStream,
)
from penstock.architecture.names import normal
from penstock.architecture.responsibility import is_barred
from penstock.kernel.findings import Cause, Finding, Severity
from penstock.kernel.places import Place
from penstock.kernel.sides import Side

_KINDS = (
    RelationKind.RESPONSIBLE,
    RelationKind.ACCOUNTABLE,
    RelationKind.CONSULTED,
    RelationKind.INFORMED,
    RelationKind.OWNS,
)


class AccountableOnOtherSide(Rule):
    """A role of the regulated side answers for no non-regulated work, nor the reverse.

    Codes of conduct keep the utility and its competitive business apart. Who answers for work on
    both sides can favour one with what the other knows and pays for. Enterprise roles may answer
    for either; an owner of a value stream answers for it too.

    What breaks it:

        | NCV-03.4 | Solution Installer | VP, Electric Distribution |    (a regulated role)

    How it is mended: name a role of the stream's own side, or an enterprise role.
    """

    code = "RAC-003"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each role that answers for work of the excluded side."""
        architecture = subject.architecture
        people = people_of(architecture)
        sides = _stream_sides(architecture)
        for kind in (RelationKind.ACCOUNTABLE, RelationKind.OWNS):
            for relation in architecture.of_kind(kind):
                role = people.role(relation.written) if relation.source.kind is Kind.ROLE else None
                stream = _stream_of(relation.target, architecture)
                side = sides.get(stream)
                if role and role.side and side and is_barred(role.side, work=side):
                    yield self._excluded(relation, role.side, stream, side, role.place)

    def _excluded(
        self, relation: Relation, own: Side, stream: str, side: Side, place: Place
    ) -> Finding:
        return self.finding(
            relation.place,
            f"{relation.written} is a {own} role ({at(place, seen_from=relation.place)}) and "
            f"{relation.kind.removeprefix('is ')} {who(relation.target)}, but {stream} is {side}. "
            "Name a role of that side, or an enterprise role.",
            others=(place,),
        )


class UnknownRole(Rule):
    """Every role in a responsibility matrix, and every owner, is in the catalogue of roles.

    A role that no catalogue knows has no side and no unit, so nobody can be asked and no rule about
    sides can be checked. Abbreviations such as COO count as the role whose name holds them in
    brackets. Without a catalogue of roles the rule is silent.

    What breaks it:

        | NCV-03.5 | Solar Installer | …     (the catalogue has: Solution Installer)

    How it is mended: write the catalogue's name, or add the role.
    """

    code = "RAC-004"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each role that the catalogue does not have."""
        people = people_of(subject.architecture)
        for kind in _KINDS if people.roles else ():
            for relation in subject.architecture.of_kind(kind):
                if not people.knows(relation.written, relation.source):
                    yield self._unknown(relation, people)

    def _unknown(self, relation: Relation, people: People) -> Finding:
        near = people.nearest_role(relation.written)
        advice = (
            f"If {near} is meant, write that; if not, add the role."
            if near
            else "Write a role of the catalogue, or add this one."
        )
        return self.finding(
            relation.place,
            f"“{relation.written}” is not in the catalogue of roles, but "
            f"{relation.kind} {who(relation.target)}. {advice}",
            cause=Cause(
                key=f"role-unknown:{normal(relation.written)}",
                sentence=f"{{count}} places name the role “{relation.written}”, "
                "which the catalogue of roles does not have",
            ),
        )


def _stream_of(ref: Ref, architecture: Architecture) -> str:
    """Return the value stream that a stage, an activity or a stream itself belongs to."""
    if ref.kind is not Kind.STAGE:
        return ref.id
    stage = architecture.merged(ref)
    if isinstance(stage, Stage):
        return stage.stream_id
    return ref.id.partition(":")[0].rpartition(".")[0] or ref.id.partition(":")[0]


def _stream_sides(architecture: Architecture) -> dict[str, Side]:
    return {
        stream.id: stream.side
        for stream in architecture.all(ValueStream).values()
        if stream.side is not None
    }
