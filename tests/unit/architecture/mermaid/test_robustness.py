import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.architecture.mermaid import Broken, Flowchart, parse, repaired
from tests.oracles.mermaid.strategies import diagrams

PIECES = st.lists(
    st.sampled_from(
        [
            *('"', '"`', "[", "](", "((", "{{", "[/", "|", "--", "-->", "-.", "==", "~~~", "@{"),
            *("%%", "%%{", "}%%", "---\n", "subgraph ", "end", "style ", "click ", "call ", "#x;"),
            *("direction TB", "accDescr {", "accTitle:", ";", "\n", "\r", " ", "\u2028", "\ufeff"),
            *("graph LR\n", "A", "é", "🙂", "\0", "a@", "class A b", "linkStyle 0 ", "href "),
        ]
    )
).map("".join)


@settings(max_examples=300)
@given(st.text() | PIECES | PIECES.map("graph LR\n".__add__) | diagrams())
def test_no_text_makes_the_reader_fail_and_every_place_is_in_the_text(text: str) -> None:
    found = parse(text)

    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in found.problems if isinstance(found, Broken) else ():
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert all(0 <= edit.start <= edit.end <= len(text) for edit in problem.fix)


@given(diagrams())
def test_a_second_repair_finds_nothing_to_do(text: str) -> None:
    found = parse(text)
    if isinstance(found, Broken) and all(problem.fix for problem in found.problems):
        assert isinstance(parse(repaired(text, found.problems)), Flowchart)


ENDLESS = {
    "blanks": "A" + " " * 100_000 + "x",
    "blank lines": "\n " * 50_000,
    "brackets": "A" + "[(" * 50_000,
    "quotes": 'A["x"y"] ' * 12_000,
    "hyphens": "A " + "-" * 100_000,
    "half arrows": "A -- " * 20_000,
    "semicolons and directions": "A;" * 30_000 + "direction" * 5_000,
    "at signs": "A;" * 40_000 + "@" * 20_000,
    "open directives": "%%{" * 30_000,
    "open tags": "<a " * 30_000,
    "open subgraphs": "subgraph a\n" * 10_000,
    "broken lines": "A[x (y\n" * 15_000,
    "broken labels": "A" + " -->|a (b)| B" * 8_000,
    "reserved words": "A --> end\n" * 10_000,
    "colours": "style " + ":" * 100_000 + "#",
    "nested data": "A@{ x: " + "[" * 100_000 + "}",
    "ampersands": "A & " * 10_000 + "A --> " + "B & " * 10_000 + "B",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_the_time_grows_with_the_text_and_no_faster(name: str) -> None:
    started = time.process_time()
    parse("graph LR\n" + ENDLESS[name])

    # A quadratic reader would need minutes for each of these.
    assert time.process_time() - started < 5


def test_front_matter_of_blank_lines_takes_no_time() -> None:
    started = time.process_time()
    parse("---\n" + " \n" * 50_000)

    assert time.process_time() - started < 5
