"""What callers say: the bodies of writes, nothing more than what is known."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_MOST = 10_000
Words = Annotated[str, StringConstraints(min_length=1, max_length=_MOST, pattern=r"\S")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"\S")]
Short = Annotated[str, StringConstraints(max_length=500)]
Maybe = Annotated[str, StringConstraints(max_length=_MOST)]


class Said(BaseModel):
    """What somebody says; a field that is not known is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Opening(Said):
    """A case that is to be begun."""

    stream: Name = Field(examples=["NCV-03"])
    id: Short = Field("", description="Its id; empty for the next free one.")
    procedure: Short = Field("", description="The procedure of the stream that it runs by.")
    product: Short = ""
    customer: Short = Field("", description="Whom it is for.")
    premise: Short = Field("", description="The service address of theirs.")
    account: Short = Field("", description="The account of theirs.")


class Nothing(Said):
    """Nothing: the address says it all."""


class Attestation(Said):
    """That an entry or exit criterion is met."""

    criterion: Name = Field(description="Its words, or a part that only it has.")
    evidence: Maybe = Field("", description="What shows it.")


class Reason(Said):
    """Why."""

    reason: Words


class Passing(Said):
    """Close the stage, as the role that is accountable for it."""

    move: Literal["pass"]
    evidence: Words = Field(description="What shows that the work is good.")
    role: Maybe = Field("", description="The role you decide in; empty for the accountable one.")


class SendingBack(Said):
    """Refuse to close the stage, so that its work is done again."""

    move: Literal["send-back"]
    reason: Words
    role: Maybe = Field("", description="The role you decide in; empty for the accountable one.")


class Reopening(Said):
    """Go back to a stage; what came out of it and later no longer counts."""

    move: Literal["reopen"]
    stage: Name
    reason: Words


StageMove = Annotated[Passing | SendingBack | Reopening, Field(discriminator="move")]


class LinkTo(Said):
    """Let the stage wait for a case that is there."""

    to: Name = Field(description="The case that is waited for.")
    until: Maybe = Field("", description="The stage that it has to pass; empty for its end.")


class LinkNew(Said):
    """Open a case of another stream for the same customer, and wait for it."""

    open: Name = Field(description="The stream of the new case.")
    id: Maybe = Field("", description="The id of the new case; empty for the next free one.")
    product: Maybe = ""
    procedure: Maybe = ""
    until: Maybe = Field("", description="The stage that it has to pass; empty for its end.")


class Recording(Said):
    """A version of an information item: exactly one of `text`, `json` and `base64`."""

    item: Name
    text: Annotated[str, StringConstraints(min_length=1)] | None = None
    document: Any = Field(
        None, alias="json", description="A JSON document, for an item with a type."
    )
    base64: str | None = Field(None, description="The bytes of a file.")


class Doing(Said):
    """An act of the stage."""

    act: Name = Field(description="What it is called; `GET …/acts` lists those that there are.")
    said: dict[str, Any] | None = Field(None, description="What it is told.")
    attachment_base64: str | None = Field(None, description="A file that goes along.")


class SourceItem(Said):
    """An item of a case, at its newest version."""

    case: Name
    item: Name


class Derivation(Said):
    """What an item was made of."""

    item: Name
    of: Annotated[list[SourceItem], Field(min_length=1, max_length=100)]
