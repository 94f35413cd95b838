"""Registers: a table for each kind of element whose statements are rows."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from penstock.architecture.exchange.markdown.catalogues import side_of
from penstock.architecture.exchange.markdown.pages import Page
from penstock.architecture.exchange.markdown.words import cell, names
from penstock.architecture.model import (
    Architecture,
    Capability,
    Element,
    InformationItem,
    KeyMetric,
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
from penstock.architecture.reading.words import identified
from penstock.kernel.sides import Side

_Column = Callable[[Any, "Related"], str]


class Related:
    """What relations say of elements; the first statement about an element tells all of it."""

    def __init__(self, architecture: Architecture) -> None:
        self._sources: defaultdict[tuple[RelationKind, Ref], list[str]] = defaultdict(list)
        self._targets: defaultdict[tuple[RelationKind, Ref], list[str]] = defaultdict(list)
        for each in architecture.relations:
            self._sources[each.kind, each.target].append(each.written or each.source.id)
            self._targets[each.kind, each.source].append(each.written or each.target.id)

    def sources(self, kind: RelationKind, target: Ref) -> list[str]:
        """Return what is related to an element, by the words of the documents, and only once."""
        return self._sources.pop((kind, target), [])

    def targets(self, kind: RelationKind, source: Ref) -> list[str]:
        """Return what an element is related to, by the words of the documents, and only once."""
        return self._targets.pop((kind, source), [])

    def stream(self, metric: KeyMetric) -> str:
        """Return the words by which one statement about a metric names its stream."""
        left = self._targets[RelationKind.MEASURES, metric.ref]
        for words in left:
            found = identified(words)
            if (found[0].id if found else "") == metric.stream_id:
                left.remove(words)
                return words
        return metric.stream_id


class Register(NamedTuple):
    """A document with one table: what its rows are and what its columns say of them."""

    of: type[Element]
    path: str
    title: str
    columns: dict[str, _Column]


def _said(name: str) -> _Column:
    def column(element: Any, _related: Related) -> str:
        value = getattr(element, name)
        if isinstance(value, Side):
            return side_of(value)
        return cell(value.text if isinstance(value, Stated) else value or "")

    return column


def _supports(element: Element, related: Related) -> str:
    return names(related.targets(RelationKind.SUPPORTS, element.ref))


def _measured(metric: KeyMetric, related: Related) -> str:
    return cell(related.stream(metric))


def _ends(kind: RelationKind) -> _Column:
    return lambda element, related: names(related.sources(kind, element.ref))


REGISTERS = (
    Register(
        Capability,
        "capabilities.md",
        "Capabilities",
        {
            "Capability ID": _said("id"),
            "Capability Name": _said("name"),
            "Group": _said("group"),
            "Side": _said("side"),
            "Definition": _said("definition"),
            "Maturity": _said("maturity"),
        },
    ),
    Register(
        Stakeholder,
        "stakeholders.md",
        "Stakeholders",
        {"Stakeholder": _said("id"), "Side": _said("side"), "Description": _said("description")},
    ),
    Register(
        OrganizationUnit,
        "organization.md",
        "Organization",
        {
            "Organization Unit": _said("id"),
            "Parent": _said("parent"),
            "Side": _said("side"),
            "Reports To": _said("reports_to"),
        },
    ),
    Register(
        Role,
        "roles.md",
        "Roles",
        {
            "Role": _said("id"),
            "Side": _said("side"),
            "Organization Unit": _said("unit"),
            "Purpose": _said("purpose"),
        },
    ),
    Register(
        System,
        "systems.md",
        "Systems",
        {
            "System": _said("id"),
            "Side": _said("side"),
            "Description": _said("description"),
            "Supports": _supports,
        },
    ),
    Register(
        Partner,
        "partners.md",
        "Partners",
        {
            "Partner": _said("id"),
            "Kind": _said("description"),
            "Side": _said("side"),
            "Supports": _supports,
        },
    ),
    Register(
        KeyMetric,
        "key-metrics.md",
        "Key metrics",
        {
            "KPI ID": _said("id"),
            "KPI": _said("name"),
            "Value Stream": _measured,
            "Baseline": _said("baseline"),
            "Target": _said("target"),
            "Unit": _said("unit"),
        },
    ),
    Register(
        Policy,
        "business-rules.md",
        "Business rules",
        {
            "Rule ID": _said("id"),
            "Rule": _said("name"),
            "Applies To": _said("applies_to"),
            "Statement": _said("statement"),
        },
    ),
    Register(
        InformationItem,
        "information.md",
        "Information",
        {
            "Information Item": _said("id"),
            "Provided By": _ends(RelationKind.PROVIDES),
            "Used By": _ends(RelationKind.USES),
        },
    ),
)


def write_registers(architecture: Architecture) -> Iterator[tuple[str, Page]]:
    """Yield a document for each register that has rows."""
    related = Related(architecture)
    for register in REGISTERS:
        rows = [
            [column(each, related) for column in register.columns.values()]
            for each in architecture.stated(register.of)
            if not _is_told_by_stages(each.ref, architecture)
        ]
        if rows:
            page = Page(register.title)
            page.table(list(register.columns), rows)
            yield register.path, page


def _is_told_by_stages(ref: Ref, architecture: Architecture) -> bool:
    """Tell whether stages name an item of information that nobody outside gives or takes."""
    kinds = {each.kind for each in architecture.incoming.get(ref, ())}
    inside = kinds & {RelationKind.CONSUMES, RelationKind.PRODUCES}
    outside = kinds & {RelationKind.PROVIDES, RelationKind.USES}
    return bool(inside) and not outside and len(architecture.statements[ref]) == 1
