"""`penstock flow --picture`: what it draws of a log in a folder, and what it asks for."""

import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from penstock.app.measuring.picturing import FlowPicture
from penstock.cli.main import penstock
from tests.logs import BEGIN, ORDER, log_of

WEEK = timedelta(weeks=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a log of a case in each of ten weeks, half of them sent back, and one that is open."""
    made = tmp_path_factory.mktemp("log")
    visits = [
        {
            "case_id": f"C-{week}",
            "stage": stage,
            "entered": BEGIN + week * WEEK,
            "outcome": "reopened" if week % 2 else "passed",
            "closes": stage == ORDER[1],
        }
        for week in range(10)
        for stage in ORDER[:2]
    ]
    log = log_of(visits, open_visits=[{"case_id": "C-99"}], as_of=BEGIN + 12 * WEEK)
    for name, file in (
        ("visits", "visits/month=2026-01/part-00000001.parquet"),
        ("open", "open.parquet"),
    ):
        (made / file).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(log.arrow(name), made / file)
    return made


def draw(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(penstock, ["flow", "NCV-03", "--log", str(folder), *words])


def finding(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return ET.fromstring(result.output)[1].text or ""


def test_every_kind_can_be_chosen() -> None:
    said = CliRunner().invoke(penstock, ["flow", "--help"]).output

    assert all(str(kind) in said for kind in FlowPicture)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["process-map"], "11 cases; 0 visits were of a stage that the case had seen before."),
        (["waiting"], "in the mean of 10 visits"),
        (["ageing"], "1 open case; too few visits are over"),
        (["cumulative-flow"], "1 case is on the way at the end of 30 Mar 2026"),
        (["control", "--stage", ORDER[0], "--by", "week"], "All 10 periods lie within"),
        (["sent-back", "--stage", "qualification", "--by", "week"], "All 10 periods lie within"),
        (["funnel", "--within", "7"], "of the cases of decided months came to"),
        (["case", "--case", "C-1"], "in 2 visits of stages"),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_a_picture_says_what_is_to_be_seen(folder: Path, words: list[str], said: str) -> None:
    assert said in finding(draw(folder, "--picture", *words))


def test_a_picture_goes_into_a_file(folder: Path, tmp_path: Path) -> None:
    drawn = draw(folder, "--picture", "ageing", "-o", str(tmp_path / "a.svg"))

    assert (drawn.output, (tmp_path / "a.svg").read_text("utf-8")[:4]) == ("", "<svg")


def test_a_file_that_ends_so_is_a_png(folder: Path, tmp_path: Path) -> None:
    draw(folder, "--picture", "waiting", "-o", str(tmp_path / "a.png"))

    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ["--picture", "control"],
            2,
            "The picture 'control' is of one stage. Say which. Add --stage.",
        ),
        (["--picture", "case"], 2, "The picture 'case' is of one case. Say which. Add --case."),
        (["--picture", "case", "--case", "X"], 3, "There is no case 'X'."),
        (
            ["--picture", "control", "--stage", "X"],
            3,
            "There is no stage “X” in value stream NCV-03.",
        ),
        (["-o", "x.svg"], 2, "--output is for pictures. Say which with --picture."),
        (
            ["--picture", "case", "--json"],
            2,
            "--picture draws, and --json prints. Choose one of them.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(
    folder: Path, words: list[str], code: int, said: str
) -> None:
    drawn = draw(folder, *words)

    assert (drawn.exit_code, said in drawn.output) == (code, True)
