from penstock.architecture.checks.documents.diagrams import UndrawableDiagram
from tests.rules import found, repaired

BROKEN = "# Flow\n\n```mermaid\ngraph LR\n    A[Rates] --> B[Company (Finance)]\n```\n"
MENDED = '# Flow\n\n```mermaid\ngraph LR\n    A[Rates] --> B["Company (Finance)"]\n```\n'


def test_what_mermaid_refuses_is_reported_where_it_stands() -> None:
    [finding] = found(UndrawableDiagram, BROKEN)

    assert str(finding.place) == "a.md:5:28"


def test_brackets_in_a_label_are_put_in_quotes() -> None:
    assert repaired(UndrawableDiagram, BROKEN)["a.md"] == MENDED


def test_a_repair_keeps_the_line_ends_of_windows() -> None:
    crlf = BROKEN.replace("\n", "\r\n")

    assert repaired(UndrawableDiagram, crlf)["a.md"] == MENDED.replace("\n", "\r\n")


def test_a_diagram_that_mermaid_draws_is_fine() -> None:
    assert found(UndrawableDiagram, MENDED) == []


def test_other_code_and_other_diagrams_are_left_alone() -> None:
    text = "```python\nx = (\n```\n\n```mermaid\nsequenceDiagram\n    A->>B: x (\n```\n"

    assert found(UndrawableDiagram, text) == []


def test_a_diagram_in_a_quotation_is_left_alone() -> None:
    assert found(UndrawableDiagram, "> ```mermaid\n> graph LR\n>     A --> B\n> ```\n") == []


def test_a_diagram_in_a_list_is_checked() -> None:
    text = "1.  Flow\n\n    ```mermaid\n    graph LR\n        A --> B[x (y)]\n    ```\n"

    [finding] = found(UndrawableDiagram, text)

    assert finding.place.line == 5
    assert 'B["x (y)"]' in repaired(UndrawableDiagram, text)["a.md"]
