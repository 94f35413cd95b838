"""What was typed into a form about a consent, as the terms and the proof that are asked for."""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from penstock.app.consenting import Proof, Terms, Wish
from penstock.app.consenting.wishes import CHANNELS
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.typed import Typed

DATA, PURPOSE = "data.", "purpose."
_TEXT = "kept_text"
_BESIDE = frozenset({"do", "key", "text"})


@dataclass(frozen=True, slots=True)
class ConsentTyped(Typed):
    """The fields of a form about a consent, and the text of the consent that came with it.

    Args:
        fields: What was typed, by field.
        zone: Where the clock hangs that moments were read from.
        file: The text as a file; empty where none came.
    """

    file: bytes = b""

    @property
    def carried(self) -> Mapping[str, str]:
        """What a second form has to bring along, so that nothing is typed twice."""
        named = {name: each for name, each in self.fields.items() if name not in _BESIDE and each}
        with suppress(UnfitQueryError):
            if self.text:
                named[_TEXT] = b64encode(self.text).decode()
        return named

    @property
    def text(self) -> bytes:
        """What the customer read, byte for byte; where it was typed, its lines end with LF."""
        if self.file:
            return self.file
        if typed := self.fields.get("text", "").strip():
            # Browsers send CRLF, whatever was typed.
            return typed.replace("\r\n", "\n").encode()
        try:
            return b64decode(self.fields.get(_TEXT, ""), validate=True)
        except ValueError as error:
            raise UnfitQueryError("The text of the consent cannot be read. Add it anew.") from error

    @property
    def wish(self) -> Wish:
        """What a customer agreed to.

        Raises:
            UnfitQueryError: Something is missing, or is no day.
        """
        return Wish(
            customer=self.needed("customer", "The customer"),
            premise=self.needed("premise", "The service address"),
            account=self.needed("account", "The account"),
            grantee=self.said("company") or self.needed("grantee", "Who may know"),
            data_classes=self.data_classes,
            purposes=self.purposes,
            start=self.moment("start"),
            end=self._end,
        )

    @property
    def terms(self) -> Terms:
        """All that a consent is to say from now on.

        Raises:
            UnfitQueryError: Its end is missing, or is no day.
        """
        return Terms(data_classes=self.data_classes, purposes=self.purposes, end=self._end)

    @property
    def data_classes(self) -> frozenset[str]:
        """What may be known."""
        return frozenset(self._ticked(DATA))

    @property
    def purposes(self) -> frozenset[str]:
        """What for: what was ticked, and words beside it."""
        return frozenset({*self._ticked(PURPOSE), *self.said("purposes").split()})

    @property
    def proof(self) -> Proof:
        """What shows that the customer agreed.

        Raises:
            UnfitQueryError: Something is missing.
        """
        channel = self.said("channel")
        if channel not in CHANNELS:
            raise UnfitQueryError(f"How the consent came is one of {', '.join(CHANNELS)}.")
        return Proof(
            text=self.text,
            edition=self.needed("edition", "The edition of the text"),
            channel=channel,
            identity_proof=self.needed("identity_proof", "What showed that it was the customer"),
            evidence=self.said("evidence"),
            given_at=self.moment("given_at"),
        )

    @property
    def _end(self) -> datetime:
        return self.needed_moment("end", "Until when it holds")

    def _ticked(self, prefix: str) -> Iterator[str]:
        yield from (name.removeprefix(prefix) for name in self.fields if name.startswith(prefix))
