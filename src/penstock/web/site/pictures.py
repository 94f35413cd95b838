"""Pictures inside pages, and block diagrams of what is on each side of an element."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from penstock.architecture.model import Ref
from penstock.web.site.ties import Tie, Ties

Outline = Sequence[tuple[Ref | str, Sequence[Ref]]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in a page.

    Args:
        svg: The drawing, made by ourselves and safe.
        title: What it shows.
        instead: Where the same stands as a list or table.
        outline: The same in words, for narrow screens: headings, and what stands below each.
    """

    svg: str
    title: str
    instead: str = ""
    outline: Outline = ()

    @property
    def markup(self) -> Markup:
        """Return the drawing as part of a page."""
        return Markup(self.svg)  # noqa: S704  # the drawing escapes all words


_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Block:
    """Some of the elements on one side of a block diagram, for one reason."""

    words: str
    ties: tuple[Tie, ...]
    more: int


def blocks(groups: Iterable[Ties]) -> tuple[Block, ...]:
    """Return groups of ties cut to what a picture can show; the table below shows all."""
    return tuple(
        Block(group.words, once[:_SHOWN], max(0, len(once) - _SHOWN))
        for group in groups
        for once in [tuple({tie.to: tie for tie in group.ties}.values())]
    )
