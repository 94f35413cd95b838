"""What one edition of the site is made from, and what all its pages look up."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from penstock.app.checking import Report, check, plan
from penstock.app.naming import title_of
from penstock.app.remembering import Memory
from penstock.architecture.checks.grouping import Group
from penstock.architecture.model import Architecture, Kind, Mention, Ref
from penstock.architecture.reading import Reading
from penstock.architecture.tracing import Needs
from penstock.kernel.findings import Finding
from penstock.kernel.places import Place
from penstock.web.site.addresses import Addresses

_MOST_DRAWN = 30


@dataclass(frozen=True)
class Edition:
    """Documents, the model they state, and what is wrong with them.

    Args:
        title: What the site is called, usually the company's name.
        report: What the checks found in the documents.
    """

    title: str
    report: Report

    @classmethod
    def of(cls, path: Path, *, as_of: date | None = None, title: str = "") -> "Edition":
        """Read and check what lies at a path.

        Raises:
            NoSuchFolderError: There is nothing at the path.
            NoDocumentsError: There are no documents.
            SettingsError: The settings beside the documents cannot be followed.
        """
        report = check(path, plan(path, as_of=as_of))
        return cls(title or title_of(report.subject.reading, path), report)

    @property
    def reading(self) -> Reading:
        """Return the documents and what was understood of them."""
        return self.report.subject.reading

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is to be mended."""
        return self.report.findings

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the findings by what lies behind them, the most valuable first."""
        return self.report.groups

    @property
    def architecture(self) -> Architecture:
        """Return the model."""
        return self.reading.architecture

    @cached_property
    def drawn(self) -> Memory:
        """Drawings of the documents with cases in them, each some hundred kilobytes."""
        return Memory(most=_MOST_DRAWN)

    @cached_property
    def addresses(self) -> Addresses:
        """Where the pages lie."""
        return Addresses(self.architecture, self.reading.folder.documents)

    @cached_property
    def needs(self) -> Needs:
        """Who needs whom."""
        return Needs(self.architecture)

    @cached_property
    def refs(self) -> Mapping[Kind, tuple[Ref, ...]]:
        """The elements of each kind, defined ones first, in the documents' order."""
        found: dict[Kind, list[Ref]] = {kind: [] for kind in Kind}
        for ref in self.addresses.pages:
            found[ref.kind].append(ref)
        # Every stage model names its stream; the catalogue's order is the one readers know.
        found[Kind.VALUE_STREAM].sort(key=self._catalogued)
        return {kind: tuple(refs) for kind, refs in found.items()}

    @cached_property
    def names(self) -> Mapping[Ref, str]:
        """What each element is called, where that is not its id; else empty."""
        elements = self.architecture.statements
        stated = {ref: next((e.name for e in each if e.name), "") for ref, each in elements.items()}
        mentioned = {ref: each[0].name for ref, each in self.mentions.items()}
        return {
            ref: "" if name == ref.id else name
            for ref in self.addresses.pages
            for name in [stated.get(ref) or mentioned.get(ref, "")]
        }

    @cached_property
    def mentions(self) -> Mapping[Ref, tuple[Mention, ...]]:
        """Where each element is named together with its id."""
        found: defaultdict[Ref, list[Mention]] = defaultdict(list)
        for mention in self.architecture.mentions:
            found[mention.ref].append(mention)
        return {ref: tuple(several) for ref, several in found.items()}

    @cached_property
    def stated_at(self) -> Mapping[tuple[str, int], tuple[Ref, ...]]:
        """The elements that each line of the documents states."""
        found: defaultdict[tuple[str, int], dict[Ref, None]] = defaultdict(dict)
        for element in self.architecture.elements:
            found[element.place.document, element.place.line][element.ref] = None
        return {line: tuple(refs) for line, refs in found.items()}

    @cached_property
    def found_at(self) -> Mapping[tuple[str, int], tuple[Finding, ...]]:
        """The findings that concern each line of the documents."""
        found: defaultdict[tuple[str, int], list[Finding]] = defaultdict(list)
        for finding in self.findings:
            for document, line in {_line(place) for place in (finding.place, *finding.others)}:
                found[document, line].append(finding)
        return {line: tuple(several) for line, several in found.items()}

    @cached_property
    def severities(self) -> Counter[str]:
        """How many findings there are of each severity."""
        return Counter(finding.severity.value for finding in self.findings)

    def label(self, ref: Ref) -> str:
        """Return an element's id and name as people say them."""
        return f"{ref.id} {self.names.get(ref, '')}".rstrip()

    def _catalogued(self, ref: Ref) -> tuple[bool, Place | None]:
        element = self.architecture.merged(ref)
        return element is None, element.place if element else None

    def is_defined(self, ref: Ref) -> bool:
        """Tell whether a document defines the element; others are only named."""
        return ref in self.architecture.statements


def _line(place: Place) -> tuple[str, int]:
    return place.document, place.line
