"""Characters that XML may hold."""

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal_in_xml(text: str) -> str:
    """Return a text with the replacement character for each that XML 1.0 forbids."""
    return _ILLEGAL.sub("\ufffd", text)
