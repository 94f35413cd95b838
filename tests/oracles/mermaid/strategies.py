"""Flowcharts as people write them, with the slips that people make."""

from hypothesis import strategies as st

IDS = st.sampled_from(
    ["A", "B", "C1", "n.1", "NCV-03.2", "a_b", "v", "x", "o", "Öl", "default", "A,B", "end", "End"]
)
LABELS = st.sampled_from(
    [
        *("x", "two words", '"quoted"', '"in (brackets)"', "a/b", "a-b", "a--b", "x; y", "end"),
        *("#quot;", "1)", "A & B", "naïve — “so”", "two\nlines", 'say "hi"', "(first)", "a (b)"),
        *("[x]", "50%", "<b>b</b>", "a: b", "`code`", '"`**bold**`"', "", " ", "#5", "{x}", "|"),
    ]
)
BRACKETS = st.sampled_from(
    [
        *(("[", "]"), ("(", ")"), ("((", "))"), ("(((", ")))"), ("([", "])"), ("[[", "]]")),
        *(("[(", ")]"), ("{", "}"), ("{{", "}}"), ("[/", "/]"), ("[/", "\\]"), ("[\\", "\\]")),
        *(("[\\", "/]"), (">", "]"), ("(-", "-)"), ("[|a:b|", "]"), ("[", ")")),
    ]
)
DATA = st.sampled_from(
    [
        *("", "", "", "", ":::hot", "@{ shape: rect }", '@{ shape: cyl, label: "x y" }', "@{}"),
        *("@{ shape: nothing }", "@{ label: a: b }", '@{\n shape: rect\n label: "x"\n}'),
    ]
)
ARROWS = st.sampled_from(
    [
        *("-->", "---", "-.->", "==>", "--o", "--x", "<-->", "~~~", "x--x", "o--o", "---->"),
        *("-..->", "====>", "-.-", "===", "<==>", "<-.->", "->", "=>", "→", "-->>", "--"),
    ]
)
HALVES = st.sampled_from(
    [("--", "-->"), ("--", "---"), ("-.", ".->"), ("==", "==>"), ("<--", "-->"), ("--", "==>")]
)
HEADS = st.sampled_from(
    [
        *("graph LR\n", "flowchart TD\n", "graph TB;", "graph\n", "graph lr\n", "graph LR "),
        *("---\ntitle: x\n---\ngraph LR\n", '%%{init: {"a": 1}}%%\ngraph LR\n', "Graph TD\n"),
    ]
)
OTHERS = st.sampled_from(
    [
        *("style A fill:#f9f,stroke:#333", "style A fill:#f9f;", "classDef hot fill:#f96"),
        *("class A,B hot", "class A hot ", "linkStyle 0 stroke:#f00", "linkStyle 7 stroke:red"),
        *('click A "https://x.y" "tip" _blank', "click A call f(x)", "click A f", "click A"),
        *("accTitle: foo", "accDescr { a\n b }", "%% comment", "A %% comment", "direction TB"),
        *("end", "A", "title x", "%%", "A[direction TB]", "direction lr", "A B"),
    ]
)
TITLES = st.sampled_from(
    [
        "s",
        "two words",
        '"quoted (1)"',
        "id [Title]",
        'id["Title (1)"]',
        "a, b",
        "Foo (bar)",
        "",
        "end",
    ]
)
ENDS = st.sampled_from(["\n", "\n", "\n    ", ";", "\n\n", "\r\n", "; ", "\n \n"])
NOISE = st.sampled_from([*'()[]{}"|-=.;:#&<>@%`~\n x', "end", "--", "-->", "%%", "é", "°"])


@st.composite
def nodes(draw: st.DrawFn) -> str:
    """Return a node, often with a label."""
    opener, closer = draw(BRACKETS) if draw(st.booleans()) else ("", "")
    label = draw(LABELS) if opener else ""
    return draw(IDS) + opener + label + closer + draw(DATA)


@st.composite
def links(draw: st.DrawFn) -> str:
    """Return an arrow, with a label or without."""
    blank = draw(st.sampled_from(["", " ", " "]))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        first, second = draw(HALVES)
        return f" {first}{blank}{draw(LABELS)}{blank}{second}{blank}"
    bars = f"|{draw(LABELS)}|{blank}" if kind == 1 else ""
    name = draw(st.sampled_from(["", "", "", "e1@"]))
    return f" {name}{draw(ARROWS)}{blank}{bars}"


@st.composite
def chains(draw: st.DrawFn) -> str:
    """Return groups of nodes with arrows between them."""
    groups = st.lists(nodes(), min_size=1, max_size=2).map(" & ".join)
    text = draw(groups)
    for _ in range(draw(st.integers(0, 2))):
        text += draw(links()) + draw(groups)
    return text


@st.composite
def subgraphs(draw: st.DrawFn) -> str:
    """Return a subgraph of a few lines."""
    lines = draw(st.lists(chains() | OTHERS, max_size=2))
    return "\n".join(
        [f"subgraph {draw(TITLES)}", *lines, draw(st.sampled_from(["end", "end", ""]))]
    )


@st.composite
def diagrams(draw: st.DrawFn) -> str:
    """Return a flowchart, right in most places, with a slip or two."""
    statements = st.one_of(chains(), chains(), OTHERS, subgraphs())
    text = draw(HEADS)
    for statement in draw(st.lists(statements, max_size=4)):
        text += statement + draw(ENDS)
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 1))
        text = text[:at] + draw(NOISE) + text[at + cut :]
    return text
