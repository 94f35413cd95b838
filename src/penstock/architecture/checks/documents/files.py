"""Rules about files as such."""

from collections.abc import Iterator

from penstock.architecture.checks.rule import Rule, Subject
from penstock.kernel.findings import Finding, Severity
from penstock.kernel.places import Place


class UnreadableFile(Rule):
    """A file with the ending of a Markdown document can be read.

    What cannot be read is left out of the model, and everything that refers to it seems to be
    missing. Usual reasons are a picture or archive with the wrong ending, a file that was cut off
    while it was copied, and missing permission.

    What breaks it: `figure.md` that holds the bytes of a PNG picture.

    How it is mended: give the file its true ending, or save it again as text in UTF-8.
    """

    code = "DOC-002"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each file that was left out."""
        for unread in subject.reading.folder.unread:
            message = f"This file {unread.because}, and was left out. Save it as text in UTF-8."
            yield self.finding(Place(unread.path, 1), message)


class OtherEncoding(Rule):
    """A document is written in UTF-8.

    Nothing in a file says which encoding it is in unless it begins with a mark. Penstock reads
    UTF-16 with a mark, and takes what is not UTF-8 for Windows text; another program may show the
    same bytes as other letters.

    What breaks it: a document that an old editor saved as "ANSI" or "Unicode".

    How it is mended: save it again with the encoding UTF-8.
    """

    code = "DOC-004"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each document in another encoding."""
        for document in subject.documents.values():
            encoding = document.source.encoding
            if encoding != "utf-8":
                yield self.finding(
                    document.place(1),
                    f"This document is not in UTF-8 and was read as {encoding}. Save it as UTF-8.",
                )
