"""CSV of other systems, and what is no CSV."""

from pathlib import Path

import pytest

from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.store.foreign import CsvLog, ForeignLogError


def _log(tmp_path: Path, content: bytes, **said: str) -> CsvLog:
    file = tmp_path / "log.csv"
    file.write_bytes(content)
    return CsvLog(file=file, **said)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_what_parts_the_names_of_the_first_row_parts_all_cells(
    tmp_path: Path, separator: str
) -> None:
    rows = [("case", "activity"), ("1", '"two\nlines"')]
    log = _log(tmp_path, "\n".join(map(separator.join, rows)).encode())

    [chunk] = log.chunks(("activity",), Faults())
    assert log.names() == ("case", "activity")
    assert chunk.columns == {"activity": ["two\nlines"]}


def test_numbers_and_words_for_nothing_stay_as_they_are_written(tmp_path: Path) -> None:
    log = _log(tmp_path, b"case,activity\n007,NA\n")

    [chunk] = log.chunks(log.names(), Faults())
    assert chunk.columns == {"case": ["007"], "activity": ["NA"]}


def test_a_row_with_more_or_fewer_cells_is_left_out_and_named(tmp_path: Path) -> None:
    log, faults = _log(tmp_path, b"case,activity\n1\n2,b\n3,c,d\n"), Faults()

    [chunk] = log.chunks(log.names(), faults)
    [fault] = faults.found()
    assert chunk.columns["case"] == ["2"]
    assert (fault.kind, fault.count, fault.examples) == (FaultKind.MALFORMED, 2, ("“1”", "“3,c,d”"))


def test_another_encoding_is_read_where_it_is_named(tmp_path: Path) -> None:
    log = _log(tmp_path, "case,activity\n1,Prüfen\n".encode("latin-1"), encoding="latin-1")

    [chunk] = log.chunks(log.names(), Faults())
    assert chunk.columns["activity"] == ["Prüfen"]


@pytest.mark.parametrize(
    ("content", "said", "sentence"),
    [
        (b"", {}, "it is empty"),
        ("case,activity\n1,Prüfen\n".encode("latin-1"), {}, "not written in utf-8"),
        (b"case,activity\n1,a\n", {"encoding": "klingon"}, "unknown encoding: klingon"),
        (b"case,activity\n1," + b"x" * (1 << 23), {}, "it is no CSV"),
    ],
)
def test_what_is_no_csv_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, said: dict[str, str], sentence: str
) -> None:
    log = _log(tmp_path, content, **said)

    with pytest.raises(ForeignLogError, match=sentence):
        list(log.chunks((log.names()[-1],), Faults()))
