"""Taking words out of Markdown: text without markup, ids and the names behind them."""

import re

from penstock.architecture.model import Kind, Ref, new_ref

STREAM_ID = r"[A-Z]{2,6}-\d{2}"
STAGE_ID = rf"{STREAM_ID}\.\d+"
PRODUCT_ID = r"[A-Z]{2,8}(?:-[A-Z]{2,8})+-\d{2,4}"

_MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|!?\[(?P<label>(?:[^\[\]\\]|\\.)*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)"
    r"|(?P<line><br\s*/?>)|<!--(?:(?!<!--).)*?-->"
    r"|\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    rf"({PRODUCT_ID}|{STAGE_ID}|{STREAM_ID})(?!\d)(?:\s*:\s*|\s*[–—-]\s+|\s+|$)(.*)"
)
# Capabilities have short numbers; four digits at the front are a year.
_NUMBERED = re.compile(r"(?!\d{4})(\d+(?:\.\d+)*)\.?\s+(.+)")
_SECTION_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?(?:\s+|$)")
_COUNT = re.compile(r"\(\d+\)$")
_QUALIFIER = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$")
_SHORTHAND = re.compile(r"([A-Z]{2,6})-(\d{2})((?:\s*,\s*\d{2})+)(?!\.?\d)")


def plain(text: str) -> str:
    """Return text without emphasis, code marks, links, line breaks, comments and escapes."""
    # Bold type is by far the most frequent mark, and often the only one.
    bare = text.replace("**", "")
    # Six searches for a letter take less time than one for any of the six.
    marked = "_" in bare or "*" in bare or "`" in bare or "<" in bare or "[" in bare or "\\" in bare
    return _MARKUP.sub(_without_marks, text).strip() if marked else bare.strip()


def _without_marks(match: re.Match[str]) -> str:
    if match["label"] is not None:
        return plain(match["label"])
    return " " if match["line"] else match["escaped"] or ""


def without_qualifier(name: str) -> str:
    """Return a name without what stands in brackets behind it."""
    return _QUALIFIER.sub("", name.rstrip()).rstrip() or name


def without_section_number(title: str) -> str:
    """Return a heading's words without the number before them."""
    return _SECTION_NUMBER.sub("", title.strip(), count=1)


def without_count(title: str) -> str:
    """Return a heading's words without the count in brackets behind them."""
    return _COUNT.sub("", title.rstrip()).rstrip()


def identified(text: str) -> tuple[Ref, str] | None:
    """Return the element that a text begins with by id, and the name behind it."""
    match = _IDENTIFIED.match(text)
    if match is None:
        return None
    return new_ref((kind_of(match[1]), match[1])), match[2].strip()


def kind_of(identifier: str) -> Kind:
    """Return what an id of the forms NCV-03, NCV-03.4 or NONREG-DG-001 names."""
    if "." in identifier:
        return Kind.STAGE
    return Kind.PRODUCT if identifier.count("-") > 1 else Kind.VALUE_STREAM


def numbered(text: str) -> tuple[str, str] | None:
    """Return number and name of text such as `2.1 Name` or `10. Name`."""
    match = _NUMBERED.match(text)
    return (match[1], match[2].strip()) if match else None


def spelled_out(text: str) -> str:
    """Return text with shorthand such as `NCV-01, 02` written as `NCV-01, NCV-02`."""
    if "," not in text or not _SHORTHAND.search(text):
        return text
    return _SHORTHAND.sub(
        lambda match: match[1] + "-" + match[2] + re.sub(r"(\d{2})", match[1] + r"-\1", match[3]),
        text,
    )
