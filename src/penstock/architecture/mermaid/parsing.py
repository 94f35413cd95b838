"""Turns a diagram's text into a flowchart, or into what is wrong with it."""

from penstock.architecture.mermaid.cursor import Change, Cursor, quotation
from penstock.architecture.mermaid.drawing import Drawing
from penstock.architecture.mermaid.grammar import FlowchartReader
from penstock.architecture.mermaid.kinds import Family, Kind, kind_of, suggestion
from penstock.architecture.mermaid.model import Flowchart
from penstock.architecture.mermaid.prepared import prepare
from penstock.architecture.mermaid.results import Broken, Unsupported

_FRONT_MATTER = (
    "The diagram begins with `---`, but this opens no front matter. Front matter stands at the "
    "very top, between two lines of `---` with the same indentation."
)


def parse(text: str) -> Flowchart | Unsupported | Broken:
    """Return what a diagram says, and never fail: what Mermaid refuses becomes a problem."""
    prepared = prepare(text)
    kind = kind_of(prepared.text)
    if kind.family is Family.OTHER:
        return Unsupported(kind.word)
    cursor = Cursor(prepared)
    drawing = Drawing(text)
    if prepared.fault is not None:
        offset, message = prepared.fault
        cursor.report_at(offset, f"Mermaid cannot read the front matter: {message}.")
    if kind.family is Family.C4_BY_ACCIDENT:
        cursor.report(kind.start, _c4(kind))
    if kind.family is not Family.UNKNOWN:
        FlowchartReader(cursor, drawing).read()
    elif (end := _report_unknown(cursor, kind)) is not None:
        FlowchartReader(cursor, drawing).read(end)
    chart = drawing.chart()
    problems = tuple(sorted(cursor.problems, key=lambda problem: (problem.line, problem.column)))
    return Broken(problems, chart) if problems else chart


def _c4(kind: Kind) -> str:
    """Return the sentence about a flowchart that Mermaid takes for something else."""
    return (
        f"The diagram is a {kind.word}, but Mermaid takes every text that holds `C4Container`, "
        "`C4Component`, `C4Dynamic` or `C4Deployment` for a C4 diagram. Write it differently."
    )


def _report_unknown(cursor: Cursor, kind: Kind) -> int | None:
    """Report a first word that Mermaid does not know; return its end if it means a flowchart."""
    if not kind.word:
        cursor.report(0, "The diagram is empty. Begin it with its kind, such as `graph LR`.")
        return None
    if kind.word.startswith("---"):
        cursor.report(kind.start, _FRONT_MATTER)
        return None
    close = suggestion(kind.word)
    sure = close is not None and close.lower() == kind.word.lower()
    end = kind.start + len(kind.word)
    advice = f"Did you mean `{close}`?" if close else "Begin it with its kind, such as `graph LR`."
    cursor.report(
        kind.start,
        f"Mermaid has no kind of diagram called {quotation(kind.word)}. {advice}",
        (Change(kind.start, end, close),) if close and sure else (),
    )
    if not sure or close not in ("graph", "flowchart", "flowchart-elk"):
        return None
    cursor.resume(end, behind_graph=True)
    return end
