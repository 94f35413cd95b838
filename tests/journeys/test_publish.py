import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.small_company import STAGES, TEXTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "blue-river"
    documents.mkdir()
    for name, text in TEXTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    return documents


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def _publish(*arguments: object) -> Result:
    return CliRunner().invoke(penstock, ["publish", *map(str, arguments)])


def test_a_site_is_written_and_its_pages_counted(folder: Path, site: Path) -> None:
    result = _publish(folder, "-o", site)

    pages = len(list(site.rglob("*.html")))
    assert result.exit_code == 0
    assert result.output.startswith("Blue river: 4 documents, ")
    assert f"{pages} pages and " in result.output
    assert result.output.endswith(f"Open {site / 'index.html'}\n")
    assert "Design Array" in (site / "value-streams/NCV-03.html").read_text(encoding="utf-8")


def test_the_second_time_nothing_is_written(folder: Path, site: Path) -> None:
    _publish(folder, "-o", site)

    assert ": 0 written, " in _publish(folder, "-o", site).output


def test_a_stage_that_is_gone_takes_its_page_with_it(folder: Path, site: Path) -> None:
    _publish(folder, "-o", site)
    without = STAGES.replace("NCV-03.3", "NCV-03.4")
    (folder / "stages.md").write_text(without, encoding="utf-8")

    result = _publish(folder, "-o", site)

    assert " 1 removed" in result.output
    assert not (site / "value-streams/NCV-03/stages/NCV-03.3.html").exists()


def test_the_day_decides_which_reviews_are_overdue(folder: Path, site: Path) -> None:
    review = "\n## Document Control\n\n**Version:** 1.0\n**Next Review:** 2026-01-01\n"
    (folder / "catalogue.md").write_text(TEXTS["catalogue.md"] + review, encoding="utf-8")

    _publish(folder, "-o", site, "--as-of", "2025-12-31")
    before = (site / "findings/index.html").read_text(encoding="utf-8")
    _publish(folder, "-o", site, "--as-of", "2026-06-30")
    after = (site / "findings/index.html").read_text(encoding="utf-8")

    assert "2026-01-01" not in before
    assert "2026-01-01" in after


def test_the_model_in_the_site_is_the_model(folder: Path, site: Path) -> None:
    _publish(folder, "-o", site)

    model = json.loads((site / "downloads/model.json").read_text(encoding="utf-8"))
    assert "NCV-03.2" in json.dumps(model)


def test_a_title_can_be_chosen(folder: Path, site: Path) -> None:
    _publish(folder, "-o", site, "--title", "River <Power>")

    assert "<title>River &lt;Power&gt;</title>" in (site / "index.html").read_text(encoding="utf-8")


def test_a_folder_of_somebody_else_is_refused_with_a_sentence(folder: Path) -> None:
    result = _publish(folder, "-o", folder)

    assert result.exit_code == 2
    assert "holds files that are no site of Penstock's" in result.stderr
    assert not (folder / "index.html").exists()


def test_force_writes_there_all_the_same(folder: Path) -> None:
    assert _publish(folder, "-o", folder, "--force").exit_code == 0
    assert (folder / "stages.md").exists()


def test_an_absent_folder_ends_with_code_3(tmp_path: Path, site: Path) -> None:
    result = _publish(tmp_path / "nowhere", "-o", site)

    assert (result.exit_code, site.exists()) == (3, False)
    assert "does not exist" in result.stderr


def test_a_folder_without_documents_ends_with_code_3(tmp_path: Path, site: Path) -> None:
    assert _publish(tmp_path, "-o", site).exit_code == 3
