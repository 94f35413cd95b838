"""The package of AOV-04 and the procedure beside the documents say the same of its stages."""

from pathlib import Path

from penstock.app.interconnection.procedure_stages import read_procedures
from penstock.app.packages.code import load_code
from penstock.app.packages.installed import installed
from penstock.app.packages.said import said
from tests.unit.app.cases.bench import company


def test_every_stage_of_the_procedure_is_accounted_for(reference_company: Path) -> None:
    (procedure,) = read_procedures(reference_company, company())

    entries = installed().usable["AOV-04"].manifest.stages

    of_it = {name for name, entry in entries.items() if entry.procedure == procedure.id}
    assert of_it == {stage.id for stage in procedure.stages}


def test_every_item_and_paper_of_the_procedure_has_a_type(reference_company: Path) -> None:
    (procedure,) = read_procedures(reference_company, company())
    package = installed().usable["AOV-04"]

    code = load_code(package)

    named = [item for stage in procedure.stages for item in (*stage.inputs, *stage.outputs)]
    papers = [paper for entry in package.manifest.stages.values() for paper in entry.papers]
    assert [item for item in (*named, *papers) if code.type_of(item) is None] == []


def test_checks_of_stage_tables_are_not_told_of_stages_of_procedures() -> None:
    code = said(company(), installed())["AOV-04"]

    assert [name for name in code.stages if ".IC" in name] == []
