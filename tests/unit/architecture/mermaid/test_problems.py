import pytest

from penstock.architecture.mermaid import Broken, Flowchart, Problem, TextEdit, parse, repaired


def problems(text: str) -> list[Problem]:
    found = parse(text)
    return list(found.problems) if isinstance(found, Broken) else []


def only_problem(text: str) -> Problem:
    [problem] = problems(text)
    return problem


def mended(text: str) -> str:
    """Return a diagram repaired, after making sure that nothing is left to repair."""
    found = parse(text)
    assert isinstance(found, Broken)
    assert all(problem.fix for problem in found.problems), found.problems
    after = repaired(text, found.problems)
    assert isinstance(parse(after), Flowchart), parse(after)
    return after


def test_brackets_in_a_label_are_reported_where_they_stand() -> None:
    problem = only_problem("graph LR\n    G --> H[Quantum Energy (Financial Viability)]")

    assert (problem.line, problem.column) == (2, 28)
    assert problem.message == (
        "The label `Quantum Energy (Financial Viability)` holds `(`, which Mermaid does not take "
        "in a label without quotes. Put the label in double quotes."
    )


def test_a_fix_is_the_smallest_that_helps() -> None:
    problem = only_problem("graph LR\nA[x (y)]")

    assert problem.fix == (TextEdit(11, 11, '"'), TextEdit(16, 16, '"'))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("H[Energy (Viability)]", 'H["Energy (Viability)"]'),
        ("A[x (1)] --> B(y (2)) --> C{z (3)}", 'A["x (1)"] --> B("y (2)") --> C{"z (3)"}'),
        ("A[one [1]]", 'A["one [1]"]'),
        ("A((one (1)))", 'A(("one (1)"))'),
        ("A{{one {1}}}", 'A{{"one {1}"}}'),
        ("A[(Financial) Viability]", 'A["(Financial) Viability"]'),
        ("A[/api/v1]", 'A["/api/v1"]'),
        ("A[this | that]", 'A["this | that"]'),
        ("A[1) First] --> B[2) Second]", 'A["1) First"] --> B["2) Second"]'),
        ('A[He said "hi" again]', 'A["He said #quot;hi#quot; again"]'),
        ('A["He said "hi" again"]', 'A["He said #quot;hi#quot; again"]'),
        ('A["open] --> B', 'A["open"] --> B'),
        ("A[`code` (x)]", 'A["#96;code` (x)"]'),
        ("A:::hot & B[x (y)]:::hot --> C", 'A:::hot & B["x (y)"]:::hot --> C'),
        ("A -->|yes (1)| B", 'A -->|"yes (1)"| B'),
        ('A -- say "hi" --> B', 'A -- "say #quot;hi#quot;" --> B'),
        ("A -- a--b --> B", 'A -- "a--b" --> B'),
        ("A -> B", "A --> B"),
        ("A->B", "A-->B"),
        ("A => B", "A ==> B"),
        ("A → B –> C", "A --> B --> C"),
        ("A --> end", "A --> End"),
        ("A --> end\nend --> B", "A --> End\nEnd --> B"),
        ("A --> end[Done]\nEnd --> B", "A --> end_node[Done]\nEnd --> B"),
        ("A --> B %% why", "A --> B\n%% why"),
        ("A --> B; %% why so", "A --> B;\n%% why so"),
        ("class A hot ", "class A hot"),
        ("subgraph Customers (regulated)\nA\nend", 'subgraph "Customers (regulated)"\nA\nend'),
        ("subgraph a, b\nA\nend", 'subgraph "a, b"\nA\nend'),
        ("subgraph x [T (1)]\nA\nend", 'subgraph x ["T (1)"]\nA\nend'),
        ("subgraph x\ndirection tb\nA\nend", "subgraph x\ndirection TB\nA\nend"),
    ],
)
def test_what_is_clear_is_mended(before: str, after: str) -> None:
    assert mended(f"graph LR\n{before}\n") == f"graph LR\n{after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Graph LR\nA", "graph LR\nA"),
        ("graph lr\nA", "graph LR\nA"),
        ("graph LR A --> B", "graph LR\nA --> B"),
        ("graph LR %% why\nA", "graph LR\n%% why\nA"),
        ("graph LR ;A", "graph LR;A"),
    ],
)
def test_a_first_line_that_is_clear_is_mended(before: str, after: str) -> None:
    assert mended(before) == after


@pytest.mark.parametrize(
    "doubtful",
    [
        "A[open --> B",
        "A[open) --> B",
        "A([open]] --> B",
        "A[foo (bar] --> B[baz]",
        'A[open"] --> B',
        "A[] --> B",
        "A B",
        "A --> B --",
        "subgraph x",
        "end",
        "A --> & B",
        "subgraph A --> B\nend",
        "A@{ shape: recktangle }",
    ],
)
def test_what_is_doubtful_is_reported_and_left_alone(doubtful: str) -> None:
    text = f"graph LR\n{doubtful}\n"
    found = problems(text)

    assert found
    assert repaired(text, tuple(found)) == text


def test_fixes_count_the_characters_of_the_text_as_it_was_written() -> None:
    text = "---\r\ntitle: x\r\n---\r\ngraph LR\r\n%% (c\r\nA[x (y)] --> B\r\n"

    assert mended(text) == text.replace("[x (y)]", '["x (y)"]')


def test_each_problem_is_reported_with_its_own_line() -> None:
    found = problems("graph LR\nA[x (1)] --> B\nB => C\nC D\nsubgraph s\nD --> E")

    assert [problem.line for problem in found] == [2, 3, 4, 5]


def test_what_could_be_understood_is_kept() -> None:
    found = parse("graph LR\nA[one] --> B[two (2)]\nB C\nB --> D")

    assert isinstance(found, Broken)
    assert [(node.id, node.label) for node in found.flowchart.nodes] == [
        ("A", "one"),
        ("B", "two (2)"),
        ("D", "D"),
    ]
    assert [(e.source, e.target) for e in found.flowchart.edges] == [("A", "B"), ("B", "D")]


def test_an_arrow_that_leads_nowhere_does_not_swallow_the_end_of_its_subgraph() -> None:
    problem = only_problem("graph LR\nsubgraph x\nA -->\nend\nB --> C")

    assert (problem.line, problem.column, problem.fix) == (3, 3, ())
    assert "leads nowhere" in problem.message


def test_a_brace_that_is_missing_is_reported_where_it_opens() -> None:
    problem = only_problem("graph LR\nA@{ shape: rect\nB --> C")

    assert (problem.line, problem.column) == (2, 2)


def test_an_unknown_shape_gets_a_suggestion() -> None:
    assert "Did you mean `rectangle`?" in only_problem("graph LR\nA@{ shape: recktangle }").message


def test_more_edges_than_mermaid_draws_are_reported_once() -> None:
    text = "graph LR\n" + "A --> B\n" * 500

    assert problems(text) == []
    assert only_problem(text + "A --> C\nA --> D\n").line == 502


def test_a_link_style_names_edges_that_exist() -> None:
    assert problems("graph LR\nA --> B\nlinkStyle 0 stroke:red") == []
    assert (
        "the one above it is 0" in only_problem("graph LR\nA --> B\nlinkStyle 1 stroke:red").message
    )


@pytest.mark.parametrize(
    ("yaml", "line", "part"),
    [
        ("title: A: b", 2, "does not end where it should"),
        ("a:\n\tb: c", 3, "tab"),
        ('title: "x', 2, "not closed"),
        ("title: x\ntitle: y", 3, "given twice"),
        ("title: x\n   theme: dark", 3, "fits nothing above"),
        ("title: x\n- y", 3, "fits nothing above"),
        ("a: [1, 2", 2, "a comma is missing"),
        ("a: [1,, 2]", 2, "was found where an entry was expected"),
        ("title: @x", 2, "does not end where it should"),
    ],
)
def test_faults_of_front_matter_are_reported(yaml: str, line: int, part: str) -> None:
    problem = only_problem(f"---\n{yaml}\n---\ngraph LR\nA")

    assert problem.line == line
    assert part in problem.message


@pytest.mark.parametrize(
    "yaml",
    [
        "title: x\nconfig:\n  theme: dark\n  flowchart:\n    curve: linear",
        "a:\n- b\n- c: d\n  e: f\ng: h",
        "title: |\n  a: b: c\n   (x\nnext: 1",
        'a: [1,\n  "two"]\nb: {c: d}',
        "a: 'it''s' # comment\n# comment\nb: x # y",
        "- a\n- b",
        "words alone",
        "anchor: &x 1\nalias: !!str 2",
    ],
)
def test_front_matter_as_people_write_it_is_right(yaml: str) -> None:
    assert problems(f"---\n{yaml}\n---\ngraph LR\nA") == []
