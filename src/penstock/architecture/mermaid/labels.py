"""A label as people read it, and as Mermaid wants it written."""

import re

from penstock.architecture.mermaid.prepared import ENTITY_END, ENTITY_START

_AROUND_BREAK = re.compile(r"(?<![ \t])[ \t]*+\n\s*")
_LINE_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|big|code|em|font|i|img|mark|p|s|small|span|strong|sub|sup|tt|u)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(rf"{ENTITY_START}(\w+){ENTITY_END}|&(#?\w+);", re.ASCII)
_EMPHASIS = re.compile(r"(\*\*|\*|\b__|\b_)(?=\S)([^*_\n]+)(?<=\S)\1")

# A character that would not come back as itself, in the surroundings that make it so.
_DANGEROUS = re.compile(
    r"""["\r\n\ue000\ue001]|\#(?=\w+;)|&(?=[\#\w])|<(?=[\w/!?])|%(?=%)|^[`\s\u200b]|\s$
    |d(?=irection\s)|C(?=4(?:Container|Component|Dynamic|Deployment))|s(?=tyle)|c(?=lassDef)
    |[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u3000\ufeff]
    """,
    re.VERBOSE,
)


def plain(text: str) -> str:
    """Return a label's text without markup: `<br/>` as line break, `#quot;` as the character."""
    text = _AROUND_BREAK.sub("\n", text.strip())
    text = _TAG.sub("", _LINE_BREAK.sub("\n", text))
    return _ENTITY.sub(_decoded, text)


def plain_markdown(text: str) -> str:
    """Return the text of a markdown label, without the signs of emphasis."""
    return plain(_EMPHASIS.sub(r"\2", text))


def _decoded(entity: re.Match[str]) -> str:
    """Return the character that an entity stands for, or the entity if it is none."""
    name = entity[1] or entity[2]
    written = f"#{name};" if entity[1] else entity[0]
    digits = name if entity[1] else name.removeprefix("#")
    if digits.isdigit() and digits != entity[2]:
        return chr(int(digits)) if len(digits) < 8 and int(digits) < 0x110000 else written
    from html.entities import html5

    return html5.get(f"{name};", written)


def quoted(label: str) -> str:
    """Return a label in quotes, written so that Mermaid shows each of its characters."""
    return '"' + (_DANGEROUS.sub(_encoded, label) or " ") + '"'


def _encoded(match: re.Match[str]) -> str:
    """Return a character as Mermaid reads it anywhere."""
    if match[0] == "\n":
        return "<br/>"
    return "#quot;" if match[0] == '"' else f"#{ord(match[0])};"
