"""The papers of a project that its customer may download, as the stream's words name them."""

import re
from dataclasses import dataclass

from penstock.app.cases.usecases import Cases
from penstock.app.customer.language import ENGLISH, Language
from penstock.app.customer.viewing import words_for
from penstock.app.links import DeadLinkError
from penstock.kernel.terms import key_of

_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that lies in a case.

    Args:
        number: Which of those that customers of the stream may have, from 1.
        title: What the customer calls it.
        item: The information item.
        version: Its version.
        sha256: Of its content.
    """

    number: int
    title: str
    item: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper with its content."""

    file_name: str
    media_type: str
    content: bytes


def documents_of(cases: Cases, case_id: str, language: Language) -> tuple[Paper, ...]:
    """Return the papers that a customer may download, in the order of the stream's words."""
    case = cases.case(case_id)
    held = {key_of(name): name for name in case.items if case.has(name)}
    listed = words_for(cases, case, language).documents.items()
    return tuple(
        Paper(
            number=number,
            title=title,
            item=name,
            version=case.items[name].version,
            sha256=case.items[name].sha256,
        )
        for number, (item, title) in enumerate(listed, 1)
        if (name := held.get(key_of(item)))
    )


def document(cases: Cases, case_id: str, number: int) -> Document:
    """Return a paper by its number.

    Raises:
        DeadLinkError: It is not there, or is none that customers may have.
    """
    papers = documents_of(cases, case_id, ENGLISH)
    found = next((each for each in papers if each.number == number), None)
    if found is None:
        raise DeadLinkError("There is no such paper. Go back, and look at the list again.")
    content = cases.content(case_id, found.item)
    is_pdf = content.startswith(_PDF)
    name = re.sub(r"[^a-z0-9]+", "-", f"{case_id}-{found.title}".casefold()).strip("-")
    return Document(
        file_name=f"{name}.pdf" if is_pdf else f"{name}.bin",
        media_type="application/pdf" if is_pdf else "application/octet-stream",
        content=content,
    )
