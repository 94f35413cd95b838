import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock

GOOD = "# Good\n\n[itself](#good)\n"
BROKEN = "# Broken\n\n[b](old/b.md) and [gone](gone.md)\n"


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(penstock, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with one document that has two broken links."""
    (tmp_path / "docs" / "new").mkdir(parents=True)
    (tmp_path / "docs" / "new" / "b.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "docs" / "a.md").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_findings_come_by_cause_and_then_one_by_one() -> None:
    result = _run("check", "docs")

    assert result.exit_code == 1
    assert result.stdout.startswith("2 findings in 2 documents: 2 errors. 1 can be repaired")
    head, _, each = result.stdout.partition("\nEach of them:\n\n")
    assert "which does not exist" in head
    assert [line.partition(": ")[0] for line in each.splitlines()] == [
        "docs/a.md:3:1",
        "docs/a.md:3:19",
    ]
    assert "'penstock rules LNK-001' explains a rule" in result.stderr


def test_places_are_seen_from_where_the_command_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "docs")

    assert _run("check", "--flat").stdout.startswith("a.md:3:1: LNK-001 The link")
    monkeypatch.chdir(folder / "docs" / "new")
    assert _run("check", "..", "--flat").stdout.startswith("../a.md:3:1: LNK-001")


@pytest.mark.usefixtures("folder")
def test_the_output_is_plain_where_no_terminal_is() -> None:
    assert "\x1b" not in _run("check", "docs").output


@pytest.mark.usefixtures("folder")
def test_clean_documents_are_told_in_a_line() -> None:
    result = _run("check", "docs/new")

    assert (result.exit_code, result.output) == (0, "No findings in 1 document.\n")


def test_notes_do_not_fail(folder: Path) -> None:
    (folder / "docs" / "new" / "b.md").write_text(
        "| Colour | Mood |\n| - | - |\n| a | b |\n", encoding="utf-8"
    )

    result = _run("check", "docs/new")

    assert result.exit_code == 0
    assert "1 note" in result.stdout


@pytest.mark.usefixtures("folder")
def test_group_shows_causes_and_flat_shows_lines() -> None:
    assert "Each of them" not in _run("check", "docs", "--group").stdout
    assert len(_run("check", "docs", "--flat").stdout.splitlines()) == 2
    assert "and 1 more" in _run("check", "docs", "--flat", "--limit", "1").stdout


@pytest.mark.usefixtures("folder")
def test_rules_are_selected_and_ignored() -> None:
    assert _run("check", "docs", "--select", "DOC,MMD").exit_code == 0
    assert _run("check", "docs", "--ignore", "LNK-001").exit_code == 0
    assert _run("check", "docs", "--select", "lnk", "--flat").stdout.count("LNK-001") == 2


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["nowhere"], 3, "nowhere does not exist. Name a folder of Markdown documents"),
        (["empty"], 3, "empty holds no Markdown document to check."),
        (["docs", "--select", "LNK-1"], 2, "There is no rule 'LNK-1'. Did you mean 'LNK-001'?"),
        (["docs", "--baseline", "none.json"], 2, "none.json cannot be read"),
        (["docs", "--dry-run"], 2, "--dry-run goes with --fix."),
        (["docs", "--as-of", "tomorrow"], 2, "'tomorrow' does not match the format"),
        (["docs", "--write-baseline", "no/such/folder.json"], 2, "no/such/folder.json"),
    ],
)
def test_a_wrong_call_is_answered_with_a_sentence(
    folder: Path, arguments: list[str], code: int, sentence: str
) -> None:
    (folder / "empty").mkdir()

    result = _run("check", *arguments)

    assert result.exit_code == code
    assert sentence in " ".join(result.stderr.split())


def test_a_wrong_setting_is_answered_with_a_sentence(folder: Path) -> None:
    (folder / "penstock.toml").write_text("[check]\nof = []\n", encoding="utf-8")

    result = _run("check", "docs")

    assert result.exit_code == 2
    assert "[check] has no setting 'of'. Did you mean 'off'?" in " ".join(result.stderr.split())


def test_a_dry_run_prints_a_patch_and_writes_nothing(folder: Path) -> None:
    result = _run("check", "docs", "--fix", "--dry-run")

    assert result.exit_code == 1
    assert "-[b](old/b.md) and [gone](gone.md)\n+[b](new/b.md) and [gone](gone.md)" in result.stdout
    assert result.stderr == "Would repair 1 finding in 1 document.\n"
    assert (folder / "docs" / "a.md").read_text(encoding="utf-8") == BROKEN


def test_git_applies_the_patch_of_a_dry_run(folder: Path) -> None:
    patch = _run("check", "docs", "--fix", "--dry-run").stdout

    subprocess.run(["git", "apply"], input=patch, text=True, check=True, cwd=folder)

    assert "new/b.md" in (folder / "docs" / "a.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_repairs_are_written_and_what_is_left_is_reported() -> None:
    result = _run("check", "docs", "--fix", "--flat")

    assert result.exit_code == 1
    assert result.stdout.count("\n") == 1
    assert "Repaired 1 finding in 1 document." in result.stderr
    assert _run("check", "docs", "--fix", "--dry-run").stdout == ""


def test_a_baseline_lets_only_new_findings_fail(folder: Path) -> None:
    assert _run("check", "docs", "--write-baseline", "known.json").exit_code == 1
    assert _run("check", "docs", "--baseline", "known.json").exit_code == 0
    (folder / "docs" / "a.md").write_text(BROKEN + "\n[new](new.md)\n", encoding="utf-8")

    result = _run("check", "docs", "--baseline", "known.json", "--flat")

    assert result.exit_code == 1
    assert result.stdout.count("LNK-001") == 1


def test_a_baseline_that_knows_too_much_is_told(folder: Path) -> None:
    _run("check", "docs", "--write-baseline", "known.json")
    (folder / "docs" / "a.md").write_text(GOOD, encoding="utf-8")

    result = _run("check", "docs", "--baseline", "known.json")

    assert "2 findings of the baseline are gone" in result.stderr


@pytest.mark.usefixtures("folder")
def test_json_sarif_and_annotations_are_all_there_is_on_stdout() -> None:
    assert json.loads(_run("check", "docs", "--json").stdout)["folder"] == "docs"
    assert json.loads(_run("check", "docs", "--sarif").stdout)["version"] == "2.1.0"
    assert _run("check", "docs", "--github").stdout.startswith("::error file=docs/a.md,line=3,")


def test_coverage_tells_what_was_understood(shared_folder: Path) -> None:
    result = _run("check", shared_folder / "documents", "--coverage")

    assert "117 of 117" in result.stdout
    assert result.stdout.splitlines()[-1].endswith("findings in 12 documents: " + _kinds(result))


def _kinds(result: Result) -> str:
    return result.stdout.rstrip("\n").rpartition(" documents: ")[2]


def test_the_real_documents_give_the_known_faults_of_their_form(shared_folder: Path) -> None:
    chosen = ("--select", "LNK,MMD-001,DOC", "--ignore", "DOC-003", "--as-of", "2026-11-20")

    result = _run("check", shared_folder / "documents", *chosen, "--json")

    findings = json.loads(result.stdout)["findings"]
    counts = {
        rule: sum(finding["rule"] == rule for finding in findings)
        for rule in {finding["rule"] for finding in findings}
    }
    # 20 links lead nowhere, one diagram is refused, 8 numbers of capabilities are wrong.
    assert counts == {"LNK-001": 20, "MMD-001": 1, "DOC-013": 8}


def test_what_can_be_repaired_in_the_real_documents_is_repaired_at_once(
    shared_folder: Path, tmp_path: Path
) -> None:
    for file in (shared_folder / "documents").rglob("*.md"):
        copy = tmp_path / file.relative_to(shared_folder / "documents")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())

    _run("check", tmp_path, "--fix")

    assert _run("check", tmp_path, "--fix", "--dry-run").stdout == ""


def test_rules_are_listed_by_family() -> None:
    text = _run("rules").stdout

    assert text.startswith("Links\n  LNK-001  error    A link leads to")
    assert "\n\nForm and control of documents\n" in text


def test_a_family_is_listed_and_a_rule_is_explained() -> None:
    assert "DOC-001" not in _run("rules", "LNK").stdout
    assert "How it is mended:\n\n    [Value streams](../../catalogue.md)" in (
        _run("rules", "lnk-001").stdout
    )


def test_an_unknown_rule_is_not_found() -> None:
    result = _run("rules", "LKN-001")

    assert result.exit_code == 3
    assert "There is no rule 'LKN-001'. Did you mean 'LNK-001'?" in result.stderr


def test_the_shell_completes_codes() -> None:
    words = {
        "_PENSTOCK_COMPLETE": "bash_complete",
        "COMP_WORDS": "penstock rules ln",
        "COMP_CWORD": "2",
    }

    result = CliRunner().invoke(penstock, [], env=words, prog_name="penstock")

    assert "plain,LNK-001" in result.output


@pytest.mark.usefixtures("folder")
def test_a_process_says_all_that_the_command_says_before_it_leaves() -> None:
    said = _run("check", "--json", "docs")

    process = subprocess.run(
        [sys.executable, "-m", "penstock.cli.main", "check", "--json", "docs"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert (process.returncode, process.stdout) == (said.exit_code, said.stdout)
