"""Rules about where links lead."""

from collections.abc import Iterator
from posixpath import dirname, relpath
from urllib.parse import quote

from penstock.architecture.checks.documents.destinations import (
    Destination,
    Files,
    destinations,
)
from penstock.architecture.checks.documents.headings import Headings
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.documents.blocks import Link
from penstock.architecture.documents.document import Document
from penstock.kernel.findings import Cause, Edit, Finding, Fix, Severity

# Every folder may have its own, so that one of them elsewhere says nothing about the one meant.
_COMMON = {"readme", "index", "images", "img", "assets", "docs", "src"}


class AbsentTarget(Rule):
    """A link leads to a file or a folder that exists.

    A reader who follows a link wants what its words promise. After a folder was moved or renamed,
    every link into it fails at once, and the pages that explain each other fall apart. External
    addresses are not tried: a check gives the same answer with and without a network.

    What breaks it, when the catalogue lies one folder higher:

        [Value streams](../catalogue.md)

    How it is mended:

        [Value streams](../../catalogue.md)

    `penstock check --fix` writes the right path where only one document can be meant: when a single
    one below the folder bears that file name, or when a single one of several stands in a folder of
    the same name. Upper and lower case count, because they count on most servers.
    """

    code = "LNK-001"
    fixable = True

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each link whose target does not exist."""
        files = Files(subject)
        for document, link, found in destinations(subject):
            if not link.target:
                place = document.place(link.line, link.column)
                yield self.finding(place, f"The link '{link.text}' names no target. Add one.")
            elif found.path not in files:
                yield self._absent(document, link, found, files)

    def _absent(self, document: Document, link: Link, found: Destination, files: Files) -> Finding:
        meant = _meant(found.path, document, files)
        path = _path_for(meant[0], document, link) if len(meant) == 1 else ""
        return self.finding(
            document.place(link.line, link.column),
            f"The link '{link.target}' leads to {found.path}, which does not exist. "
            + (f"It should be '{path}'." if path else _advice(found.path, meant, files)),
            fix=_replaced(document, link, path, f"Link to {meant[0]}") if path else None,
            cause=_cause(found.path, files),
        )


class AbsentAnchor(Rule):
    """A link to a part of a document names a heading that is there.

    A link with `#` promises a certain part; when its heading was renamed, the reader lands at the
    top of the document and has to search. Anchors are accepted as GitHub and as VitePress make them
    from headings, as HTML in the document names them, and as `{#anchor}` behind a heading.

    What breaks it, when the heading is `## Document Control`:

        [Who answers for it](#documents-controls)

    How it is mended:

        [Who answers for it](#document-control)

    `penstock check --fix` writes the anchor of a heading that is the same but for case, punctuation
    or spelling, if there is only one.
    """

    code = "LNK-002"
    fixable = True

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each anchor that its document lacks."""
        for document, link, found, headings in _anchored(subject):
            if found.anchor not in headings:
                yield self._absent(document, link, found, headings)

    def _absent(
        self, document: Document, link: Link, found: Destination, headings: Headings
    ) -> Finding:
        near = headings.nearest(found.anchor)
        owner = "This document" if found.path == document.path else found.path
        path = link.target.partition("#")[0]
        advice = f"It should be '#{near}'." if near else "Link to one of its headings."
        return self.finding(
            document.place(link.line, link.column),
            f"{owner} has no heading '#{found.anchor}'. {advice}",
            fix=_replaced(document, link, f"{path}#{near}", f"Link to #{near}") if near else None,
        )


class AmbiguousAnchor(Rule):
    """A link to a part of a document means one heading.

    Of several headings with the same words, renderers give the plain anchor to the first alone and
    number the others. A link that names the plain anchor leads to the first, even when the writer
    had another one in mind, and to a different one as soon as the order changes.

    What breaks it, in a document with two headings `## Scope`:

        [Scope of the second part](#scope)

    How it is mended: give the headings different words, or name the second as `#scope-1`.
    """

    code = "LNK-003"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each anchor that several headings share."""
        for document, link, found, headings in _anchored(subject):
            count = headings.times(found.anchor)
            if count > 1:
                yield self.finding(
                    document.place(link.line, link.column),
                    f"{count} headings of {found.path} share the anchor '#{found.anchor}', and "
                    "the link leads to the first. Give the headings different words.",
                )


def _anchored(subject: Subject) -> Iterator[tuple[Document, Link, Destination, Headings]]:
    """Yield the links that name an anchor in a document."""
    files = Files(subject)
    known: dict[str, Headings] = {}
    for document, link, found in destinations(subject):
        if not found.anchor or found.anchor == "top" or found.anchor.startswith(":~:"):
            continue
        target = files.document(found.path)
        if target is not None:
            headings = known.setdefault(target.path, Headings(target))
            yield document, link, found, headings


def _meant(path: str, document: Document, files: Files) -> tuple[str, ...]:
    """Return the files that a path may have been meant for: one, when there is no doubt."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", "..")]
    if not parts:
        return ()
    same = [each for each in files.named(parts[-1]) if each != document.path]
    agreed = {each: _common_end(parts, each.split("/")) for each in same}
    most = max(agreed.values(), default=0)
    best = tuple(each for each in same if agreed[each] == most)
    # A file of such a name is meant only when its folder bears the right name too.
    common = parts[-1].casefold().partition(".")[0] in _COMMON
    return best if most > 1 or not common else tuple(same) if len(same) > 1 else ()


def _common_end(one: list[str], other: list[str]) -> int:
    """Return how many parts two paths share, counted from their ends."""
    count = 0
    for mine, yours in zip(reversed(one), reversed(other), strict=False):
        if mine.casefold() != yours.casefold():
            break
        count += 1
    return count


def _path_for(meant: str, document: Document, link: Link) -> str:
    """Return how a document links to a file, in the way the broken link was written."""
    written = link.target
    end = min((written.find(mark) for mark in "?#" if mark in written), default=len(written))
    path = relpath(meant, dirname(document.path) or ".")
    if written.startswith("/"):
        path = f"/{meant}"
    elif written.startswith("./") and not path.startswith("."):
        path = f"./{path}"
    slash = "/" if written[:end].endswith("/") else ""
    return quote(path, safe="/!$&'*+,;=:@~") + slash + written[end:]


def _advice(path: str, meant: tuple[str, ...], files: Files) -> str:
    if len(meant) > 1:
        return f"Link to the one that is meant: {_listed(meant)}."
    like = files.resembling(path.rpartition("/")[2])
    if like:
        return f"There is {_listed(like)}: link to it if that is meant."
    return "Mend the path, or take the link out until the file exists."


def _listed(paths: tuple[str, ...]) -> str:
    shown = ", ".join(paths[:3])
    return f"{shown} and {len(paths) - 3} more" if len(paths) > 3 else shown


def _replaced(document: Document, link: Link, target: str, title: str) -> Fix | None:
    """Return the fix that writes another target, if the target stands in the link itself."""
    if link.start == link.end:
        return None
    return Fix(title=title, edits=(Edit(document.path, link.start, link.end, target),))


def _cause(path: str, files: Files) -> Cause:
    if path.startswith(".."):
        sentence = "{count} links lead out of the folder that is checked, to nothing that exists"
        return Cause(key="absent ..", sentence=sentence)
    missing = files.first_missing(path)
    if missing == path:
        sentence = f"{{count}} links lead to {path}, which does not exist"
        return Cause(key=f"absent {path}", sentence=sentence)
    same = files.named(missing.rpartition("/")[2])
    hint = f"; there is {same[0]}" if len(same) == 1 else ""
    sentence = f"{{count}} links lead into the folder {missing}, which does not exist{hint}"
    return Cause(key=f"absent {missing}", sentence=sentence)
