"""Whatever the documents hold, reading gives a model, and no document hides another."""

from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.documents import Folder
from penstock.architecture.model import Stage
from penstock.architecture.reading import read

SCRAPS = st.lists(
    st.sampled_from(
        [
            *("| Stage ID | Stage Name | Inputs |", "| Capability | RCV-01 | NCV-03 |"),
            *("| Product ID | Product | Primary Value Stream |", "| KPI | Value Stream | Target |"),
            *("| Stage ID | Responsible | Accountable |", "| Activity | Seller | Head |"),
            *("| Capability ID | Capability |", "| Role | Side | Organization Unit |"),
            *("| Information Item | Provided By |", "| Rule ID | Rule | Applies To |"),
            *("| System | Description | Supports |", "| Organization Unit | Parent |"),
            *("|---|---|---|", "| NCV-03.1 | Survey | Request, Photos |", "| | | More |", "| |"),
            *("| 1. Strategy | P | s |", "| K1 | NCV-03, 04 | 3 |", "| x |", "| A | R | C/I |"),
            *("# Operating Model", "## Key Components", "### 2.1. People", "## Dependencies"),
            *("### RCV-01: Start", "## 1. REGULATED (5)", "#### 1.1. Planning (Ent)"),
            *("**Value Stream ID:** NCV-03", "**Parent Value Stream:** RCV-01", "**Name:**"),
            *("**Description:** Words", "**Definition:** Words", "**Entry Criteria:**"),
            *("**Participating Capabilities:** A, B / C", "**Side:** Regulated"),
            *("- **AOV-04 Delivery** and **2.1 Metering**", "-   10. Billing", "```mermaid", "```"),
            *("Depends on NCV-01, 02.", "", "", "---", "> ", "<br>", "\\", "(", "**", "é"),
        ]
    ),
    max_size=30,
).map("\n".join)
STAGES = "| Stage ID | Stage Name | Inputs |\n|---|---|---|\n| ESV-09.1 | Kept | Word |\n"


def stage_names(texts: dict[str, str]) -> list[str]:
    architecture = read(Folder.from_texts(texts)).architecture
    return [stage.name for stage in architecture.stated(Stage) if stage.id == "ESV-09.1"]


@given(SCRAPS)
def test_any_scraps_of_architecture_are_read_beside_another_document(text: str) -> None:
    assert stage_names({"a.md": text, "b.md": STAGES, "c.md": text}) == ["Kept"]


@given(st.text())
def test_any_text_is_read_beside_another_document(text: str) -> None:
    assert stage_names({"a.md": text, "b.md": STAGES}) == ["Kept"]


@given(st.binary(), st.binary())
def test_any_bytes_are_read_beside_another_document(one: bytes, other: bytes) -> None:
    folder = Folder.from_bytes({"a.md": one, "b.md": STAGES.encode(), "c.md": other})

    assert [stage.name for stage in read(folder).architecture.stated(Stage)] == ["Kept"]


@given(SCRAPS)
def test_reading_twice_gives_the_same_model(text: str) -> None:
    folder = Folder.from_texts({"a.md": text})

    assert read(folder).architecture == read(folder).architecture


@given(SCRAPS)
def test_lines_that_were_understood_are_lines_of_the_document(text: str) -> None:
    reading = read(Folder.from_texts({"a.md": text}))

    lines = len(reading.folder.documents["a.md"].source.lines)
    assert all(1 <= line <= lines for line in reading.understood["a.md"])


@given(SCRAPS)
def test_every_relation_leads_to_words_that_are_there(text: str) -> None:
    architecture = read(Folder.from_texts({"a.md": text})).architecture

    assert all(each.source.id and each.target.id for each in architecture.relations)
    assert all(each.place.document == "a.md" for each in architecture.relations)
