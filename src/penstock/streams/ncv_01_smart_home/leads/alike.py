"""Whether two inquiries are of one household: by e-mail, telephone and address, as people write."""

import re
import unicodedata
from collections.abc import Mapping

from penstock.streams.ncv_01_smart_home.items.marketing import (
    HomeInquiry,
    Inquiries,
    MergedInquiry,
)

_SHORT = {
    "street": "st",
    "avenue": "ave",
    "road": "rd",
    "drive": "dr",
    "court": "ct",
    "lane": "ln",
    "boulevard": "blvd",
    "apartment": "apt",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
}
_PHONE_DIGITS = 10


def ways_of(inquiry: HomeInquiry) -> dict[str, str]:
    """Return by what a household is recognised, as all of its spellings have it.

    E-mail alone, telephone alone, or the address together with a name: who moves into a home is
    another household.

    Returns:
        By the name of the field, what is compared; what was not given is not there.
    """
    name = " ".join(words(inquiry.name))
    found = {
        "email": _email(inquiry.email),
        "phone": _phone(inquiry.phone),
        "premise": f"{name} at {address(inquiry.premise)}",
    }
    return {field: said for field, said in found.items() if said}


def merged(before: Inquiries, inquiry: HomeInquiry) -> Inquiries:
    """Return all that a household asked, with one more inquiry; none is changed or left out.

    Raises:
        ValueError: Nothing shows that it is the same household.
    """
    alike = alike_in(before, inquiry)
    if not alike:
        raise ValueError("nothing in the inquiry is as in one of the household's; keep them apart")
    number = len(before.inquiries) + 1
    said = MergedInquiry(
        number=number,
        alike=tuple(alike),
        because=f"Inquiry {number} has the same {_listed(alike)} as inquiry {_first(alike)}.",
    )
    return Inquiries(inquiries=(*before.inquiries, inquiry), merged=(*before.merged, said))


def alike_in(before: Inquiries, inquiry: HomeInquiry) -> Mapping[str, int]:
    """Return what of an inquiry is as in one of a household, and in which, counted from 1."""
    ways = ways_of(inquiry)
    found: dict[str, int] = {}
    for number, earlier in enumerate(before.inquiries, 1):
        theirs = ways_of(earlier)
        for field, said in ways.items():
            if theirs.get(field) == said:
                found.setdefault(field, number)
    return found


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, without accents and signs."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain.casefold())


def address(text: str) -> str:
    """Return an address as all of its spellings have it.

    Example:
        >>> address("12 North Elm Street, Apt. 4") == address("12 N. Elm St Apartment 4")
        True
    """
    return " ".join(_SHORT.get(each, each) for each in words(text))


def _email(text: str) -> str:
    name, at, host = text.strip().casefold().partition("@")
    # What stands behind a plus reaches the same mailbox.
    return f"{name.partition('+')[0]}@{host}" if at else ""


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text.partition("x")[0])
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else ""


def _listed(alike: Mapping[str, int]) -> str:
    names = {"phone": "telephone number", "premise": "name and address", "email": "e-mail"}
    return " and ".join(names[each] for each in alike)


def _first(alike: Mapping[str, int]) -> int:
    return min(alike.values())
