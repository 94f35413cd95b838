import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.architecture.mermaid import Flowchart, parse
from penstock.cli.main import penstock
from tests.small_company import TEXTS
from tests.unit.architecture.drawing.svg_reader import lines_of, links_of, worst_contrast

PICTURES = [
    ("stream", "NCV-03"),
    ("enterprise",),
    ("capabilities",),
    ("matrix", "product", "value-stream"),
    ("operating-model",),
]
every_picture = pytest.mark.parametrize("words", PICTURES, ids=" ".join)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name, text in TEXTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    return documents


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(penstock, [str(each) for each in ("draw", *arguments)])


@every_picture
def test_a_picture_goes_to_the_terminal_as_svg(words: tuple[str, ...], folder: Path) -> None:
    result = _run(*words, "--in", folder)

    assert result.exit_code == 0
    assert ET.fromstring(result.output).tag.endswith("svg")


def test_a_picture_goes_to_a_file_and_links_to_the_documents_from_there(folder: Path) -> None:
    file = folder.parent / "map.svg"

    result = _run("stream", "NCV-03", "--in", folder, "-o", file)

    assert (result.exit_code, result.output) == (0, "")
    hrefs = {href for href, _, _ in links_of(file.read_text(encoding="utf-8"))}
    assert "documents/stages.md#L21" in hrefs
    assert all((folder.parent / href.partition("#")[0]).is_file() for href in hrefs)


@pytest.mark.parametrize("words", ["ncv-03", "Rooftop Solar", "NCV-03.2"])
def test_a_stream_is_found_by_id_name_or_one_of_its_stages(words: str, folder: Path) -> None:
    assert "NCV-03 Rooftop Solar" in _run("stream", words, "--in", folder).output


def test_bands_are_shown_on_demand(folder: Path) -> None:
    plain = _run("stream", "NCV-03", "--in", folder).output
    shown = _run("stream", "NCV-03", "--in", folder, "--show", "criteria,information").output

    assert "Entry" not in plain
    assert "The homeowner asks for an offer." in shown
    assert "Energy bills" in shown


def test_an_unknown_stream_ends_with_code_3_and_a_suggestion(folder: Path) -> None:
    result = _run("stream", "NCV-30", "--in", folder)

    assert result.exit_code == 3
    assert "Did you mean NCV-03 Rooftop Solar" in result.stderr


def test_an_absent_folder_ends_with_code_3(folder: Path) -> None:
    assert _run("enterprise", "--in", folder / "nowhere").exit_code == 3


@pytest.mark.parametrize(
    "words", [("stream",), ("enterprise", "NCV-03"), ("matrix", "product"), ("stream", "A", "B")]
)
def test_a_wrong_number_of_names_is_a_question_of_usage(
    words: tuple[str, ...], folder: Path
) -> None:
    assert _run(*words, "--in", folder).exit_code == 2


def test_an_unknown_band_is_told_with_those_that_exist(folder: Path) -> None:
    result = _run("stream", "NCV-03", "--in", folder, "--show", "colour")

    assert result.exit_code == 2
    assert "criteria, information, metrics, products, dependencies" in result.stderr


def test_a_file_with_the_ending_of_png_becomes_one(folder: Path) -> None:
    file = folder.parent / "map.png"

    result = _run("enterprise", "--in", folder, "-o", file)

    assert result.exit_code == 0
    assert file.read_bytes().startswith(b"\x89PNG")


def test_a_png_does_not_go_to_the_terminal(folder: Path) -> None:
    assert _run("enterprise", "--in", folder, "--format", "png").exit_code == 2


@every_picture
def test_a_picture_may_be_mermaid_s_text(words: tuple[str, ...], folder: Path) -> None:
    result = _run(*words, "--in", folder, "--format", "mermaid")

    assert result.exit_code == 0
    assert isinstance(parse(result.output), Flowchart)


def test_more_than_mermaid_takes_is_told(reference_company: Path) -> None:
    result = _run("matrix", "role", "stage", "--in", reference_company, "--format", "mermaid")

    assert result.exit_code == 2
    assert "Draw at most 500" in result.stderr


@every_picture
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_reference_company_can_be_read(
    words: tuple[str, ...], theme: str, reference_company: Path
) -> None:
    svg = _run(*words, "--in", reference_company, "--theme", theme).output
    screen = svg.partition("@media")[0]

    contrast, text = worst_contrast(svg, screen)
    assert contrast >= 4.5, text
    assert [line.text for line in lines_of(svg) if line.leaves_its_shape] == []


@every_picture
def test_documents_of_others_can_be_drawn(words: tuple[str, ...], shared_folder: Path) -> None:
    svg = _run(*words, "--in", shared_folder / "documents", "--theme", "light").output

    assert [line.text for line in lines_of(svg) if line.leaves_its_shape] == []


def test_references_of_another_numbering_are_told(shared_folder: Path) -> None:
    svg = _run("stream", "NCV-03", "--in", shared_folder / "documents").output

    assert svg.count(">two names<") == 7
    assert svg.count(">not catalogued<") == 1


def test_two_runs_give_the_same_bytes(folder: Path) -> None:
    command = [sys.executable, "-m", "penstock.cli.main", "draw", "enterprise", "--in", str(folder)]
    runs = [
        subprocess.run(
            command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]
