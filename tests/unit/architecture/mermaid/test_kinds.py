import pytest

from penstock.architecture.mermaid import Broken, Problem, Unsupported, parse


def only_problem(text: str) -> Problem:
    found = parse(text)
    assert isinstance(found, Broken)
    [problem] = found.problems
    return problem


@pytest.mark.parametrize(
    "word",
    [
        *("sequenceDiagram", "stateDiagram-v2", "gantt", "pie", "classDiagram", "erDiagram"),
        *("mindmap", "timeline", "journey", "gitGraph", "quadrantChart", "C4Context", "xychart"),
    ],
)
def test_other_kinds_of_diagrams_are_not_checked(word: str) -> None:
    assert parse(f"%% comment\n{word}\n  anything [(goes") == Unsupported(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("graphh", "graph"),
        ("flowchat", "flowchart"),
        ("sequenceDiagramm", None),
        ("Gantt", "gantt"),
    ],
)
def test_an_unknown_first_word_gets_a_suggestion(word: str, meant: str | None) -> None:
    found = parse(f"{word} LR\n")

    if meant is None:
        assert isinstance(found, Unsupported)
    else:
        assert isinstance(found, Broken)
        assert f"Did you mean `{meant}`?" in found.problems[0].message


def test_a_guess_is_no_fix_but_another_case_is_one() -> None:
    assert only_problem("flowchat LR\nA").fix == ()
    assert only_problem("Flowchart LR\nA").fix != ()


def test_a_first_word_in_another_case_does_not_hide_other_problems() -> None:
    found = parse("Graph lr\nA[x (y)]\n")

    assert isinstance(found, Broken)
    assert [problem.line for problem in found.problems] == [1, 1, 2]


@pytest.mark.parametrize("text", ["", "\n\n", "%% comment\n", "---\ntitle: x\n---\n"])
def test_a_diagram_without_a_word_is_empty(text: str) -> None:
    assert "empty" in only_problem(text).message


def test_front_matter_has_to_stand_at_the_top() -> None:
    assert "front matter" in only_problem("\n---\ntitle: x\n---\ngraph LR\nA").message


def test_a_word_that_makes_a_c4_diagram_of_a_flowchart_is_reported() -> None:
    assert "C4 diagram" in only_problem("graph LR\nA[C4Component]").message
    assert "C4 diagram" not in str(parse("graph LR\nA %% C4Component"))
