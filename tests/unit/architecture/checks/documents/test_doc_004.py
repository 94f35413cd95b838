import pytest

from penstock.architecture.checks import Subject, run
from penstock.architecture.checks.documents.files import OtherEncoding
from penstock.architecture.documents import Folder, Source, scan
from penstock.architecture.reading import read
from tests.rules import AS_OF


def _messages(data: bytes) -> list[str]:
    folder = Folder({"a.md": scan(Source.decode(data, path="a.md"))}, (), frozenset({"a.md"}))
    subject = Subject(reading=read(folder), as_of=AS_OF)
    return [finding.message for finding in run(subject, [OtherEncoding])]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [("# Café".encode("cp1252"), "cp1252"), ("# Café".encode("utf-16"), "utf-16-le")],
)
def test_another_encoding_is_reported(data: bytes, encoding: str) -> None:
    assert _messages(data) == [
        f"This document is not in UTF-8 and was read as {encoding}. Save it as UTF-8."
    ]


@pytest.mark.parametrize("data", [b"# Cafe", "# Café".encode(), "# Café".encode("utf-8-sig")])
def test_utf_8_with_or_without_a_mark_is_fine(data: bytes) -> None:
    assert _messages(data) == []
