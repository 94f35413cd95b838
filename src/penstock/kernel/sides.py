"""The two sides of the company, and what stands above them."""

from enum import StrEnum


class Side(StrEnum):
    """Which business a thing belongs to."""

    REGULATED = "regulated"
    NON_REGULATED = "non-regulated"
    ENTERPRISE = "enterprise"

    @classmethod
    def read(cls, text: str) -> "Side | None":
        """Return the side that a word of the documents names, or None for any other word."""
        return _WORDS.get(text.strip().casefold())

    @property
    def sees(self) -> tuple["Side", ...]:
        """The sides whose work is shown to this one without a consent: its own, and what is shared.

        What belongs to the whole company is shown to both businesses; neither is shown to it.
        """
        return tuple(dict.fromkeys((self, Side.ENTERPRISE)))

    def excludes(self, other: "Side") -> bool:
        """Tell whether work of one side is closed to the other."""
        return {self, other} == {Side.REGULATED, Side.NON_REGULATED}


_WORDS = {
    "regulated": Side.REGULATED,
    "reg": Side.REGULATED,
    "non-regulated": Side.NON_REGULATED,
    "nonregulated": Side.NON_REGULATED,
    "nonreg": Side.NON_REGULATED,
    "aes": Side.NON_REGULATED,
    "enterprise": Side.ENTERPRISE,
    "ent": Side.ENTERPRISE,
    "shared": Side.ENTERPRISE,
}
