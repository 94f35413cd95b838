"""Stage models: one document for each stream that has stages, and responsibilities beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from penstock.architecture.exchange.markdown.catalogues import describe, words_of
from penstock.architecture.exchange.markdown.pages import Page
from penstock.architecture.exchange.markdown.words import cell, items, names, value
from penstock.architecture.model import (
    Architecture,
    Diagram,
    Origin,
    RaciRow,
    Stage,
    Stated,
    ValueStream,
)

_STAGES = (
    *("Stage ID", "Stage Name", "Description", "Enabling Capabilities"),
    *("Expected Inputs", "Expected Outputs", "Key Metrics"),
)
_LETTERS = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
_COLUMNS = ("Activity", *_LETTERS.values(), "Separation of Duties")


def write_stage_models(architecture: Architecture) -> dict[str, list[Page]]:
    """Return the documents of each stream: where several state its stages, one for each."""
    stages: defaultdict[str, list[list[Stage]]] = defaultdict(list)
    for stage in architecture.stated(Stage):
        tables = stages[stage.stream_id]
        # A new table counts its stages from 1 again.
        if not tables or stage.position <= tables[-1][-1].position:
            tables.append([])
        tables[-1].append(stage)
    contexts: defaultdict[str, list[ValueStream]] = defaultdict(list)
    for stream in architecture.stated(ValueStream):
        if stream.origin is Origin.STAGE_MODEL:
            contexts[stream.id].append(stream)
    return {
        identifier: [
            _stage_model(identifier, context, table or [])
            for context, table in zip_longest(contexts[identifier], stages[identifier])
        ]
        for identifier in dict.fromkeys([*contexts, *stages])
    }


def _stage_model(identifier: str, context: ValueStream | None, table: list[Stage]) -> Page:
    page = Page(f"Stages of {identifier}")
    if context is not None:
        page.heading(2, "Context")
        page.fields([("Value Stream ID", identifier), ("Name", value(context.name))])
        describe(page, context)
    if table:
        page.heading(2, "Stages")
        # Few streams promise how long a stage takes; the others have no such column.
        promised = [words_of(stage.service_level) for stage in table]
        columns = (*_STAGES, "Service Level") if any(promised) else _STAGES
        rows = ([*_stage(stage), cell(words)] for stage, words in zip(table, promised, strict=True))
        page.table(columns, (row[: len(columns)] for row in rows))
    return page


def _stage(stage: Stage) -> list[str]:
    return [
        cell(stage.id),
        cell(stage.name),
        cell(words_of(stage.description)),
        names(_texts(stage.capabilities)),
        *(items(_texts(each)) for each in (stage.inputs, stage.outputs, stage.metrics)),
    ]


def _texts(stated: Iterable[Stated]) -> list[str]:
    return [each.text for each in stated]


def write_responsibilities(
    architecture: Architecture, models: dict[str, list[Page]]
) -> Iterator[tuple[str, Page]]:
    """Add the rows about a stream's activities to its document, and yield one for all others."""
    own: defaultdict[str, list[list[str]]] = defaultdict(list)
    for row in architecture.raci_rows:
        stream, colon, activity = row.subject.id.partition(": ")
        is_own = bool(colon) and stream in models
        own[stream if is_own else ""].append(_raci(row, activity if is_own else row.subject.id))
    for stream, rows in own.items():
        page = models[stream][0] if stream else Page("Responsibilities")
        page.heading(2, "Responsibilities")
        # The last column is there where some row has it.
        width = len(_COLUMNS) if any(row[-1] for row in rows) else len(_COLUMNS) - 1
        page.table(_COLUMNS[:width], (row[:width] for row in rows))
        if not stream:
            yield "responsibilities.md", page


def _raci(row: RaciRow, subject: str) -> list[str]:
    return [
        cell(subject),
        *(names(role for held, role in row.letters if held == letter) for letter in _LETTERS),
        cell(row.separation),
    ]


def write_diagrams(architecture: Architecture) -> Iterator[tuple[str, Page]]:
    """Yield the Mermaid diagrams, each under a heading that names its stream."""
    page = Page("Diagrams")
    for diagram in architecture.diagrams:
        page.heading(2, f"Diagram of {diagram.stream_id}" if diagram.stream_id else "Diagram")
        purpose, concerns = words_of(diagram.purpose), words_of(diagram.concerns)
        page.fields([("Purpose", value(purpose)), ("Concerns", value(concerns))])
        page.text(_fenced(diagram))
    if architecture.diagrams:
        yield "diagrams.md", page


def _fenced(diagram: Diagram) -> str:
    fence = "```"
    while fence in diagram.text:
        fence += "`"
    body = f"{diagram.text}\n" if diagram.text else ""
    return f"{fence}mermaid\n{body}{fence}"
