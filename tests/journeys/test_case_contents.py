"""What people record of a case, and read again."""

from pathlib import Path

from tests.journeys.solar import Case, done, record, shown


def test_a_file_comes_back_as_it_was(sol: Case, tmp_path: Path) -> None:
    content = bytes(range(256))
    (tmp_path / "bills.pdf").write_bytes(content)
    done(sol("record", "SOL-1001", "Customer energy bills", "--file", "bills.pdf"))

    result = sol("read", "SOL-1001", "Customer energy bills", "--output", "again.pdf")

    assert result.exit_code == 0
    assert (tmp_path / "again.pdf").read_bytes() == content


def test_a_content_that_somebody_changed_is_not_handed_out(sol: Case, tmp_path: Path) -> None:
    record(sol, "Customer inquiry")
    (kept,) = (each for each in (tmp_path / "penstock.db.blobs").rglob("*") if each.is_file())
    kept.write_text("another", encoding="utf-8")

    result = sol("read", "SOL-1001", "Customer inquiry")

    assert result.exit_code == 1
    assert "is no longer what was recorded. Restore it from a backup." in result.stderr


def test_a_file_that_was_damaged_is_not_printed_in_part(sol: Case, tmp_path: Path) -> None:
    photo = tmp_path / "roof.jpg"
    photo.write_bytes(b"roof" * 1_000_000)
    assert sol("record", "SOL-1001", "Customer inquiry", "--file", photo).exit_code == 0
    (kept,) = (each for each in (tmp_path / "penstock.db.blobs").rglob("*") if each.is_file())
    copy = tmp_path / "copy.jpg"
    whole = sol("read", "SOL-1001", "Customer inquiry", "--output", copy)

    kept.write_bytes(b"roof" * 999_999 + b"door")
    damaged = sol("read", "SOL-1001", "Customer inquiry")

    assert (whole.exit_code, copy.read_bytes()) == (0, photo.read_bytes())
    assert (damaged.exit_code, damaged.stdout_bytes) == (1, b"")


def test_what_was_recorded_by_mistake_is_taken_back(sol: Case) -> None:
    record(sol, "Customer inquiry")

    told = done(sol("undo", "SOL-1001"))

    assert "“Customer inquiry” is recorded" in told
    assert "Customer inquiry" not in shown(sol)["items"]
