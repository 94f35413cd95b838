"""A person takes an architecture to other programs, and brings it back."""

import json
import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from penstock.architecture.exchange.archimate_terms import TYPES
from penstock.cli.main import penstock
from tests.small_company import TEXTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name, text in TEXTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    return documents


def export(*arguments: object, given: bytes | None = None) -> Result:
    words = [str(each) for each in ("export", *arguments)]
    return CliRunner().invoke(penstock, words, input=given)


def names(text: str) -> list[str]:
    return [element["name"] for element in json.loads(text)["elements"]]


def test_the_model_goes_to_the_terminal_as_json(folder: Path) -> None:
    result = export(folder)

    assert result.exit_code == 0
    assert "Rooftop Solar" in names(result.stdout)


def test_the_documents_of_this_folder_are_read_by_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    assert export().stdout == export(folder).stdout


def test_a_model_comes_back_from_json_the_same(folder: Path) -> None:
    file = folder.parent / "model.json"
    export(folder, "-o", file)

    assert export("--from", file).stdout == file.read_text(encoding="utf-8")
    assert export("--from", "-", given=file.read_bytes()).stdout == file.read_text("utf-8")


def test_json_obeys_the_schema_that_the_program_prints(folder: Path) -> None:
    schema = json.loads(export("--schema").stdout)

    Draft202012Validator(schema).validate(json.loads(export(folder).stdout))

    assert schema["$id"] == "urn:penstock:architecture:1"


def test_the_ending_of_the_file_tells_the_format(folder: Path) -> None:
    for name in ("model.json", "model.xml", "model.xlsx"):
        assert export(folder, "-o", folder.parent / name).exit_code == 0

    assert ET.parse(folder.parent / "model.xml").getroot().tag.endswith("}model")
    assert "Stages" in load_workbook(folder.parent / "model.xlsx").sheetnames


def test_documents_written_as_markdown_are_read_again(folder: Path) -> None:
    again = folder.parent / "again"

    assert export(folder, "--format", "markdown", "-o", again).exit_code == 0

    assert sorted(names(export(again).stdout)) == sorted(names(export(folder).stdout))
    assert (again / "stages" / "ncv-03.md").is_file()


def test_markdown_in_the_terminal_names_its_documents(folder: Path) -> None:
    result = export(folder, "--format", "markdown")

    assert re.findall(r"^<!-- (.*) -->$", result.stdout, flags=re.MULTILINE)[-1] == (
        "value-streams.md"
    )


@pytest.mark.parametrize("form", ["json", "archimate", "xlsx"])
def test_the_same_documents_give_the_same_bytes(form: str, folder: Path) -> None:
    files = [folder.parent / f"{number}.out" for number in (1, 2)]
    for file in files:
        export(folder, "--format", form, "-o", file)

    assert files[0].read_bytes() == files[1].read_bytes()


def test_every_format_takes_the_reference_company(reference_company: Path, tmp_path: Path) -> None:
    for form in ("json", "archimate", "xlsx", "markdown"):
        result = export(reference_company, "--format", form, "-o", tmp_path / form)
        assert (result.exit_code, result.output) == (0, "")


def test_every_format_takes_the_real_documents(shared_folder: Path, tmp_path: Path) -> None:
    for form in ("json", "archimate", "xlsx", "markdown"):
        result = export(shared_folder / "documents", "--format", form, "-o", tmp_path / form)
        assert (result.exit_code, result.output) == (0, "")


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_exported(folder: Path) -> None:
    (folder / "binary.md").write_bytes(b"\0")

    result = export(folder)

    assert "Rooftop Solar" in names(result.stdout)
    assert result.stderr == (
        "penstock: binary.md holds NUL bytes and is a binary file; it was left out.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("absent",), 3, "absent does not exist."),
        (("--from", "absent.json"), 3, "absent.json cannot be read: No such file or directory."),
        (("empty",), 3, "empty holds no Markdown document to export."),
        (("documents", "--from", "x.json"), 2, "Name either documents or a model with --from"),
        (("documents", "--format", "xlsx"), 2, "A workbook cannot go to the terminal."),
        (("documents", "-o", "model.doc"), 2, "The ending of 'model.doc' tells no format."),
        (("documents", "-o", "absent/model.json"), 2, "cannot be written: No such file"),
        (("documents", "--format", "markdown", "-o", "documents"), 2, "is not an empty folder"),
        (("--from", "broken.json"), 2, "This is no JSON"),
        (("--from", "latin.json"), 2, "byte 2 is no UTF-8"),
        (("documents", "--format", "word"), 2, "'word' is not one of"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    arguments: tuple[str, ...],
    code: int,
    sentence: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder.parent)
    Path("empty").mkdir()
    Path("broken.json").write_text("{")
    Path("latin.json").write_bytes(b'{"\xe9"}')

    result = export(*arguments)

    assert result.exit_code == code
    assert sentence in " ".join(result.stderr.split())


def test_a_workbook_may_be_made_from_a_model(folder: Path) -> None:
    export(folder, "-o", folder.parent / "model.json")
    file = folder.parent / "model.xlsx"

    assert export("--from", folder.parent / "model.json", "-o", file).exit_code == 0

    assert load_workbook(BytesIO(file.read_bytes()))["Stages"].max_row == 4


def test_the_manual_tells_what_each_kind_is_called_in_archimate(checkout: Path) -> None:
    manual = (checkout / "docs/reference/commands/export.md").read_text(encoding="utf-8")

    told = re.findall(r"^\| ([a-z-]+) \| ([A-Z]\w+) \|", manual, flags=re.MULTILINE)

    assert dict(told) == {kind.value: name for kind, name in TYPES.items()}
