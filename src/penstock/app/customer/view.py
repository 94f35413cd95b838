"""What a customer sees of their case."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that has happened, in a sentence."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage, as a step of the customer's way.

    Args:
        name: What they are told of it.
        doing: What happens in it.
        state: `done`, `now` or `ahead`.
        since: When it began; None while it is ahead.
        until: When it was done; None before.
        times: How often it was begun; more than once where work had to be done again.
        happened: What has happened in it, the oldest first.
        who: Who acts in it.
    """

    name: str
    doing: str
    state: str
    since: datetime | None = None
    until: datetime | None = None
    times: int = 0
    happened: tuple[Happening, ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What comes next.

    Args:
        what: What is done.
        who: Who does it: `you`, or a role in plain words.
        by: By when, in words; says so where no day is promised.
        is_yours: Whether the customer does it.
        item: The information item that is waited for; empty where it is none.
    """

    what: str
    who: str
    by: str
    is_yours: bool = False
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSeen:
    """The contract, as its customer sees it.

    Args:
        number: What it is called.
        version: Which version counts.
        price: What is paid, in words.
        signed_at: When both had signed.
        is_void: Whether it counts no more.
        void_because: Why.
        cancel_until: Until when the customer may cancel without a reason.
        may_cancel_freely: Whether that is still so.
        cancellation_notice: The notice of that right; empty where it has ended.
    """

    number: str
    version: int
    price: str
    signed_at: datetime
    is_void: bool
    void_because: str
    cancel_until: datetime
    may_cancel_freely: bool
    cancellation_notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSeen:
    """The newest proposal, as its customer sees it.

    Args:
        name: Its number and version.
        version: The version.
        system: The system in a line.
        price: What it costs, in words.
        savings: What bills are lower in a typical and in a poor year, in words.
        expires_at: The first moment at which it cannot be accepted any more.
        is_open: Whether it can be accepted.
        pdf_sha256: SHA-256 of its document.
    """

    name: str
    version: int
    system: str
    price: str
    savings: str
    expires_at: datetime
    is_open: bool
    pdf_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToPay:
    """A way of paying that the customer may choose.

    Args:
        offer_id: What it is called.
        words: What it costs, each part apart.
        state: What the lender says of it; empty where nothing has to be decided.
    """

    offer_id: str
    words: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What the customer signs, and what they read before; only while there is something to sign.

    Args:
        ways: The ways of paying.
        consent: What is said of signing electronically.
        consent_sha256: SHA-256 of it.
        name: The name that they sign with.
    """

    ways: tuple[WayToPay, ...]
    consent: str
    consent_sha256: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerView:
    """What a customer sees of their case.

    Args:
        case_id: What the project is called.
        customer: Whose it is.
        headline: Where it stands, in a sentence.
        steps: The way from the first stage to the last.
        coming: What comes next, the first thing first.
        yours: What the customer has to do.
        waiting: Why it waits, where it does.
        promised: Days that were promised, in sentences.
        proposal: The newest proposal.
        signing: What there is to sign.
        contract: The contract.
        cancelled: That the customer has cancelled, in a sentence.
        as_of: The moment of which this is true.
        version: The version of the case.
        zone: IANA name of the zone by whose clock days are told.
    """

    case_id: str
    customer: str
    headline: str
    steps: tuple[Step, ...]
    coming: tuple[Coming, ...]
    yours: tuple[str, ...]
    waiting: tuple[str, ...]
    promised: tuple[str, ...]
    proposal: ProposalSeen | None
    signing: Signing | None
    contract: ContractSeen | None
    cancelled: str
    as_of: datetime
    version: int
    zone: str

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        plain = _plain(asdict(self))
        assert isinstance(plain, dict)
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
