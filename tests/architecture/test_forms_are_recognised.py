"""The examples in the page about recognised forms are read, so the page cannot lie."""

import re
from pathlib import Path

import pytest

from penstock.architecture.documents import Folder
from penstock.architecture.reading import read

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "forms.md"
EXAMPLES = [
    match[2]
    for match in re.finditer(
        r"^(`{3,4})markdown\n(.*?)\n\1$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0][:40])
def test_every_row_field_and_diagram_of_an_example_is_understood(example: str) -> None:
    reading = read(Folder.from_texts({"example.md": example}))

    document = reading.folder.documents["example.md"]
    stated = {row.line for table in document.tables for row in table.rows if row.cells[0]}
    stated |= {field.line for field in document.fields}
    assert stated - reading.understood["example.md"] == set()
    assert len(reading.architecture.diagrams) == sum(
        code.language == "mermaid" for code in document.codes
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0][:40])
def test_every_example_states_something(example: str) -> None:
    architecture = read(Folder.from_texts({"example.md": example})).architecture

    stated = (architecture.elements, architecture.relations, architecture.diagrams)
    assert any(stated) or architecture.former_ids
