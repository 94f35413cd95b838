"""A signature as a form has it, and in words of every day why it is none."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from penstock.app.customer.language import Language
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.casework.signature.drawn import Point, Stroke, strokes_problem
from penstock.casework.signature.texts import is_consent_in_use

ON = "on"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOffer:
    """What there is to sign, as far as a signature is held against it.

    Args:
        version: Its version.
        pdf_sha256: SHA-256 of its document.
        customer: The name that signs.
        is_open: Whether it may be accepted now.
    """

    version: int
    pdf_sha256: str
    customer: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a form says that signs a proposal."""

    version: int
    pdf_sha256: str
    offer_id: str
    agrees: bool
    consent_sha256: str
    typed_name: str
    strokes: tuple[Stroke, ...]

    @classmethod
    def in_form(
        cls, form: Mapping[str, str], language: Language, *, picks_way: bool = True
    ) -> Self:
        """Return what a form says.

        Args:
            form: The form.
            language: In which they are told.
            picks_way: Whether a way of paying is chosen with the signature.

        Raises:
            CustomerRefusedError: It cannot be read, or no way of paying is chosen.
        """
        drawn = _strokes(form.get("strokes", ""), language)
        found = cls(
            version=_number(form.get("version", "")),
            pdf_sha256=form.get("pdf_sha256", ""),
            offer_id=form.get("offer_id", ""),
            agrees=form.get("agree") == ON,
            consent_sha256=form.get("consent_sha256", ""),
            typed_name="" if drawn else form.get("typed_name", "").strip(),
            strokes=drawn,
        )
        if picks_way and not found.offer_id:
            raise CustomerRefusedError(language.say("Choose how you would like to pay."))
        return found

    @property
    def approval(self) -> dict[str, Any]:
        """The same as the act is told it that approves a proposal."""
        return {"proposal_version": self.version, "offer_id": self.offer_id, **self._hand}

    @property
    def agreement(self) -> dict[str, Any]:
        """The same as the act is told it that accepts a quote."""
        return {"quote_version": self.version, **self._hand}

    @property
    def _hand(self) -> dict[str, Any]:
        points = [[{"x": at.x, "y": at.y} for at in each.points] for each in self.strokes]
        return {
            "pdf_sha256": self.pdf_sha256,
            "agrees_to_electronic": self.agrees,
            "consent_sha256": self.consent_sha256,
            "typed_name": self.typed_name,
            "strokes": [{"points": each} for each in points],
        }

    def against(self, offer: OnOffer | None, language: Language, *, is_cancelled: bool) -> str:
        """Return in plain words why it is no signature; empty where that is for others to say."""
        if is_cancelled:
            return language.say("You have cancelled, so there is nothing to sign.")
        return next(self._against(offer, language), "")

    def _against(self, offer: OnOffer | None, language: Language) -> Iterator[str]:
        say = language.say
        if offer is None:
            yield say("There is no proposal to sign yet.")
            return
        if not offer.is_open:
            yield say("This proposal has expired. Ask us for a new one.")
        if (self.version, self.pdf_sha256) != (offer.version, offer.pdf_sha256):
            yield say(
                "The proposal is not the one that you were shown. Read version {version}, and then "
                "sign it.",
                version=offer.version,
            )
        if not self.agrees:
            yield say("Tick that you agree to sign electronically, or ask us for paper.")
        if not is_consent_in_use(self.consent_sha256):
            yield say("What you read on signing has changed. Read it again, and then sign.")
        yield from self._against_hand(offer.customer, language)

    def _against_hand(self, name: str, language: Language) -> Iterator[str]:
        say, typed = language.say, self.typed_name
        if self.strokes and strokes_problem(self.strokes):
            yield say("This drawing is no signature. Draw it again, or type it.")
        elif not self.strokes and not typed:
            yield say("Type your name to sign: {name}.", name=name)
        elif typed and typed.casefold().split() != name.casefold().split():
            yield say(
                "You typed “{typed}”, and the proposal is for {name}. Type that name to sign.",
                typed=typed,
                name=name,
            )


def _strokes(text: str, language: Language) -> tuple[Stroke, ...]:
    """Return drawn strokes.

    Raises:
        CustomerRefusedError: The drawing cannot be read.
    """
    if not text.strip():
        return ()
    try:
        return tuple(
            Stroke(points=tuple(Point(x=int(x), y=int(y)) for x, y in stroke))
            for stroke in json.loads(text)
        )
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        sentence = language.say("The drawing cannot be read. Draw it again.")
        raise CustomerRefusedError(sentence) from error


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
