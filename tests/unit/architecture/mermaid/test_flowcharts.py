import pytest

from penstock.architecture.mermaid import (
    Direction,
    Edge,
    EdgeKind,
    Flowchart,
    Node,
    Stroke,
    Subgraph,
    Tip,
    parse,
)


def chart(text: str) -> Flowchart:
    found = parse(f"graph LR\n{text}")
    assert isinstance(found, Flowchart), found
    return found


def label_of(text: str) -> str:
    return chart(text).nodes[0].label


def test_a_flowchart_says_its_direction_nodes_and_edges() -> None:
    found = parse("flowchart TD\n    A[First] -->|then| B(Second)\n")

    assert found == Flowchart(
        direction=Direction.TOP_BOTTOM,
        nodes=(Node("A", "First", "square"), Node("B", "Second", "round")),
        edges=(Edge("A", "B", "then"),),
    )


def test_a_node_keeps_the_place_of_its_label() -> None:
    found = chart("    A --> B\n    B[Second]")

    assert [(node.id, node.line, node.column) for node in found.nodes] == [
        ("A", 2, 5),
        ("B", 3, 5),
    ]


def test_an_edge_keeps_the_place_of_its_arrow() -> None:
    [edge] = chart("    A[x] --> B").edges

    assert (edge.line, edge.column) == (2, 10)


def test_places_count_what_mermaid_takes_away() -> None:
    found = parse("---\ntitle: x\n---\r\ngraph LR\r\n%% comment\r\n%%{init: {}}%%\r\n  A[x]\r\n")

    assert isinstance(found, Flowchart)
    assert [(node.line, node.column) for node in found.nodes] == [(7, 3)]


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("[x]", "square"),
        ("(x)", "round"),
        ("([x])", "stadium"),
        ("[[x]]", "subroutine"),
        ("[(x)]", "cylinder"),
        ("((x))", "circle"),
        ("(((x)))", "doublecircle"),
        ("{x}", "diamond"),
        ("{{x}}", "hexagon"),
        ("[/x/]", "lean_right"),
        ("[\\x\\]", "lean_left"),
        ("[/x\\]", "trapezoid"),
        ("[\\x/]", "inv_trapezoid"),
        (">x]", "odd"),
        ("(-x-)", "ellipse"),
        ("[|a:b|x]", "rect"),
        ("@{ shape: cyl, label: x }", "cyl"),
        ("[x]@{ shape: hex }", "hex"),
    ],
)
def test_brackets_and_names_give_a_node_its_shape(written: str, shape: str) -> None:
    assert chart(f"A{written}").nodes == (Node("A", "x", shape),)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("A", "A"),
        ("A[two words]", "two words"),
        ('A["in (brackets)"]', "in (brackets)"),
        ('A["#quot;said#quot; #35;1 #9829; &amp; #amp; &lt;"]', '"said" #1 ♥ & & <'),
        ('A["one<br>two<br/>three<BR />four"]', "one\ntwo\nthree\nfour"),
        ('A["one\n      two"]', "one\ntwo"),
        ('A["<b>bold</b> <i class="x">text</i>"]', "bold text"),
        ('A["`The **bold** _text_`"]', "The bold text"),
        ('A["a < b"]', "a < b"),
        ('A["#nothing; &nothing;"]', "#nothing; &nothing;"),
        ("A[first]\nA[last]", "last"),
        ('A@{ label: "one\n   two" }', "one\ntwo"),
        ("A@{\n  shape: rect\n  label: A few words\n}", "A few words"),
        ("A@{ label: 'it''s' }", "it's"),
    ],
)
def test_a_label_is_the_text_that_people_read(written: str, label: str) -> None:
    assert label_of(written) == label


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("-->", EdgeKind()),
        ("---", EdgeKind(head=Tip.OPEN)),
        ("---->", EdgeKind(length=3)),
        ("-.->", EdgeKind(Stroke.DOTTED)),
        ("-..-", EdgeKind(Stroke.DOTTED, head=Tip.OPEN, length=2)),
        ("==>", EdgeKind(Stroke.THICK)),
        ("===", EdgeKind(Stroke.THICK, head=Tip.OPEN)),
        ("--o", EdgeKind(head=Tip.CIRCLE)),
        ("x--x", EdgeKind(tail=Tip.CROSS, head=Tip.CROSS)),
        ("<-->", EdgeKind(tail=Tip.ARROW)),
        ("<-- text -->", EdgeKind(tail=Tip.ARROW)),
        ("<==>", EdgeKind(Stroke.THICK, tail=Tip.ARROW)),
        ("~~~", EdgeKind(Stroke.INVISIBLE, head=Tip.OPEN)),
    ],
)
def test_the_signs_of_an_edge_say_how_it_looks(written: str, kind: EdgeKind) -> None:
    assert [edge.kind for edge in chart(f"A {written} B").edges] == [kind]


@pytest.mark.parametrize(
    "written",
    [
        "A -->|two words| B",
        'A -->|"two words"| B',
        "A -- two words --> B",
        'A -- "two words" --> B',
        "A -. two words .-> B",
        "A == two words ==> B",
        'A -- "`two **words**`" --> B',
        "A e1@-->|two words| B",
    ],
)
def test_an_edge_has_its_label_between_bars_or_inside_its_arrow(written: str) -> None:
    assert [edge.label for edge in chart(written).edges] == ["two words"]


def test_chains_and_groups_become_single_edges() -> None:
    found = chart("A & B --> C --> D & E")

    pairs = [(edge.source, edge.target) for edge in found.edges]
    assert pairs == [("A", "C"), ("B", "C"), ("C", "D"), ("C", "E")]


def test_an_arrow_goes_on_in_the_next_line() -> None:
    assert [(e.source, e.target) for e in chart("A\n  --> B -->\n  C").edges] == [
        ("A", "B"),
        ("B", "C"),
    ]


def test_the_id_of_an_edge_is_no_node() -> None:
    found = chart("A e1@--> B\ne1@{ animate: true }")

    assert [node.id for node in found.nodes] == ["A", "B"]


def test_subgraphs_hold_their_members() -> None:
    found = chart("subgraph one [The first]\nA --> B\nsubgraph two\nC\nend\nend\nC --> A")

    assert found.subgraphs == (
        Subgraph("one", "The first", ("A", "B", "two")),
        Subgraph("two", "two", ("C",)),
    )


def test_a_title_of_several_words_is_no_id() -> None:
    [frame] = chart('subgraph "Customers (regulated)"\nA\nend').subgraphs

    assert (frame.id, frame.title) == ("subGraph0", "Customers (regulated)")


def test_a_node_stays_in_the_subgraph_that_ends_first() -> None:
    found = chart("subgraph one\nA\nend\nsubgraph two\nA\nB\nend")

    assert [frame.members for frame in found.subgraphs] == [("A",), ("B",)]


def test_a_subgraph_may_be_an_end_of_an_edge_and_is_no_node() -> None:
    found = chart("subgraph one\nA\nend\none --> B")

    assert [node.id for node in found.nodes] == ["A", "B"]
    assert found.edges == (Edge("one", "B"),)


def test_statements_that_draw_nothing_leave_no_trace() -> None:
    found = chart(
        "A --> B\nclassDef hot fill:#f96\nclass A hot\nstyle A fill:#bbf\nlinkStyle 0 stroke:red\n"
        'click A "https://x.y" "tip" _blank\naccTitle: A title\naccDescr { a\nb }\ndirection TB'
    )

    assert found == Flowchart(
        Direction.LEFT_RIGHT, (Node("A", "A"), Node("B", "B")), (Edge("A", "B"),)
    )


def test_a_style_draws_a_node_that_nothing_else_draws() -> None:
    assert chart("style A fill:red").nodes == (Node("A", "A"),)
