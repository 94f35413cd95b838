"""Simple registers: organisation, roles, stakeholders, systems, partners, key metrics, policies."""

from penstock.architecture.model import (
    FormerId,
    KeyMetric,
    Kind,
    OrganizationUnit,
    Partner,
    Policy,
    Ref,
    RelationKind,
    Role,
    Stakeholder,
    Stated,
    System,
)
from penstock.architecture.reading.columns import Grid, Record
from penstock.architecture.reading.lists import roles_of
from penstock.architecture.reading.notebook import Notebook
from penstock.architecture.reading.words import identified
from penstock.kernel.sides import Side

_SERVED = (Kind.CAPABILITY, Kind.VALUE_STREAM, Kind.PRODUCT)


def read_organization(grid: Grid, notes: Notebook) -> None:
    """Read organisation units, with what they belong to and whom they report to."""
    for record in grid.records():
        name = record.cell("organization unit")
        if name is None:
            continue
        unit = OrganizationUnit(
            id=name.text,
            name=name.text,
            place=name.place,
            parent=record.cell("parent"),
            side=Side.read(record.text("side")),
            reports_to=record.cell("reports to"),
        )
        notes.add(unit)
        if unit.parent:
            units = (Kind.ORGANIZATION_UNIT,)
            notes.refer(RelationKind.PART_OF, source=unit.ref, words=unit.parent, among=units)
        if unit.reports_to:
            roles = (Kind.ROLE,)
            notes.refer(
                RelationKind.REPORTS_TO, source=unit.ref, words=unit.reports_to, among=roles
            )


def read_roles(grid: Grid, notes: Notebook) -> None:
    """Read roles, with their side and unit."""
    for record in grid.records():
        name = record.cell("role")
        if name is None:
            continue
        role = Role(
            id=name.text,
            name=name.text,
            place=name.place,
            side=Side.read(record.text("side")),
            unit=record.cell("organization unit", "unit"),
            purpose=record.cell("purpose", "description"),
        )
        notes.add(role)
        if role.unit:
            units = (Kind.ORGANIZATION_UNIT,)
            notes.refer(RelationKind.BELONGS_TO, source=role.ref, words=role.unit, among=units)


def read_stakeholders(grid: Grid, notes: Notebook) -> None:
    """Read a catalogue of stakeholders."""
    for record in grid.records():
        name = record.cell("stakeholder")
        if name is not None:
            notes.add(
                Stakeholder(
                    id=name.text,
                    name=name.text,
                    place=name.place,
                    side=Side.read(record.text("side")),
                    description=record.cell("description"),
                )
            )


def read_systems(grid: Grid, notes: Notebook) -> None:
    """Read systems, with what they support."""
    for record in grid.records():
        name = record.cell("system")
        if name is not None:
            system = System(
                id=name.text,
                name=name.text,
                place=name.place,
                side=Side.read(record.text("side")),
                description=record.cell("description"),
            )
            notes.add(system)
            _supports(system.ref, record, notes)


def read_partners(grid: Grid, notes: Notebook) -> None:
    """Read partners, with what they support."""
    for record in grid.records():
        name = record.cell("partner")
        if name is not None:
            partner = Partner(
                id=name.text,
                name=name.text,
                place=name.place,
                side=Side.read(record.text("side")),
                description=record.cell("kind", "description"),
            )
            notes.add(partner)
            _supports(partner.ref, record, notes)


def _supports(ref: Ref, record: Record, notes: Notebook) -> None:
    notes.understand(record)
    for cell in record.cells("supports"):
        for words in roles_of(cell):
            notes.refer(RelationKind.SUPPORTS, source=ref, words=words, among=_SERVED)


def read_metrics(grid: Grid, notes: Notebook) -> None:
    """Read key metrics with baseline, target and unit."""
    for record in grid.records():
        name = record.cell("kpi", "metric")
        stream = record.cell("value stream")
        if name is None:
            continue
        found = identified(stream.text) if stream else None
        identifier = record.text("kpi id")
        metric = KeyMetric(
            id=identifier or f"{found[0].id} {name.text}" if found else identifier or name.text,
            name=name.text,
            place=name.place,
            stream_id=found[0].id if found else "",
            baseline=record.cell("baseline"),
            target=record.cell("target"),
            unit=record.cell("unit"),
        )
        notes.add(metric)
        if stream:
            streams = (Kind.VALUE_STREAM,)
            notes.refer(RelationKind.MEASURES, source=metric.ref, words=stream, among=streams)


def read_policies(grid: Grid, notes: Notebook) -> None:
    """Read business rules, with what they apply to."""
    for record in grid.records():
        identifier = record.cell("rule id", "rule")
        if identifier is None:
            continue
        policy = Policy(
            id=identifier.text,
            name=record.text("rule") or identifier.text,
            place=identifier.place,
            applies_to=record.cell("applies to", "value stream"),
            statement=record.cell("statement", "description"),
        )
        notes.add(policy)
        for words in roles_of(policy.applies_to) if policy.applies_to else ():
            if _is_reference(words):
                notes.refer(RelationKind.GOVERNS, source=policy.ref, words=words, among=_SERVED)


def read_former_ids(grid: Grid, notes: Notebook) -> None:
    """Read which ids elements had once, and which they have instead."""
    for record in grid.records():
        former, present = record.cell("former id"), record.cell("present id")
        if former is not None and present is not None:
            notes.former_ids.append(FormerId(former.text, present.text, former.place))
            notes.understand(record)


def _is_reference(words: Stated) -> bool:
    return identified(words.text) is not None or words.text[:1].isdigit()
