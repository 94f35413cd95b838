"""Who applies to be connected: third parties that are registered, and what they have filed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A third party that may apply; a record, whose latest version counts.

    Args:
        code: What it is called in ids and consents: capitals and digits.
        name: What people call it.
        number: Which of all parties, from 1.
        version: From 1; closing it makes the next, and so does a new token.
        token_sha256: SHA-256 of the token that it shows and nobody keeps.
        registered_by: Who registered it.
        registered_at: When.
        closed_by: Who closed it; empty while nobody has.
        closed_at: When.
        reason: Why.
    """

    code: str
    name: str
    number: int
    version: int = 1
    token_sha256: str
    registered_by: str
    registered_at: datetime
    closed_by: str = ""
    closed_at: datetime | None = None
    reason: str = ""

    @property
    def id(self) -> str:
        """What people call it."""
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Whose request a case is; a record, so that nobody has to tell it from names.

    Args:
        case_id: The case of the request, on the regulated side.
        filed_at: When the application came in.
        filed_by: The person or the party that handed it in.
        for_case: The case of the company's own that needs it; empty for third parties.
        number: Which of all requests, from 1; no applicant is told it.
        party: The code of the third party; empty for the company's own.
        version: Always 1.
    """

    case_id: str
    filed_at: datetime
    filed_by: str
    for_case: str = ""
    number: int
    party: str = ""
    version: int = 1

    @property
    def id(self) -> str:
        """What people call it."""
        return self.case_id
