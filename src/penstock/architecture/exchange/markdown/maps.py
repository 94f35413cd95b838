"""What no element's own document says: maps, dependencies, and names beside ids."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from penstock.architecture.exchange.markdown.pages import Page
from penstock.architecture.exchange.markdown.words import cell, names, point
from penstock.architecture.model import Mention, Ref, Relation, RelationKind
from penstock.architecture.reading.prose import dependencies_in
from penstock.architecture.reading.words import identified

_STAKEHOLDERS = {
    RelationKind.TRIGGERS: "Triggering Stakeholder",
    RelationKind.RECEIVES: "Receiving Stakeholder",
    RelationKind.PARTICIPATES: "Participating Stakeholders",
}
# Which letters of a matrix state which relation.
_MATRIX = {
    RelationKind.TAKES_PART: {"P", "S", ""},
    RelationKind.DELIVERS: {"P"},
    RelationKind.SUPPORTS: {"S", ""},
}


def write_maps(relations: list[Relation]) -> Iterator[tuple[str, Page]]:
    """Yield the maps that state relations to what an id names."""
    known = [each for each in relations if identified(each.target.id)]
    stakeholders = [each for each in known if each.kind in _STAKEHOLDERS]
    if stakeholders:
        page = Page("Stakeholder map")
        page.table(["Value Stream", *_STAKEHOLDERS.values()], _stakeholder_rows(stakeholders))
        yield "stakeholder-map.md", page
    strengths = [each for each in known if each.strength in _MATRIX.get(each.kind, ())]
    if strengths:
        yield "strengths.md", _matrix(strengths)


def _stakeholder_rows(relations: list[Relation]) -> Iterator[list[str]]:
    by_stream: defaultdict[str, list[Relation]] = defaultdict(list)
    for each in relations:
        by_stream[each.target.id].append(each)
    for stream, several in by_stream.items():
        words = [
            [each.written or each.source.id for each in several if each.kind is kind]
            for kind in _STAKEHOLDERS
        ]
        yield [cell(stream), *map(names, words)]


def _matrix(relations: list[Relation]) -> Page:
    """Return a matrix; what is stated twice has two rows."""
    targets = list(dict.fromkeys(each.target.id for each in relations))
    # The reader knows a matrix by two columns that are named.
    header = targets if len(targets) > 1 else targets * 2
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for each in relations:
        lines = rows[each.written or each.source.id]
        free = next((line for line in lines if each.target.id not in line), None)
        if free is None:
            free = {}
            lines.append(free)
        free[each.target.id] = each.strength or "x"
    page = Page("Strengths")
    page.table(
        ["Map", *map(cell, header)],
        [
            [cell(words), *_in_columns(line, targets, len(header))]
            for words, lines in rows.items()
            for line in lines
        ],
    )
    return page


def _in_columns(line: dict[str, str], targets: list[str], width: int) -> list[str]:
    cells = [line.get(target, "") for target in targets]
    return cells + [""] * (width - len(cells))


def write_dependencies(relations: list[Relation], models: dict[str, list[Page]]) -> None:
    """Add to streams' documents the sentences that state their dependencies."""
    left = Counter(each for each in relations if each.kind is RelationKind.DEPENDS_ON)
    sentences: defaultdict[str, list[str]] = defaultdict(list)
    for relation in list(left.elements()):
        for own in (relation.source, relation.target):
            stated = _stated_by(relation, own)
            if relation in stated and own.id in models and stated <= left:
                left -= stated
                sentences[own.id].append(relation.written)
    for stream, texts in sentences.items():
        page = models[stream][0]
        page.heading(2, "Dependencies")
        page.points(map(point, texts))


def _stated_by(relation: Relation, own: Ref) -> Counter[Relation]:
    """Return all that a sentence states in the document of one of its streams."""
    ends = dependencies_in(relation.written, own)
    return Counter(relation._replace(source=source, target=target) for source, target in ends)


def write_names(mentions: list[Mention]) -> Iterator[tuple[str, Page]]:
    """Yield names that documents give to ids, in a matrix whose cells are empty."""
    if mentions:
        page = Page("Names")
        header = ["Name", *[cell(mentions[0].ref.id)] * 2]
        page.table(header, [[cell(f"{m.ref.id}: {m.name}"), "", ""] for m in mentions])
        yield "names.md", page
