"""Findings that a document accepts: `<!-- penstock: ignore LNK-001 because … -->`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.documents.blocks import Comment
from penstock.architecture.documents.document import Document
from penstock.kernel.findings import Finding, Severity
from penstock.kernel.places import Place

_ADDRESSED = re.compile(r"penstock\s*:", re.IGNORECASE)
_IGNORE = re.compile(
    r"penstock\s*:\s*(ignore|ignore-file)\s+([A-Z]{3}-\d{3}(?:\s*,\s*[A-Z]{3}-\d{3})*)"
    r"\s+because\s+(\w.*)",
    re.IGNORECASE | re.DOTALL,
)


class Ignore(NamedTuple):
    """A comment that accepts findings of one rule.

    Args:
        code: The rule.
        reason: Why they are accepted.
        lines: Where.
        place: Where the comment stands.
    """

    code: str
    reason: str
    lines: range
    place: Place


class Ignored(NamedTuple):
    """A finding that a document accepts."""

    finding: Finding
    reason: str


class IgnoreWithoutReason(Rule):
    """A comment that accepts findings names the rule and the reason.

    An accepted fault that nobody explains is a fault that nobody dares to touch. A comment in
    another form would be worse: its writer believes that it works.

    What breaks it:

        <!-- penstock: ignore LNK-001 -->

    How it is mended:

        <!-- penstock: ignore LNK-001 because the page comes with the next release -->

    The comment stands in the line it speaks of, or before that line, table or diagram. Several
    rules are named with commas. `ignore-file` accepts the findings of a whole document.
    """

    code = "DOC-020"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each comment to Penstock that it cannot follow."""
        for document in subject.documents.values():
            for comment in _addressed(document):
                if _IGNORE.fullmatch(comment.text) is None:
                    yield self.finding(
                        _place(comment, document),
                        f"The comment '{comment.text}' accepts nothing: it has to read "
                        "'penstock: ignore LNK-001 because …', with a rule and a reason.",
                    )


class UnusedIgnore(Rule):
    """A comment that accepts a finding stands where there is one.

    When the fault is gone, its comment stays behind, tells readers of a problem that does not
    exist, and would hide the next one at the same place.

    What breaks it, when the link leads to a document that exists by now:

        <!-- penstock: ignore LNK-001 because the page comes with the next release -->
        [Catalogue](catalogue.md)

    How it is mended: take the comment out.
    """

    code = "DOC-021"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:  # noqa: ARG002
        """Yield nothing: what a comment hides shows when all other rules have run."""
        return iter(())

    def unused(self, ignore: Ignore, known: frozenset[str]) -> Finding:
        """Return the finding for a comment that hides nothing."""
        if ignore.code not in known:
            why = f"No rule has the code {ignore.code}; 'penstock rules' lists them."
        else:
            why = f"{ignore.code} finds nothing here any more."
        return self.finding(ignore.place, f"{why} Take the comment out, or correct its code.")


def ignores(document: Document) -> Iterator[Ignore]:
    """Yield what a document accepts, an entry for each rule that a comment names."""
    blocks = _blocks(document) if any(_addressed(document)) else {}
    for comment in _addressed(document):
        match = _IGNORE.fullmatch(comment.text)
        if match is None:
            continue
        whole = range(1, len(document.source.lines) + 1)
        of_file = match[1].casefold() == "ignore-file"
        lines = whole if of_file else _lines(comment, document, blocks)
        for code in re.split(r"\s*,\s*", match[2].upper()):
            yield Ignore(
                code=code,
                reason=" ".join(match[3].split()),
                lines=lines,
                place=_place(comment, document),
            )


def separate(
    findings: Iterable[Finding], subject: Subject, *, ran: frozenset[str], known: frozenset[str]
) -> tuple[list[Finding], list[Ignored]]:
    """Part what documents accept from what is left, with a finding for comments that hide nothing.

    Args:
        findings: What was found.
        subject: The documents.
        ran: Codes of the rules that ran; of the others nobody knows whether they would find.
        known: Codes of all rules.
    """
    stated = _by_rule(subject)
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    used: set[int] = set()
    for finding in findings:
        found = [each for each in stated.get(_key(finding), ()) if finding.place.line in each.lines]
        used.update(map(id, found))
        if found:
            ignored.append(Ignored(finding=finding, reason=found[0].reason))
        else:
            kept.append(finding)
    if UnusedIgnore.code in ran:
        idle = (each for several in stated.values() for each in several if id(each) not in used)
        judged = (each for each in idle if each.code in ran or each.code not in known)
        kept.extend(UnusedIgnore().unused(each, known) for each in judged)
    return kept, ignored


def _by_rule(subject: Subject) -> dict[tuple[str, str], list[Ignore]]:
    """Return what documents accept, by document and rule."""
    found: dict[tuple[str, str], list[Ignore]] = {}
    for document in subject.documents.values():
        for each in ignores(document):
            found.setdefault((document.path, each.code), []).append(each)
    return found


def _key(finding: Finding) -> tuple[str, str]:
    return finding.place.document, finding.rule


def _addressed(document: Document) -> Iterator[Comment]:
    return (comment for comment in document.comments if _ADDRESSED.match(comment.text))


def _lines(comment: Comment, document: Document, blocks: Mapping[int, int]) -> range:
    """Return the lines a comment speaks of: its own, or those of what it stands before."""
    lines = document.source.lines
    rest = range(comment.line, len(lines) + 1)
    last = next((number for number in rest if "-->" in lines[number - 1]), comment.line)
    begins = lines[comment.line - 1].lstrip().startswith("<!--")
    if not begins or not lines[last - 1].rstrip().endswith("-->"):
        return range(comment.line, last + 1)
    below = range(last + 1, len(lines) + 1)
    following = next((number for number in below if lines[number - 1].strip()), last)
    return range(comment.line, blocks.get(following, following) + 1)


def _blocks(document: Document) -> dict[int, int]:
    """Return the last line of each table and code block, by the line it begins in."""
    tables = {
        table.header.line: max((row.line for row in table.rows), default=table.header.line + 1)
        for table in document.tables
    }
    codes = {code.line - 1: code.line + code.text.count("\n") for code in document.codes}
    return tables | codes


def _place(comment: Comment, document: Document) -> Place:
    column = document.source.lines[comment.line - 1].find("<!--")
    return document.place(comment.line, max(column, 0) + 1)
