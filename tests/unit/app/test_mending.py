import stat
from datetime import date
from pathlib import Path

import pytest

from penstock.app.checking import plan
from penstock.app.mending import Mending, NotWrittenError, diff, mend, write

BROKEN = "# A\r\n\r\n[b](old/b.md) and [gone](gone.md)\r\n"
MENDED = BROKEN.replace("old/b.md", "new/b.md")

DIAGRAM = "# A\n\n```mermaid\ngraph LR\n    A[Rates (all)] --> B[Bills (all)]\n```\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "b.md").touch()
    (tmp_path / "a.md").write_bytes(BROKEN.encode("utf-8-sig"))
    return tmp_path


def _mend(folder: Path, *select: str) -> Mending:
    return mend(folder, plan(folder, select=select, as_of=date(2026, 11, 20)))


def test_repairs_are_made_in_memory_first(folder: Path) -> None:
    mending = _mend(folder)

    assert [change.after.text for change in mending.changes] == [MENDED]
    assert (folder / "a.md").read_bytes() == BROKEN.encode("utf-8-sig")


def test_what_is_written_differs_in_the_repair_alone(folder: Path) -> None:
    write(_mend(folder))

    assert (folder / "a.md").read_bytes() == MENDED.encode("utf-8-sig")
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "new"]


def test_a_second_run_finds_nothing_left_to_repair(folder: Path) -> None:
    write(_mend(folder))

    again = _mend(folder)

    assert again.repaired == ()
    assert again.changes == ()
    assert len(again.report.findings) == 1


def test_only_rules_that_run_repair(folder: Path) -> None:
    assert _mend(folder, "DOC").changes == ()


def test_what_a_document_accepts_is_not_repaired(folder: Path) -> None:
    comment = "<!-- penstock: ignore-file LNK-001 because history stays as it was -->\n"
    (folder / "a.md").write_text(comment + BROKEN, encoding="utf-8")

    assert _mend(folder).changes == ()


def test_repairs_that_meet_are_made_one_after_the_other(folder: Path) -> None:
    (folder / "a.md").write_text(DIAGRAM, encoding="utf-8")

    mending = _mend(folder)

    assert mending.report.findings == ()
    assert 'A["Rates (all)"] --> B["Bills (all)"]' in mending.changes[0].after.text


def test_the_difference_is_a_patch(folder: Path) -> None:
    (folder / "a.md").write_text("one\x0cpage\n[b](b.md)", encoding="utf-8")

    text = "".join(diff(_mend(folder), show=lambda path: f"docs/{path}"))

    assert text == (
        "--- a/docs/a.md\n+++ b/docs/a.md\n@@ -1,2 +1,2 @@\n one\x0cpage\n"
        "-[b](b.md)\n\\ No newline at end of file\n+[b](new/b.md)\n\\ No newline at end of file\n"
    )


def test_a_file_keeps_its_permissions(folder: Path) -> None:
    (folder / "a.md").chmod(0o640)

    write(_mend(folder))

    assert stat.S_IMODE((folder / "a.md").stat().st_mode) == 0o640


def test_a_symbolic_link_stays_one(folder: Path) -> None:
    (folder / "a.md").rename(folder / "new" / "real.txt")
    (folder / "a.md").symlink_to(folder / "new" / "real.txt")

    write(_mend(folder))

    assert (folder / "a.md").is_symlink()
    assert b"new/b.md" in (folder / "new" / "real.txt").read_bytes()


def test_a_file_that_was_changed_meanwhile_is_left_alone(folder: Path) -> None:
    mending = _mend(folder)
    (folder / "a.md").write_text("Other words.\n", encoding="utf-8")

    with pytest.raises(NotWrittenError, match="somebody changed it meanwhile"):
        write(mending)

    assert (folder / "a.md").read_text(encoding="utf-8") == "Other words.\n"


def test_a_file_that_is_gone_meanwhile_is_told(folder: Path) -> None:
    mending = _mend(folder)
    (folder / "a.md").unlink()

    with pytest.raises(NotWrittenError, match=r"a\.md was not written: No such file"):
        write(mending)
