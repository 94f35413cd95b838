"""The explanation of a rule as parts of a page."""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from penstock.architecture.checks import Rule
from penstock.architecture.checks.pages import explanation

_CODE = re.compile(r"`([^`]+)`")
_INDENT = "    "


class Paragraph(NamedTuple):
    """A paragraph of words, or an example to be shown as it stands."""

    markup: Markup
    is_example: bool


def paragraphs(rule: type[Rule]) -> tuple[Paragraph, ...]:
    """Return why a rule is there, what breaks it and how that is mended."""
    return tuple(map(_paragraph, _parts(explanation(rule))))


def _parts(text: str) -> Iterator[str]:
    """Yield paragraphs; blank lines between indented ones belong to one example."""
    part = ""
    for each in text.split("\n\n"):
        if part.startswith(_INDENT) and each.startswith(_INDENT):
            part = f"{part}\n\n{each}"
            continue
        if part:
            yield part
        part = each
    if part:
        yield part


def _paragraph(text: str) -> Paragraph:
    if text.startswith(_INDENT):
        lines = (line.removeprefix(_INDENT) for line in text.split("\n"))
        return Paragraph(Markup(escape("\n".join(lines))), is_example=True)  # noqa: S704
    words = _CODE.sub(r"<code>\1</code>", escape(" ".join(text.split()), quote=False))
    return Paragraph(Markup(words), is_example=False)  # noqa: S704
