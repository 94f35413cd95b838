"""Every statement stands where its place says, letter for letter but for marks."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.documents import Folder
from penstock.architecture.model import Architecture, Element, OperatingModelElement, Stage, Stated
from penstock.architecture.reading import Reading, read
from penstock.architecture.reading.words import plain, without_section_number
from penstock.kernel.places import Place

WORDS = st.text("abcäß€漢𝄞 ", min_size=1).map(str.strip).filter(bool)
ITEMS = st.lists(WORDS, max_size=3)


def words_of(element: Element) -> Iterator[Stated]:
    """Yield everything an element quotes."""
    for each in fields(element):
        value = getattr(element, each.name)
        if isinstance(value, Stated):
            yield value
        elif isinstance(value, tuple):
            yield from (words for words in value if isinstance(words, Stated))


def said(architecture: Architecture) -> Iterator[Stated]:
    """Yield every word of the model that should stand at its place."""
    for element in architecture.elements:
        yield from words_of(element)
    for relation in architecture.relations:
        # A cell of a matrix states its relation with a letter.
        if relation.written and not relation.strength:
            yield Stated(relation.written, relation.place)
    yield from (Stated(diagram.text, diagram.place) for diagram in architecture.diagrams)


def rest_of_line(place: Place, reading: Reading) -> str:
    line = reading.folder.documents[place.document].source.lines[place.line - 1]
    return plain(line[place.column - 1 :])


def stands_there(words: Stated, reading: Reading) -> bool:
    found = rest_of_line(words.place, reading)
    first = words.text.split("\n", 1)[0].strip()
    # Words that go on in the next line stand there in part.
    return found.startswith(first) or (bool(found) and first.startswith(found.rstrip("\\ ")))


def is_named_there(element: Element, reading: Reading) -> bool:
    found = rest_of_line(element.place, reading)
    if isinstance(element, OperatingModelElement):
        found = without_section_number(found)
    return found.startswith((element.id, element.name))


def misplaced(reading: Reading) -> list[object]:
    elements = [e for e in reading.architecture.elements if not is_named_there(e, reading)]
    return [*elements, *(w for w in said(reading.architecture) if not stands_there(w, reading))]


@given(st.lists(st.tuples(WORDS, ITEMS, ITEMS), min_size=1), st.sampled_from(["\n", "\r\n"]), WORDS)
def test_every_cell_of_a_stage_table_is_found_at_its_place(
    rows: list[tuple[str, list[str], list[str]]], end: str, title: str
) -> None:
    lines = [f"# {title}", "", "| Stage ID | Stage Name | Inputs | Outputs |", "|-|-|-|-|"]
    for number, (name, inputs, outputs) in enumerate(rows):
        lines.append(f"| NCV-03.{number} | **{name}** |{', '.join(inputs)}|  {', '.join(outputs)}|")

    reading = read(Folder.from_texts({"a.md": end.join(lines)}))

    assert len(reading.architecture.stated(Stage)) == len(rows)
    assert misplaced(reading) == []


@given(WORDS, WORDS, ITEMS)
def test_every_field_and_item_is_found_at_its_place(
    title: str, description: str, criteria: list[str]
) -> None:
    points = "".join(f"  *   {each}\n" for each in criteria)
    fields = f"**Description:** {description}\n**Exit Criteria:**\n\n{points}"
    text = f"ä\n\n### RCV-01: {title}\n\n{fields}"

    reading = read(Folder.from_texts({"a.md": text}))

    words = [each for e in reading.architecture.elements for each in words_of(e)]
    assert [each.text for each in words] == [description, *criteria]
    assert misplaced(reading) == []


def test_the_real_documents_say_what_the_model_quotes(shared_folder: Path) -> None:
    assert misplaced(read(Folder.read(shared_folder / "documents"))) == []


def test_the_reference_company_says_what_the_model_quotes(reference_company: Path) -> None:
    assert misplaced(read(Folder.read(reference_company))) == []


@pytest.mark.parametrize("written", ["## 2.1. People", "- **People:** They work."])
def test_a_part_of_the_operating_model_stands_where_its_heading_or_point_begins(
    written: str,
) -> None:
    headings = "# Operating Model\n\n## Key Components\n\n"
    above = headings if written.startswith("#") else headings + "## Operating Principles\n\n"
    reading = read(Folder.from_texts({"a.md": above + written.replace("## ", "### ") + "\n"}))

    (element,) = [e for e in reading.architecture.elements if e.name == "People"]

    assert is_named_there(element, reading)
