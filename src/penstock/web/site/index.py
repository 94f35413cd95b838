"""What the search knows: every element, document, rule and matrix."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from penstock.architecture.checks.pages import law
from penstock.web.site.addresses import index_of, rule_page
from penstock.web.site.edition import Edition
from penstock.web.site.kinds import KINDS
from penstock.web.site.pages.matrices import tables


class Entry(NamedTuple):
    """A thing that can be found.

    Args:
        identifier: Its id, where it has one besides its name.
        name: What it is called.
        kind: What it is.
        path: Its page.
    """

    identifier: str
    name: str
    kind: str
    path: str

    @property
    def words(self) -> str:
        """Return id and name."""
        return f"{self.identifier} {self.name}".strip()


def entries(edition: Edition) -> Iterator[Entry]:
    """Yield everything that has a page."""
    for ref, path in edition.addresses.pages.items():
        name = edition.names[ref]
        yield Entry(ref.id if name else "", name or ref.id, KINDS[ref.kind].one, path)
    for kind, refs in edition.refs.items():
        if refs:
            yield Entry("", KINDS[kind].many, "List", index_of(kind))
    for document, path in edition.addresses.sources.items():
        yield Entry("", document, "Document", path)
    for table in tables(edition):
        yield Entry("", table.title, "Matrix", table.path)
    for rule in edition.report.rules:
        yield Entry(rule.code, law(rule), "Rule", rule_page(rule.code))


def index_script(edition: Edition) -> bytes:
    """Return the index as a script: pages opened from a folder may not fetch data."""
    rows = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries(edition))
    return f"window.penstockIndex = [\n{rows}\n];\n".encode()
