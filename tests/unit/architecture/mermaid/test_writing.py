import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.mermaid import (
    Direction,
    Edge,
    EdgeKind,
    Flowchart,
    Node,
    Stroke,
    Subgraph,
    Tip,
    UnwritableError,
    node_id,
    parse,
    write,
)

LABELS = st.text(max_size=20) | st.text('"#;&<>%`()[]{}|-= \n\\quotbrampdi', max_size=20)
SHAPES = st.sampled_from(
    ["square", "round", "stadium", "cylinder", "circle", "hexagon", "odd", "trapezoid", "doc"]
)
KINDS = st.builds(
    EdgeKind,
    stroke=st.sampled_from([Stroke.NORMAL, Stroke.THICK, Stroke.DOTTED]),
    tail=st.just(Tip.OPEN),
    head=st.sampled_from(Tip),
    length=st.integers(1, 4),
) | st.sampled_from(
    [
        EdgeKind(tail=Tip.ARROW),
        EdgeKind(Stroke.THICK, Tip.CIRCLE, Tip.CIRCLE),
        EdgeKind(Stroke.DOTTED, Tip.CROSS, Tip.CROSS, 2),
        EdgeKind(Stroke.INVISIBLE, head=Tip.OPEN),
    ]
)


@st.composite
def flowcharts(draw: st.DrawFn) -> Flowchart:
    names = [f"n{number}" for number in range(draw(st.integers(1, 5)))]
    nodes = tuple(Node(name, draw(LABELS), draw(SHAPES)) for name in names)
    ends = st.sampled_from(names)
    edges = st.lists(st.builds(Edge, ends, ends, LABELS, KINDS), max_size=4).map(tuple)
    subgraphs = (
        Subgraph("s1", draw(LABELS), (*names[:1], "s2")),
        Subgraph("s2", draw(LABELS), tuple(names[1:3])),
    )
    return Flowchart(
        draw(st.sampled_from(Direction)), nodes, draw(edges), draw(st.sampled_from([(), subgraphs]))
    )


@given(flowcharts())
def test_what_is_written_is_read_as_the_same_flowchart(chart: Flowchart) -> None:
    assert parse(write(chart)) == chart


@given(st.text())
def test_any_text_becomes_an_id_that_can_be_written(text: str) -> None:
    chart = Flowchart(nodes=(Node(node_id(text), "x"),))

    assert parse(write(chart)) == chart


def test_a_written_flowchart_is_plain_to_read() -> None:
    chart = Flowchart(
        Direction.LEFT_RIGHT,
        (Node("NCV-03.1", 'Inquiry "hot"'), Node("NCV-03.2", "Design\n& offer", "round")),
        (Edge("NCV-03.1", "NCV-03.2", "qualified"),),
        (Subgraph("stages", "Stages (2)", ("NCV-03.1", "NCV-03.2")),),
    )

    assert write(chart) == (
        "flowchart LR\n"
        '    NCV-03.1["Inquiry #quot;hot#quot;"]\n'
        '    NCV-03.2("Design<br/>& offer")\n'
        '    subgraph stages["Stages (2)"]\n'
        "        NCV-03.1\n"
        "        NCV-03.2\n"
        "    end\n"
        '    NCV-03.1 -->|"qualified"| NCV-03.2\n'
    )


def test_ids_stay_as_they_are_where_mermaid_takes_them() -> None:
    assert [node_id(text) for text in ("NCV-03.2", "A1", "two words", "end", "Ö", "a--b")] == [
        "NCV-03.2",
        "A1",
        "two_words",
        "n_end_",
        "_",
        "a-b",
    ]


@pytest.mark.parametrize(
    "chart",
    [
        Flowchart(nodes=(Node("end", "x"),)),
        Flowchart(nodes=(Node("two words", "x"),)),
        Flowchart(nodes=(Node("A", "x", "banana"),)),
        Flowchart(edges=(Edge("A", "a->b"),)),
        Flowchart(edges=(Edge("A", "B"),) * 501),
        Flowchart(subgraphs=(Subgraph("s", "x", ("click",)),)),
    ],
)
def test_what_mermaid_cannot_say_is_an_error(chart: Flowchart) -> None:
    with pytest.raises(UnwritableError, match="Mermaid cannot take"):
        write(chart)
