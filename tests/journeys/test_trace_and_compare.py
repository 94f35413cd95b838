import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.small_company import PRODUCTS, TEXTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(penstock, [str(each) for each in arguments])


def test_a_process_says_all_that_trace_says_before_it_leaves(folder: Path) -> None:
    words = ["trace", "NCV-03.2", "--json", "--in", str(folder)]
    said = _run(*words)

    command = [sys.executable, "-m", "penstock.cli.main", *words]
    process = subprocess.run(command, check=True, capture_output=True, text=True)

    assert process.stdout == said.stdout


def test_trace_shows_both_directions_with_places(folder: Path) -> None:
    result = _run("trace", "NCV-03.2", "--in", folder)

    assert "is enabled by 2.2 Solar Design" in result.output
    assert "is part of NCV-03 Rooftop Solar" in result.output
    assert f"{folder.name}/stages.md:22:" in result.output


def test_trace_finds_an_element_by_its_name(folder: Path) -> None:
    assert _run("trace", "design array", "--in", folder).output.startswith("NCV-03.2 Design Array")


def test_trace_to_shows_the_way(folder: Path) -> None:
    result = _run("trace", "NONREG-DG-001", "--to", "2.2", "--in", folder)

    assert "1. NONREG-DG-001 Home Solar\n   → is delivered by NCV-03 Rooftop Solar" in result.output


def test_trace_as_json_is_one_document(folder: Path) -> None:
    document = json.loads(_run("trace", "NCV-03.2", "--json", "--in", folder).output)

    assert document["id"] == "NCV-03.2"
    assert {"needs", "needed by"} <= set(document)


def test_an_unknown_id_ends_with_code_3_and_a_suggestion(folder: Path) -> None:
    result = _run("trace", "NCV-3.2", "--in", folder)

    assert result.exit_code == 3
    assert "Did you mean NCV-03.2 Design Array" in result.stderr


def test_an_absent_folder_ends_with_code_3(folder: Path) -> None:
    result = _run("impact", "NCV-03", "--in", folder / "nowhere")

    assert result.exit_code == 3
    assert "does not exist" in result.stderr


def test_impact_counts_and_lists_what_suffers(folder: Path) -> None:
    result = _run("impact", "1.1", "--in", folder)

    assert result.output.startswith("If 1.1 Grid Planning fails, this suffers: 1 product,")
    assert "fails    NCV-03.2 Design Array" in result.output


@pytest.mark.parametrize("form", ["text", "csv", "json", "html"])
def test_a_matrix_comes_in_every_form(folder: Path, form: str) -> None:
    result = _run("matrix", "products", "value-streams", "--format", form, "--in", folder)

    assert result.exit_code == 0
    assert "NONREG-DG-001" in result.output


def test_a_matrix_as_workbook_reads_back(folder: Path) -> None:
    from openpyxl import load_workbook

    _run("matrix", "product", "value-stream", "-o", folder / "m.xlsx", "--in", folder)

    sheet = load_workbook(folder / "m.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["NONREG-DG-001 Home Solar", "P", "S", "2"]


def test_an_unknown_kind_names_the_kinds_there_are(folder: Path) -> None:
    result = _run("matrix", "fruit", "value-stream", "--in", folder)

    assert result.exit_code == 3
    assert "Expected one of: value-stream, stage" in result.stderr


def test_show_lists_contradicting_statements(folder: Path) -> None:
    result = _run("show", "NCV-03", "--in", folder)

    assert "\ncatalogue  " in result.output
    assert "\nstage model  " in result.output


def test_diff_compares_two_folders(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    for name, text in TEXTS.items():
        (other / name).write_text(text.replace("Home Power", "House Power"), encoding="utf-8")

    result = _run("diff", folder, other)

    assert "Product ELEC-RES-001 “Home Power” was renamed “House Power”." in result.output


def _git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True
    )


@pytest.fixture
def repository(folder: Path) -> Path:
    _git(folder, "init", "-q")
    _git(folder, "add", ".")
    _git(folder, "commit", "-qm", "first")
    return folder


def test_diff_compares_a_revision_with_the_folder(repository: Path) -> None:
    text = PRODUCTS.replace("| AOV-04: Electric Delivery |\n", "| |\n", 1)
    (repository / "products.md").write_text(text, encoding="utf-8")

    result = _run("diff", "HEAD", "--in", repository, "--exit-code")

    assert result.exit_code == 1
    assert "- AOV-04 no longer supports NONREG-DG-001 Home Solar." in result.output


def test_diff_of_a_revision_with_itself_finds_nothing(repository: Path) -> None:
    result = _run("diff", "HEAD", "HEAD", "--in", repository)

    assert result.stdout == ""
    assert result.stderr == "The two architectures state the same.\n"


def test_diff_with_an_unknown_revision_ends_with_code_3(repository: Path) -> None:
    result = _run("diff", "nope", "--in", repository)

    assert result.exit_code == 3
    assert "neither a folder nor a Git revision" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    assert "_PENSTOCK_COMPLETE" in _run("completion", shell).stdout


def test_a_misspelt_command_is_guessed() -> None:
    result = _run("trase")

    assert result.exit_code == 2
    assert "Did you mean 'trace'?" in result.stderr
