"""The page that tells how to verify a log without Penstock finds what Penstock finds."""

import re
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from penstock.store import open_store
from penstock.store.audit import AuditBook
from penstock.store.sql import SqlStore
from tests.contract.places import Place, by_hand
from tests.unit.governance.audit.logs import NOON, READ, SECRET

TRIGGERS = [
    f"drop trigger {table}_no_{act}"
    for table in ("audit_entry", "audit_head")
    for act in ("update", "delete")
]


@pytest.fixture
def script(checkout: Path, tmp_path: Path) -> Path:
    """Return the page's program."""
    page = checkout / "docs" / "how-to" / "verify-the-audit-log-yourself.md"
    (program,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "verify.py"
    file.write_text(program, encoding="utf-8")
    return file


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a database with nine entries under three heads, and the last head beside it."""
    place = Place(f"sqlite:///{tmp_path / 'cases.db'}")
    with closing(open_store(place.address)) as store:
        assert isinstance(store, SqlStore)
        log = AuditBook(store.audit_pages, SECRET)
        for second in range(3):
            log.append([replace(READ, at=NOON + timedelta(seconds=second))] * 3)
        head = log.head()
        assert head is not None
        (tmp_path / "head.json").write_text(head.to_json(), encoding="utf-8")
    return place


def said(script: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, script.name, "cases.db", "head.json"]
    return subprocess.run(command, cwd=script.parent, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("place")
def test_a_log_that_nobody_touched_is_whole_by_hand(script: Path) -> None:
    done = said(script)

    assert (done.stdout, done.returncode) == (
        "9 entries are as they were written and signed.\n",
        0,
    ), done.stderr


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("update audit_entry set content = replace(content, 'solar', 'x') where position = 5",
         "Entry 5 is not as it was written"),
        ("delete from audit_entry where position = 5", "Entry 6 is not as it was written"),
        ("delete from audit_entry where position = 9", "Entry 9 is not the one that was signed"),
        ("delete from audit_head where position = 9", "Entries behind 6 are under no head"),
        ("update audit_head set people = 1", "InvalidSignature"),
    ],
)  # fmt: skip
def test_what_was_changed_is_found_by_hand(
    script: Path, place: Place, change: str, sentence: str
) -> None:
    with by_hand(place) as connection:
        for statement in [*TRIGGERS, change]:
            connection.execute(text(statement))

    done = said(script)

    assert done.returncode == 1
    assert sentence in done.stderr
