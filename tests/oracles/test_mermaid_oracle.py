"""Our own reader of flowcharts takes and refuses what the real Mermaid takes and refuses."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from penstock.architecture.mermaid import (
    Broken,
    Edge,
    Flowchart,
    Node,
    Stroke,
    Tip,
    parse,
    repaired,
    write,
)
from tests.conftest import miss
from tests.oracles.mermaid.oracle import FOLDER, INSTALL, Oracle, Verdict, diagrams_in
from tests.oracles.mermaid.strategies import diagrams

ACCEPTED = diagrams_in("accepted.txt")
REFUSED = diagrams_in("refused.txt")
DISAGREEMENTS = diagrams_in("disagreements.txt")
TIPS = {
    Tip.OPEN: "arrow_open",
    Tip.ARROW: "arrow_point",
    Tip.CROSS: "arrow_cross",
    Tip.CIRCLE: "arrow_circle",
}


@pytest.fixture(scope="session")
def mermaid(require_tool: Callable[[str], str]) -> Oracle:
    node = require_tool("node")
    if not (FOLDER / "node_modules" / "mermaid").is_dir():
        miss(f"the real Mermaid is not installed; run `{INSTALL}`")
    return Oracle(node)


@pytest.fixture(scope="session")
def generated() -> list[str]:
    return examples(diagrams(), 600)


def examples(strategy: st.SearchStrategy[str], count: int) -> list[str]:
    """Return the same examples of a strategy every time."""
    found: list[str] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


def accepted_by_us(text: str) -> bool:
    return not isinstance(parse(text), Broken)


def disagreements(verdicts: dict[str, Verdict]) -> list[str]:
    """Return the diagrams on which we and Mermaid differ, the shortest first."""
    wrong = [(text, v.error) for text, v in verdicts.items() if accepted_by_us(text) != v.ok]
    return [f"{text!r}: {error or 'Mermaid takes it'}" for text, error in sorted(wrong, key=len)]


@pytest.fixture(scope="session")
def verdicts(mermaid: Oracle, generated: list[str]) -> dict[str, Verdict]:
    """Return what Mermaid says about the diagrams of all files and about generated ones."""
    files = (ACCEPTED, REFUSED, DISAGREEMENTS)
    texts = [*(text for file in files for text in file.values()), *generated]
    return dict(zip(texts, mermaid.judge(texts), strict=True))


def test_diagrams_that_mermaid_takes_are_taken(verdicts: dict[str, Verdict]) -> None:
    errors = {name: verdicts[text].error for name, text in ACCEPTED.items()}

    assert {name: error for name, error in errors.items() if error} == {}
    assert [name for name, text in ACCEPTED.items() if not accepted_by_us(text)] == []


def test_diagrams_that_mermaid_refuses_are_refused(verdicts: dict[str, Verdict]) -> None:
    assert [name for name, text in REFUSED.items() if verdicts[text].ok] == []
    assert [name for name, text in REFUSED.items() if accepted_by_us(text)] == []


def test_known_disagreements_are_still_there(verdicts: dict[str, Verdict]) -> None:
    known = {text: verdicts[text] for text in DISAGREEMENTS.values()}

    assert len(disagreements(known)) == len(DISAGREEMENTS)


def test_generated_diagrams_get_the_same_verdict(
    verdicts: dict[str, Verdict], generated: list[str]
) -> None:
    found = {text: verdicts[text] for text in generated}

    assert {verdict.ok for verdict in found.values()} == {True, False}
    assert disagreements(found) == []


def test_nodes_edges_and_subgraphs_are_those_that_mermaid_finds(
    verdicts: dict[str, Verdict], generated: list[str]
) -> None:
    differing: list[str] = []
    for text in (*ACCEPTED.values(), *generated):
        ours = parse(text)
        if isinstance(ours, Flowchart) and summary(ours) != summary_of_mermaid(verdicts[text]):
            differing.append(f"{text!r}:\n{summary(ours)}\n{summary_of_mermaid(verdicts[text])}")

    assert differing == []


def summary(chart: Flowchart) -> tuple[object, ...]:
    edges = [
        (e.source, e.target, e.kind.stroke.value, min(e.kind.length, 10), tips(e))
        for e in chart.edges
    ]
    return (
        chart.direction.value,
        [(node.id, node.shape) for node in chart.nodes],
        edges,
        sorted((s.id, sorted(s.members)) for s in chart.subgraphs),
    )


def tips(edge: Edge) -> str:
    if edge.kind.stroke is Stroke.INVISIBLE:
        return ""
    doubled = "double_" if edge.kind.tail is not Tip.OPEN else ""
    return doubled + TIPS[edge.kind.head]


def summary_of_mermaid(verdict: Verdict) -> tuple[object, ...]:
    chart = verdict.chart
    frames = {frame["id"] for frame in chart["subgraphs"]}
    names = frames | {node["id"] for node in chart["nodes"]}
    nodes = [n for n in chart["nodes"] if n["id"] not in frames]
    edges = [
        (
            *(edge["start"], edge["end"], edge["stroke"], min(edge["length"], 10)),
            "" if edge["stroke"] == "invisible" else edge["type"],
        )
        for edge in chart["edges"]
    ]
    return (
        chart["direction"].strip(),
        [(node["id"], node.get("type") or "square") for node in nodes],
        edges,
        # Mermaid also counts what stands between statements, and descriptions, as members.
        sorted((f["id"], sorted(n for n in f["nodes"] if n in names)) for f in chart["subgraphs"]),
    )


def test_repaired_diagrams_are_judged_by_mermaid_as_by_us(
    mermaid: Oracle, generated: list[str]
) -> None:
    mended: dict[str, bool] = {}
    for text in (*REFUSED.values(), *generated):
        if isinstance(found := parse(text), Broken):
            whole = all(problem.fix for problem in found.problems)
            mended[repaired(text, found.problems)] = whole

    verdicts = dict(zip(mended, mermaid.judge(list(mended)), strict=True))

    assert disagreements(verdicts) == []
    assert sum(mended.values()) > 50
    assert [text for text, whole in mended.items() if whole and not verdicts[text].ok] == []


PRINTABLE = st.text(
    st.characters(min_codepoint=32, exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")),
    max_size=12,
) | st.sampled_from(['"', "`x`", "<br/>", "#quot;", "&amp;", "direction TB", "%%{init}%%", "(]["])


def test_mermaid_shows_the_labels_that_were_written(mermaid: Oracle) -> None:
    labels = [label.strip() for label in examples(PRINTABLE, 300)]
    charts = [
        Flowchart(nodes=(Node("A", label), Node("B", "b")), edges=(Edge("A", "B", label),))
        for label in labels
    ]

    verdicts = mermaid.judge([write(chart) for chart in charts])

    assert [v.error for v in verdicts if not v.ok] == []
    assert [shown(v.chart["nodes"][0]["text"]) for v in verdicts] == labels
    assert [shown(v.chart["edges"][0]["text"]) for v in verdicts] == labels


def shown(text: str) -> str:
    """Return what a browser shows of a text that Mermaid hands it."""
    text = text.replace("ﬂ°°", "&#").replace("ﬂ°", "&").replace("¶ß", ";")
    return html.unescape(re.sub(r"<br ?/>", "\n", text)).strip()


def test_the_diagrams_of_the_real_documents_get_the_same_verdict(
    mermaid: Oracle, shared_folder: Path
) -> None:
    documents = (shared_folder / "documents").rglob("*.md")
    fences = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    texts = [text for path in documents for text in fences.findall(path.read_text("utf-8"))]

    verdicts = dict(zip(texts, mermaid.judge(texts), strict=True))

    assert disagreements(verdicts) == []
    assert sorted(verdict.ok for verdict in verdicts.values()) == [False, True, True, True]
