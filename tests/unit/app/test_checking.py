from datetime import date
from pathlib import Path

import pytest

from penstock.app.checking import Plan, Report, check, plan
from penstock.app.gathering import NoDocumentsError
from penstock.architecture.checks.choosing import UnknownRuleError
from penstock.architecture.checks.fingerprints import BaselineError
from penstock.architecture.documents import NoSuchFolderError
from penstock.kernel.findings import Severity

DAY = date(2026, 11, 20)


def _write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}"
        path = path.with_suffix(".toml" if name == "penstock" else ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _codes(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def _check(path: Path, *select: str) -> Report:
    return check(path, plan(path, select=select, as_of=DAY))


def test_findings_come_in_the_order_of_the_documents(tmp_path: Path) -> None:
    _write(tmp_path, b="[x](gone.md)", a="| A | B |\n| - | - |\n| a |\n\n[x](gone.md)\n")

    report = _check(tmp_path)

    assert _codes(report) == ["DOC-003", "DOC-001", "LNK-001", "LNK-001"]
    assert report.failed


def test_notes_alone_fail_nothing(tmp_path: Path) -> None:
    report = _check(_write(tmp_path, a="| Colour | Mood |\n| - | - |\n| a | b |\n"))

    assert _codes(report) == ["DOC-003"]
    assert not report.failed


def test_the_project_chooses_severities_rules_day_and_documents(tmp_path: Path) -> None:
    _write(
        tmp_path,
        penstock='[check]\noff = ["DOC-003"]\nas_of = 2020-01-01\nexclude = ["drafts"]\n'
        '[check.severity]\n"LNK-001" = "note"\n',
        docs__a="[x](gone.md)\n\n### P\n\n### Q\n\n**Mood:** calm\n",
        docs__late="# T\n\n**Date:** 2024-01-01\n\n**Next Review:** 2025-01-01\n",
        drafts__b="[x](gone.md)",
    )

    report = check(tmp_path, plan(tmp_path))

    assert [(each.rule, each.severity) for each in report.findings] == [("LNK-001", Severity.NOTE)]


@pytest.mark.parametrize("pattern", ["docs/drafts", "docs/drafts/", "docs/drafts/**", "*/b.md"])
def test_patterns_are_seen_from_the_settings_file(tmp_path: Path, pattern: str) -> None:
    _write(
        tmp_path,
        penstock=f'[check]\nexclude = ["{pattern}"]',
        docs__drafts__b="[x](gone.md)",
        docs__a="[b](drafts/b.md)",
    )

    assert check(tmp_path / "docs", plan(tmp_path / "docs")).findings == ()


def test_a_rule_that_is_asked_for_runs_even_if_it_is_off(tmp_path: Path) -> None:
    _write(tmp_path, penstock='[check]\noff = ["LNK-001"]', a="[x](gone.md)")

    assert _codes(_check(tmp_path)) == []
    assert _codes(_check(tmp_path, "LNK")) == ["LNK-001"]


def test_a_link_out_of_the_folder_is_tried_on_the_disk(tmp_path: Path) -> None:
    _write(
        tmp_path,
        README="# Read me\n",
        sub__a="[r](../README.md) [n](../none.md) [o](../other/) [s](../README) [/](/README.md)",
    )
    (tmp_path / "other").mkdir()

    [finding] = _check(tmp_path / "sub", "LNK").findings

    assert "'../none.md'" in finding.message


def test_a_document_alone_may_link_to_its_neighbours(tmp_path: Path) -> None:
    _write(tmp_path, a="[b](b.md) [c](sub/c.md) [n](none.md)", b="", sub__c="")

    [finding] = _check(tmp_path / "a.md", "LNK").findings

    assert "'none.md'" in finding.message


def test_case_is_told_apart_whatever_the_disk_does(tmp_path: Path) -> None:
    _write(tmp_path, a="[b](B.md)", b="")

    assert len(_check(tmp_path, "LNK").findings) == 1


def test_what_a_document_accepts_is_kept_with_its_reason(tmp_path: Path) -> None:
    comment = "<!-- penstock: ignore LNK-001 because it comes later -->"

    report = _check(_write(tmp_path, a=f"{comment}\n[x](gone.md)\n"))

    assert report.findings == ()
    assert [each.reason for each in report.ignored] == ["it comes later"]


def test_a_baseline_leaves_what_is_new(tmp_path: Path) -> None:
    _write(tmp_path, a="[x](gone.md)\n[y](lost.md)\n")
    file = tmp_path / "known.json"
    file.write_text(str(_check(tmp_path).baseline()), encoding="utf-8")
    _write(tmp_path, a="Moved.\n\n[x](gone.md)\n[z](new.md)\n")

    report = check(tmp_path, plan(tmp_path, as_of=DAY, baseline=file))

    assert [finding.place.line for finding in report.findings] == [4]
    assert [finding.place.line for finding in report.known] == [3]
    assert report.gone == 1


def test_a_baseline_says_nothing_of_rules_that_did_not_run(tmp_path: Path) -> None:
    _write(tmp_path, a="[x](gone.md)\n")
    file = tmp_path / "known.json"
    file.write_text(str(_check(tmp_path).baseline()), encoding="utf-8")

    report = check(tmp_path, plan(tmp_path, select=["DOC"], as_of=DAY, baseline=file))

    assert report.gone == 0


def test_a_baseline_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match=r"known\.json cannot be read"):
        plan(tmp_path, baseline=tmp_path / "known.json")


def test_an_unknown_rule_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownRuleError):
        plan(tmp_path, ignore=["XYZ-001"])


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoDocumentsError, match="holds no Markdown document"):
        check(tmp_path, Plan(as_of=DAY))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolderError):
        _check(tmp_path / "none")
