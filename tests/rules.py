"""Holding one rule against tiny documents."""

from datetime import date

from penstock.architecture.checks import Rule, Subject, run
from penstock.architecture.checks.fixing import mended
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from penstock.kernel.findings import Finding

AS_OF = date(2026, 11, 20)

Texts = str | dict[str, str]


def subject_of(*texts: Texts, as_of: date = AS_OF, **named: str) -> Subject:
    """Return documents to check: by path, by name with `__` for `/`, or called `a.md`, `b.md` …."""
    paths = {f"{name.replace('__', '/')}.md": text for name, text in named.items()}
    for letter, text in zip("abcdefgh", texts, strict=False):
        paths |= {f"{letter}.md": text} if isinstance(text, str) else text
    return Subject(reading=read(Folder.from_texts(paths)), as_of=as_of)


def found(rule: type[Rule], *texts: Texts, as_of: date = AS_OF, **named: str) -> list[Finding]:
    """Return what a rule finds in documents."""
    return run(subject_of(*texts, as_of=as_of, **named), [rule])


def repaired(rule: type[Rule], *texts: Texts, **named: str) -> dict[str, str]:
    """Return the texts of documents after the rule's repairs."""
    subject = subject_of(*texts, as_of=AS_OF, **named)
    folder, _ = mended(subject.reading.folder, run(subject, [rule]))
    return {path: document.source.text for path, document in folder.documents.items()}
