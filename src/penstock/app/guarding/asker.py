"""Who asks, in whose name, and what for."""

from dataclasses import dataclass

from penstock.kernel.sides import Side

CASE_WORK = "case_work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody at work.

    Args:
        person: The name they log in with.
        hat: The side that they say they act for; None for that of whatever they work on.
        purpose: What for, in the word that consents use.
        emergency: The emergency in which they want to read what is closed; empty in ordinary work.
        link: The personal link by which a customer came, who acts for themselves and nobody else,
            whatever the register says of somebody of their name; empty for whoever works here.
    """

    person: str
    hat: Side | None = None
    purpose: str = CASE_WORK
    emergency: str = ""
    link: str = ""
