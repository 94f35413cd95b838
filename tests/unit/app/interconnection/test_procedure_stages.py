"""The stages of the procedure, read from the file beside the documents."""

import shutil
from pathlib import Path

import pytest

from penstock.app.interconnection.procedure_stages import read_procedures
from penstock.app.tabular import UnfitFileError
from tests.unit.app.cases.bench import company


@pytest.fixture
def folder(tmp_path: Path, reference_company: Path) -> Path:
    shutil.copytree(reference_company / "interconnection", tmp_path / "interconnection")
    shutil.copy(reference_company / "calendar.json", tmp_path)
    return tmp_path


def _changed(folder: Path, old: str, new: str) -> None:
    file = folder / "interconnection" / "procedure.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_procedure_of_the_reference_company_has_five_stages(folder: Path) -> None:
    (procedure,) = read_procedures(folder, company())

    assert [stage.id for stage in procedure.stages] == [f"AOV-04.IC{n}" for n in range(1, 6)]
    assert procedure.calendar is not None
    # What one stage gives out, a later one takes in; the rest comes from the applicant.
    given = {item for stage in procedure.stages for item in stage.outputs}
    taken = {item for stage in procedure.stages for item in stage.inputs}
    assert taken - given == {"Interconnection application", "Certificate of completion"}
    assert given - taken == {"Permission to operate notice"}


def test_every_stage_has_a_clock_and_an_owner(folder: Path) -> None:
    (procedure,) = read_procedures(folder, company())

    assert all(stage.service_level and stage.accountable for stage in procedure.stages)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Interconnection Engineer", "Grid Wizard", "names the role “Grid Wizard”"),
        ("10 business days, paused on hold", "soon", "soon"),
        ("AOV-04.IC2", "AOV-04.IC1", r"stage AOV-04\.IC1 stands twice"),
        ("accountable =", "answers =", "accountable"),
    ],
)
def test_a_file_that_cannot_be_followed_says_why(
    folder: Path, old: str, new: str, told: str
) -> None:
    text = (folder / "interconnection" / "procedure.toml").read_text(encoding="utf-8")
    head, mark, stages = text.partition("[[stage]]")
    assert old in stages
    changed = head + mark + stages.replace(old, new, 1)
    (folder / "interconnection" / "procedure.toml").write_text(changed, encoding="utf-8")

    with pytest.raises(UnfitFileError, match=told):
        read_procedures(folder, company())


def test_a_file_without_stages_for_cases_has_no_procedure(folder: Path) -> None:
    _changed(folder, 'procedure = "interconnection"\n', "")

    assert read_procedures(folder, company()) == ()
