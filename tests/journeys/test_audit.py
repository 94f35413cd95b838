"""An auditor verifies the log, keeps a head elsewhere, and reads who asked about a customer."""

import json
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app import clock
from penstock.app.auditing import opened_log
from penstock.cli.main import penstock
from penstock.governance.audit.entry import Verdict
from penstock.store import open_store
from tests.unit.governance.audit.logs import READ

DATABASE = "sqlite:///penstock.db"
KEY = "penstock.db.audit-key"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(penstock, ["audit", *arguments])


def done(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a database in which somebody was allowed and somebody denied."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    monkeypatch.delenv("PENSTOCK_AUDIT_KEY", raising=False)
    open_store(DATABASE).close()
    read = replace(READ, at=clock.now())
    denied = replace(
        read,
        actor="bob",
        verdict=Verdict.DENIED,
        rule="consent-none",
        consent="",
        consent_version=0,
    )
    with opened_log(DATABASE) as log:
        log.append([read, denied, replace(read, subject="C-8")])
    return tmp_path


def altered(*statements: str) -> None:
    """Change the database as somebody who has the file can."""
    with closing(sqlite3.connect("penstock.db", isolation_level=None)) as connection:
        for act in ("update", "delete"):
            for table in ("audit_entry", "audit_head"):
                connection.execute(f"drop trigger {table}_no_{act}")
        for statement in statements:
            connection.execute(statement)


def test_a_log_that_nobody_touched_is_said_to_be_whole() -> None:
    assert "3 entries to 20" in done("verify")
    assert "each as it was written and signed" in done("verify")


def test_a_change_is_told_with_its_entry_and_ends_with_code_one() -> None:
    altered("update audit_entry set content = replace(content, 'solar', 'polar') where position=2")

    result = run("verify")

    assert result.exit_code == 1
    assert result.stdout.startswith("Entry 2 is not as written")
    assert "1 finding in an audit log of 3 entries." in result.stdout
    found = json.loads(run("verify", "--json").stdout)
    assert [(each["fault"], each["first"]) for each in found["findings"]] == [("changed", 2)]


def test_a_head_that_was_kept_elsewhere_finds_a_log_that_was_cut() -> None:
    done("log")
    done("log")
    Path("head.json").write_text(done("head"), encoding="utf-8")
    assert "head.json: entry 5 and all before it" in done("verify", "--head", "head.json")
    altered(
        "delete from audit_entry where position > 4", "delete from audit_head where position > 4"
    )

    assert run("verify").exit_code == 0
    result = run("verify", "--head", "head.json")

    assert result.exit_code == 1
    assert "head.json: Entry 5 is cut off" in result.stdout


def test_without_the_key_file_a_head_tells_whose_signatures_they_are() -> None:
    Path("head.json").write_text(done("head"), encoding="utf-8")
    Path(KEY).unlink()

    assert "the key file is not here" in run("verify").stderr
    assert run("verify", "--head", "head.json").stderr == ""
    assert json.loads(done("verify", "--json", "--head", "head.json"))["key_from"] == "head file"


def test_d16_a_customer_is_told_who_asked_and_who_was_denied() -> None:
    told = done("who", "C-7")

    assert told.startswith("2 people asked for something about C-7, 2 times; 1 time it was denied")
    assert "allowed  ada for non-regulated  read interval usage “meter 5512” of C-7" in told
    assert "denied   bob for non-regulated" in told
    assert "for solar proposal; by consent-none" in told
    assert "C-8" not in told
    assert done("who", "C-404").startswith("Nobody has asked for anything about C-404.")


def test_a_page_of_what_was_asked_about_a_customer_says_that_it_is_one() -> None:
    first, second = run("who", "C-7", "--limit", "1"), run("who", "C-7", "--after", "1")

    assert "1 time in these entries; nobody was denied it." in first.stdout
    assert "There may be more: --after 1" in first.stderr
    assert "1 time in these entries; 1 time it was denied." in second.stdout


def test_a3_reading_the_log_is_in_the_log() -> None:
    done("who", "C-7", "--as", "eve", "--purpose", "complaint 12")

    told = json.loads(done("log", "--json"))

    assert told[-1]["kind"] == "log read"
    assert (told[-1]["actor"], told[-1]["purpose"]) == ("eve", "complaint 12")
    assert told[-1]["subject"] == "C-7"


def test_pages_of_the_log_follow_each_other() -> None:
    result = run("log", "--after", "0", "--limit", "2")

    assert len(result.stdout.splitlines()) == 2
    assert "There may be more: --after 2" in result.stderr
    assert json.loads(done("log", "--after", "2", "--json"))[0]["position"] == 3


def test_d17_erasing_a_person_leaves_the_log_whole_and_says_what_remains() -> None:
    told = done("erase", "C-7", "--reason", "asked by letter", "--as", "eve")

    assert "entry 4 tells so" in told
    assert "copies of the database made before still hold the key" in told
    assert done("who", "C-7").startswith("Nobody has asked")
    log = done("log")
    assert "C-8" in log
    assert "(erased" in log
    assert "each as it was written" in done("verify")


def test_nobody_is_erased_twice() -> None:
    done("erase", "C-7", "--reason", "asked by letter")

    result = run("erase", "C-7", "--reason", "asked again")

    assert result.exit_code == 3
    assert "knows no “C-7”" in result.stderr


def test_a_clock_that_was_ahead_is_set_right_with_a_reason() -> None:
    with opened_log(DATABASE) as log:
        log.append([replace(READ, at=clock.now().replace(year=2999))])
    refused = run("log")
    assert refused.exit_code == 1
    assert "the clock went back" in refused.stderr

    assert "the log goes on from" in done("clock", "--reason", "the battery was empty")

    assert "the battery was empty" in done("log")


def test_the_key_file_is_its_owners_alone() -> None:
    assert stat.S_IMODE(Path(KEY).stat().st_mode) == 0o600


def test_a_key_file_that_others_may_read_is_refused() -> None:
    Path(KEY).chmod(0o644)

    result = run("log")

    assert result.exit_code == 1
    assert f"Run: chmod 600 {KEY}" in result.stderr


def test_a4_a_database_without_its_key_file_tells_nothing_and_takes_nothing() -> None:
    Path(KEY).unlink()

    result = run("log")

    assert result.exit_code == 1
    assert "no new one is made" in result.stderr
    assert not Path(KEY).exists()


def test_the_key_file_of_another_log_is_refused(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(here / "other.key"))
    open_store("sqlite:///o.db").close()
    done("log", "--database", "sqlite:///o.db")

    result = run("log")

    assert result.exit_code == 1
    assert "Bring the key file that belongs to this database" in result.stderr


@pytest.mark.parametrize("content", ["", "penstock audit key 1 xyz", "penstock audit key 1 00"])
def test_a_file_that_holds_no_key_is_a_sentence(content: str) -> None:
    Path(KEY).write_text(content, encoding="utf-8")

    assert "holds no key of an audit log" in run("log").stderr


def test_a_server_needs_to_be_told_where_its_key_file_is() -> None:
    from penstock.app.auditing.opening import key_path

    assert key_path("postgresql://penstock@db/cases") is None
    assert key_path(DATABASE) == Path(KEY)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["verify", "--database", "sqlite:///none.db"], 3),
        (["log", "--database", "sqlite:///none.db"], 3),
        (["erase", "C-404", "--reason", "?"], 3),
        (["erase", "C-7"], 2),
        (["verify", "--head", KEY], 2),
        (["log", "--as", "two\nlines"], 2),
    ],
)
def test_what_goes_wrong_has_its_exit_code(arguments: list[str], code: int) -> None:
    result = run(*arguments)

    assert result.exit_code == code
    assert "Traceback" not in result.output


def test_a_log_that_was_never_begun_is_empty_and_has_no_head() -> None:
    open_store("sqlite:///new.db").close()

    assert done("verify", "--database", "sqlite:///new.db") == "The audit log is empty.\n"
    result = run("head", "--database", "sqlite:///new.db")
    assert result.exit_code == 1
    assert "The audit log is empty" in result.stderr
