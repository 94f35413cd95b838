"""Shapes that lead to the page of the element they show."""

from collections.abc import Callable
from typing import TypeVar

from penstock.architecture.model import Ref
from penstock.kernel.pictures.svg import Part, element, group, joined

Link = Callable[[Ref], str | None]
"""Gives the address of an element's page, or None where it has none."""

_Subject = TypeVar("_Subject")


def linked(
    subject: _Subject | None,
    link: Callable[[_Subject], str | None],
    *parts: Part,
    hint: str = "",
) -> Part:
    """Return parts as a link to what they show, labelled with the words seen in it and a hint."""
    inside = joined(parts)
    href = link(subject) if subject else None
    if href is None:
        return group(inside)
    label = "; ".join(each for each in (inside.words, hint) if each)
    markup = element("a", f"\n{inside.markup}\n", href=href, aria_label=label)
    return Part(markup, inside.words)
