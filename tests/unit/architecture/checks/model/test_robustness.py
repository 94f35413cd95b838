"""Rules say something or nothing about any documents, and never fail."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.architecture.checks import Subject, run
from penstock.architecture.checks.model import MODEL_RULES
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from tests.small_company import TEXTS
from tests.unit.architecture.checks.model.texts import (
    diagram,
    product_mapping,
    products,
    raci,
    roles,
    stage,
    stage_model,
    table,
)

LINES = [
    line
    for text in (
        *TEXTS.values(),
        stage_model("NCV-03 Solar", stage("NCV-03.2"), stage("AOV-04.999999999999999999999")),
        product_mapping("| NONREG-DG-001 | Home | NCV-03: Wind | AOV-09 |"),
        products("| NONREG-DG-002 | Farm | x |"),
        raci("| NCV-03.9 | COO | Head; Chief | | |"),
        roles("| Chief Operating Officer (COO) | regulated | Grid | x |"),
        diagram("NCV-03: Solar", "A[Qualify] --> B(Design Array", "B --> A"),
        table("| KPI | Value Stream | Baseline | Target |", "| Cost | NCV-09 | TBD | 1 |"),
        table("| Capability | NCV-03 | AOV-04 |", "| 2.9 Wind | P | S |", "| Grid | | x |"),
        table("| Organization Unit | Parent | Reports To |", "| Grid | Nobody | CEO |"),
    )
    for line in text.splitlines()
]
LINE = st.sampled_from(LINES) | st.text("|()-.:*#12 aNCV", max_size=30)


@settings(max_examples=150)
@given(st.lists(st.lists(LINE, max_size=40), max_size=4))
def test_any_mixture_of_lines_is_checked(documents: list[list[str]]) -> None:
    texts = {f"{number}.md": "\n".join(lines) for number, lines in enumerate(documents)}
    reading = read(Folder.from_texts(texts))

    for finding in run(Subject(reading=reading, as_of=date(2026, 11, 20)), MODEL_RULES):
        for place in (finding.place, *finding.others):
            assert 1 <= place.line <= texts[place.document].count("\n") + 1
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start < edit.end <= len(texts[edit.document])


def test_a_stage_number_far_away_is_a_gap_and_no_endless_list() -> None:
    text = stage_model("NCV-03 Solar", stage("NCV-03.1"), stage("NCV-03.99999999"))
    reading = read(Folder.from_texts({"a.md": text}))

    findings = run(Subject(reading=reading, as_of=date(2026, 11, 20)), MODEL_RULES)

    assert any("NCV-03.2 to NCV-03.99999998 are missing" in each.message for each in findings)
