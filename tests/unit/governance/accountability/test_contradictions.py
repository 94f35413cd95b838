"""Rule R7: what documents say against each other about who answers is shown; it decides nothing."""

from pathlib import Path

from penstock.app.cases.answering import duty_of
from penstock.app.loading import load
from penstock.architecture.model import RelationKind
from penstock.delivery.from_documents import stream_model
from tests.unit.governance.accountability.company import company, held

STAGES = """# REV-01: Rate Case

| Stage ID | Stage Name | Description |
| --- | --- | --- |
| REV-01.1 | Prepare Filing | Collects what is asked for. |

## Responsibilities

| Stage ID | Responsible | Accountable |
| --- | --- | --- |
| REV-01.1 | Analyst | COO |
"""
CATALOGUE = """# Value Stream Catalogue

### REV-01: Rate Case

**Description:** Asks the commission for new rates.
"""
MAPPING = """# Organization

## Responsibilities

| Stage ID | Responsible | Accountable |
| --- | --- | --- |
| REV-01.1 | Analyst | CEO |
"""


def test_r7_two_documents_that_name_two_accountable_roles_are_both_shown(tmp_path: Path) -> None:
    (tmp_path / "stages.md").write_text(STAGES, encoding="utf-8")
    (tmp_path / "catalogue.md").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "mapping.md").write_text(MAPPING, encoding="utf-8")
    architecture = load(tmp_path).architecture

    stated = {
        (relation.source.id, relation.place.document)
        for relation in architecture.of_kind(RelationKind.ACCOUNTABLE)
    }
    model = stream_model(architecture, "REV-01")
    duty = duty_of(model.stages[0], model)
    because = company(held("Cy", "COO")).against_closing("Cy", duty, worked_by=())

    assert stated == {("COO", "stages.md"), ("CEO", "mapping.md")}
    assert "2 accountable roles" in because
    assert "COO" in because
    assert "CEO" in because
