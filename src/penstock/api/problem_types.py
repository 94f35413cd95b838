"""The kinds of problems that the API answers with: each has an address that tells what to do."""

from dataclasses import dataclass

ADDRESS = "/api/problems/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemType:
    """A kind of problem.

    Args:
        name: The last part of its address.
        status: The status of the answers that have it.
        title: What it is called, the same each time.
        advice: What to do about it.
    """

    name: str
    status: int
    title: str
    advice: str

    @property
    def address(self) -> str:
        """Where it is explained; the `type` of RFC 9457."""
        return f"{ADDRESS}{self.name}"


MALFORMED = ProblemType(
    name="malformed",
    status=400,
    title="Not understood",
    advice="Correct the header, the cursor or the JSON that the detail names.",
)
KEY_NEEDED = ProblemType(
    name="key-needed",
    status=400,
    title="Idempotency-Key needed",
    advice="Send a header Idempotency-Key: the same for the same intention, however often it is "
    "sent, and a new one for each new intention.",
)
NOT_SIGNED_IN = ProblemType(
    name="not-signed-in",
    status=401,
    title="Not signed in",
    advice="Send a token that is valid: Authorization: Bearer TOKEN.",
)
DENIED = ProblemType(
    name="denied",
    status=403,
    title="Not allowed",
    advice="The boundary denied it, by the rule in the detail. The audit log keeps the decision "
    "under the number in `decision`; ask somebody of the side that may.",
)
READ_ONLY = ProblemType(
    name="read-only",
    status=403,
    title="The token reads only",
    advice="Send a token that was made for work.",
)
NOT_FOUND = ProblemType(
    name="not-found",
    status=404,
    title="Not found",
    advice="Look whether the name is right. What you may not know of is not found either.",
)
NOT_THAT_WAY = ProblemType(
    name="method-not-allowed",
    status=405,
    title="Not done that way",
    advice="Use one of the methods in the header Allow.",
)
REFUSED = ProblemType(
    name="refused",
    status=409,
    title="Not possible now",
    advice="The case does not allow it as it stands. What it allows is in `possible`.",
)
STALE = ProblemType(
    name="stale",
    status=412,
    title="Changed meanwhile",
    advice="Somebody changed the case since you looked: `changes` tells what. Look at it again, "
    "decide again, and send the new ETag.",
)
TOO_LARGE = ProblemType(
    name="too-large",
    status=413,
    title="Too large",
    advice="Send less; the detail tells how much is taken.",
)
NOT_JSON = ProblemType(
    name="not-json",
    status=415,
    title="Not JSON",
    advice="Send the body as application/json.",
)
UNFIT = ProblemType(
    name="unfit",
    status=422,
    title="Does not fit",
    advice="Correct what `errors` names; each has a JSON pointer into what was sent.",
)
KEY_USED = ProblemType(
    name="key-used",
    status=422,
    title="Key used before",
    advice="The Idempotency-Key was used for something else. Take a new one.",
)
UNSEEN = ProblemType(
    name="precondition-required",
    status=428,
    title="If-Match needed",
    advice="Look at the case, and send its ETag in a header If-Match, so that nothing is changed "
    "that you have not seen.",
)
FAULT = ProblemType(
    name="fault",
    status=500,
    title="A fault of the program",
    advice="Nothing is wrong with what you sent. Tell whoever runs Penstock, with the time.",
)
UNAVAILABLE = ProblemType(
    name="unavailable",
    status=503,
    title="Not answered now",
    advice="What is needed for an answer is not there: the detail tells what. Try again later.",
)
TYPES = {
    each.name: each
    for each in (
        MALFORMED,
        KEY_NEEDED,
        NOT_SIGNED_IN,
        DENIED,
        READ_ONLY,
        NOT_FOUND,
        NOT_THAT_WAY,
        REFUSED,
        STALE,
        TOO_LARGE,
        NOT_JSON,
        UNFIT,
        KEY_USED,
        UNSEEN,
        FAULT,
        UNAVAILABLE,
    )
}
