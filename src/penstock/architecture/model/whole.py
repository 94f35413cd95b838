"""Everything that the documents of an architecture state."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import field, fields
from functools import cached_property
from operator import attrgetter
from typing import TypeVar, cast

from penstock.architecture.model.elements import Element, Origin, Ref, Stage, new_ref
from penstock.architecture.model.relations import (
    Diagram,
    FormerId,
    Mention,
    RaciRow,
    Relation,
    RelationKind,
)
from penstock.kernel.making import checked_dataclass

E_co = TypeVar("E_co", bound=Element, covariant=True)


@checked_dataclass(frozen=True)
class Architecture:
    """All that the documents state.

    Args:
        elements: Statements of elements, in the documents' order.
        relations: Statements of relations, in the documents' order.
        mentions: Every place that names an element by id and name.
        diagrams: Mermaid diagrams.
        raci_rows: Rows of responsibility matrices, as written.
        former_ids: Ids that elements had once, as written.
    """

    elements: tuple[Element, ...] = ()
    relations: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = field(default=(), repr=False)
    diagrams: tuple[Diagram, ...] = ()
    raci_rows: tuple[RaciRow, ...] = ()
    former_ids: tuple[FormerId, ...] = ()

    @cached_property
    def statements(self) -> Mapping[Ref, tuple[Element, ...]]:
        """All statements about each element, the most authoritative first.

        The elements stand in the order in which their most authoritative statements were read:
        streams as the catalogue lists them, not as the files of their stage models are called.
        """
        found: defaultdict[Ref, list[Element]] = defaultdict(list)
        for element in self.elements:
            found[new_ref((element.kind, element.id))].append(element)
        rank = {origin: index for index, origin in enumerate(Origin)}
        moved = False
        for several in found.values():
            if len(several) > 1:
                first = several[0]
                several.sort(key=lambda element: rank[element.origin])
                moved = moved or several[0] is not first
        statements = {ref: tuple(several) for ref, several in found.items()}
        if not moved:
            return statements
        position = {id(element): index for index, element in enumerate(self.elements)}
        return dict(sorted(statements.items(), key=lambda each: position[id(each[1][0])]))

    @cached_property
    def outgoing(self) -> Mapping[Ref, tuple[Relation, ...]]:
        """Relations by their source."""
        return _grouped(self.relations, attrgetter("source"))

    @cached_property
    def incoming(self) -> Mapping[Ref, tuple[Relation, ...]]:
        """Relations by their target."""
        return _grouped(self.relations, attrgetter("target"))

    def all(self, of: type[E_co]) -> dict[str, E_co]:
        """Return the merged elements of one class by id, in the documents' order."""
        return {
            ref.id: merged
            for ref in self.statements
            if ref.kind == of.kind and isinstance(merged := self.merged(ref), of)
        }

    def stated(self, of: type[E_co]) -> tuple[E_co, ...]:
        """Return every statement of one class, contradictions included."""
        return cast("tuple[E_co, ...]", self._by_class.get(of, ()))

    @cached_property
    def _by_class(self) -> Mapping[type[Element], tuple[Element, ...]]:
        """Statements by their class."""
        return _grouped(self.elements, type)

    def merged(self, ref: Ref) -> Element | None:
        """Return one view of an element: the first statement, its gaps filled from the others."""
        several = self.statements.get(ref)
        return _merge(several) if several else None

    def of_kind(self, kind: RelationKind) -> tuple[Relation, ...]:
        """Return all relations of a kind."""
        return self.by_kind.get(kind, ())

    @cached_property
    def by_kind(self) -> Mapping[RelationKind, tuple[Relation, ...]]:
        """Relations by their kind."""
        return _grouped(self.relations, attrgetter("kind"))

    def stages_of(self, stream_id: str) -> tuple[Stage, ...]:
        """Return a stream's stages, each once, in the order of the stage table."""
        return self.stages_by_stream.get(stream_id, ())

    @cached_property
    def stages_by_stream(self) -> Mapping[str, tuple[Stage, ...]]:
        """The stages of each stream, in the order of its stage table."""
        once = {(stage.stream_id, stage.id): stage for stage in reversed(self.stated(Stage))}
        return _grouped(reversed(once.values()), attrgetter("stream_id"))

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Ref, ...]]:
        """Elements by id and, where the name differs, by name; both in lower case."""
        found: dict[str, dict[Ref, None]] = defaultdict(dict)
        for element in self.elements:
            found[element.id.casefold()][element.ref] = None
        for element in self.elements:
            if element.name and element.name.casefold() not in found:
                found[element.name.casefold()][element.ref] = None
        return {key: tuple(refs) for key, refs in found.items()}

    @cached_property
    def succeeded(self) -> Mapping[str, Ref]:
        """The element that each former id means today, however often it was changed.

        What is an id today is none that was; what leads to nothing, or in a circle, is left out.
        """
        steps = {each.former: each.present for each in reversed(self.former_ids)}
        own = {ref.id: ref for ref in reversed(tuple(self.statements))}
        found = {former: own.get(_followed(former, steps, own)) for former in steps}
        return {former: ref for former, ref in found.items() if ref and former not in own}

    def find(self, words: str) -> tuple[Ref, ...]:
        """Return the elements that an id or a name means."""
        return self.by_id.get(words.strip().casefold(), ())

    def label(self, ref: Ref) -> str:
        """Return an element's id and name as people say them."""
        element = self.merged(ref)
        if element is None or not element.name or element.name == element.id:
            return ref.id
        return f"{ref.id} {element.name}"


def _followed(former: str, steps: Mapping[str, str], own: Container[str]) -> str:
    """Return where the steps from an id end; one that goes in a circle ends nowhere."""
    seen: set[str] = set()
    while former in steps and former not in own and former not in seen:
        seen.add(former)
        former = steps[former]
    return former


_K = TypeVar("_K")
_V = TypeVar("_V")


def _grouped(values: Iterable[_V], key: Callable[[_V], _K]) -> dict[_K, tuple[_V, ...]]:
    found: defaultdict[_K, list[_V]] = defaultdict(list)
    for value in values:
        found[key(value)].append(value)
    return {name: tuple(several) for name, several in found.items()}


def _merge(several: tuple[Element, ...]) -> Element:
    first = several[0]
    if len(several) == 1:
        return first
    gaps = {
        each.name: value
        for each in fields(first)
        if not getattr(first, each.name)
        for value in [next((v for v in _values(several[1:], each.name) if v), None)]
        if value
    }
    return (
        type(first)(**{f.name: getattr(first, f.name) for f in fields(first)} | gaps)
        if gaps
        else first
    )


def _values(several: Iterable[Element], name: str) -> Iterable[object]:
    return (getattr(element, name) for element in several)
