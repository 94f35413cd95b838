"""The YAML between two lines of `---` at the top of a diagram."""

import re
from dataclasses import dataclass

from penstock.architecture.mermaid import yaml_block
from penstock.architecture.mermaid.spaces import BLANK, SPACE

_OPENING = re.compile(rf"([{BLANK}]*)---(?=[{SPACE}])")
_SPACES = re.compile(rf"[{SPACE}]*")


@dataclass(frozen=True, slots=True)
class Block:
    """Front matter: its YAML, where that starts, and where the diagram starts."""

    body: str
    start: int
    end: int
    indent: str


def find(text: str) -> Block | None:
    """Return the front matter at the top of a text.

    As in Mermaid, a blank line between the opening `---` and the YAML belongs to the opening.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    breaks = _breaks(text, opening.end())
    fence = re.compile(rf"\n{re.escape(opening[1])}---(?=[{SPACE}])")
    closings = _closings(text, fence, breaks[0] + 1) if breaks else []
    if not closings:
        return None
    start = max(at for at in breaks if at < closings[-1][0]) + 1
    closing, end = next(pair for pair in closings if pair[0] >= start)
    return Block(text[start:closing], start, end, opening[1])


def _breaks(text: str, start: int) -> list[int]:
    """Return the places of the line breaks in the white space from `start` on."""
    spaces = _SPACES.match(text, start)
    end = spaces.end() if spaces else start
    return [at for at in range(start, end) if text[at] == "\n"]


def _closings(text: str, fence: re.Pattern[str], start: int) -> list[tuple[int, int]]:
    """Return where closing fences start, and where the text below each of them does."""
    found: list[tuple[int, int]] = []
    for match in fence.finditer(text, start):
        breaks = _breaks(text, match.end())
        if breaks:
            found.append((match.start(), breaks[-1] + 1))
    return found


def fault(block: Block) -> tuple[int, str] | None:
    """Return what is wrong with the YAML, and at which offset."""
    found = yaml_block.fault(block.body, block.indent)
    return None if found is None else (block.start + found.offset, found.message)
