"""The same items and links reach every tool."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.architecture import company
from benchmarks.architecture.forms import sphinx_needs, strictdoc
from benchmarks.architecture.tools import PENSTOCK, Read
from benchmarks.common.measuring import measured

SIZES = st.integers(min_value=100, max_value=3000)
DIRECTIVE = re.compile(
    r"^\.\. (\w+):: (.+)\n   :id: (.+)\n(?:   :links: (.+)\n)?(?:\n   (.+)\n)?", re.MULTILINE
)
NODE = re.compile(
    r"^\[REQUIREMENT\]\nUID: (.+)\nTITLE: (.+)\n(?:STATEMENT: (.+)\n)?"
    r"(?:RELATIONS:\n((?:[- ] .+\n)+))?",
    re.MULTILINE,
)


@given(SIZES)
def test_a_company_has_as_many_items_as_asked_for(size: int) -> None:
    items = list(company.make(size).items())

    assert len({item.id for item in items}) == len(items) == size


@given(SIZES)
def test_every_link_leads_to_an_item_before_it(size: int) -> None:
    seen: set[str] = set()
    for item in company.make(size).items():
        assert set(item.links) <= seen
        seen.add(item.id)


@given(SIZES)
def test_every_item_is_linked_and_no_link_is_stated_twice(size: int) -> None:
    items = list(company.make(size).items())
    linked = {link for item in items for link in item.links}

    assert [item.id for item in items if not item.links and item.id not in linked] == []
    assert [item.id for item in items if len(set(item.links)) < len(item.links)] == []


def test_ten_thousand_capabilities_have_ten_thousand_names() -> None:
    capabilities = company.make(25_000).capabilities

    assert len({capability.name for capability in capabilities}) == len(capabilities)


def test_penstock_reads_every_item_and_link_and_finds_no_fault(
    tmp_path: Path, checkout: Path
) -> None:
    whole = company.make(400)
    PENSTOCK.write(whole, tmp_path / "documents")

    command = PENSTOCK.command(tmp_path / "documents", tmp_path / "output")
    done = measured(command, folder=checkout, variables={})

    links = sum(len(item.links) for item in whole.items())
    assert PENSTOCK.read(done, tmp_path) == Read(items=400, links=links)
    assert '"findings": {}' in done.output


def test_penstock_finds_the_broken_link(tmp_path: Path, checkout: Path) -> None:
    PENSTOCK.write(company.with_broken_link(company.make(100)), tmp_path / "documents")

    command = PENSTOCK.command(tmp_path / "documents", tmp_path / "output")
    done = measured(command, folder=checkout, variables={})

    assert PENSTOCK.faulted(done)


def test_sphinx_needs_gets_every_item_with_its_links(tmp_path: Path) -> None:
    whole = company.make(100)
    sphinx_needs.write(whole, tmp_path / "rst")

    text = "\n".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("rst/*.rst"))
    written = {
        (name, kind, title, links, sentence)
        for kind, title, name, links, sentence in DIRECTIVE.findall(text)
    }
    assert written == {
        (item.id, item.kind, item.title, ", ".join(item.links), item.text) for item in whole.items()
    }


def test_strictdoc_gets_every_item_with_its_links(tmp_path: Path) -> None:
    whole = company.make(100)
    strictdoc.write(whole, tmp_path / "sdoc")

    text = "\n".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("sdoc/*.sdoc"))
    written = {
        (name, title, sentence, tuple(re.findall("VALUE: (.+)", parents)))
        for name, title, sentence, parents in NODE.findall(text)
    }
    assert written == {(item.id, item.title, item.text, item.links) for item in whole.items()}


def test_the_same_company_is_written_in_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        PENSTOCK.write(company.make(100), tmp_path / name)

    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.md")}
        for folder in (tmp_path / "one", tmp_path / "other")
    )
    assert one == other


def test_a_stream_has_seven_stages_that_hand_on_information() -> None:
    whole = company.make(10_000)

    kinds = Counter(item.kind for item in whole.items())
    streams = len(whole.streams)
    assert kinds == {
        "stream": streams,
        "stage": streams * 7,
        "information": streams * 8,
        "capability": 10_000 - streams * 16,
    }
    assert kinds["capability"] / streams == pytest.approx(6, abs=0.1)
