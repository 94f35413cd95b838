from penstock.kernel.findings import Severity
from penstock.kernel.places import Place


def test_an_error_is_graver_than_a_warning_and_a_warning_than_a_note() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.NOTE,
    ]


def test_a_place_reads_as_file_line_and_column() -> None:
    assert str(Place("a/b.md", 12, 3, 4)) == "a/b.md:12:3"
