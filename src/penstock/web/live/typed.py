"""What was typed into a form: texts, and moments in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from penstock.web.live.troubles import UnfitQueryError


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a form.

    Args:
        fields: What was typed, by field.
    """

    fields: Mapping[str, str]

    def said(self, name: str) -> str:
        """Return what was typed into a field."""
        return self.fields.get(name, "").strip()

    def needed(self, name: str, words: str) -> str:
        """Return what was typed into a field that cannot stay empty.

        Raises:
            UnfitQueryError: It did.
        """
        if said := self.said(name):
            return said
        raise UnfitQueryError(f"{words} is missing. Fill it in, and send the form again.")

    def moment(self, name: str) -> datetime | None:
        """Return a day or a moment; in UTC, where no zone is said. None where nothing is.

        Raises:
            UnfitQueryError: It is neither.
        """
        return self._moment(self.said(name)) if self.said(name) else None

    def needed_moment(self, name: str, words: str) -> datetime:
        """Return a day or a moment that cannot stay empty.

        Raises:
            UnfitQueryError: It did, or is neither.
        """
        return self._moment(self.needed(name, words))

    def _moment(self, said: str) -> datetime:
        try:
            found = datetime.fromisoformat(said)
        except ValueError as error:
            raise UnfitQueryError(f"“{said}” is no day. Write it as 2027-12-01.") from error
        return found if found.tzinfo else found.replace(tzinfo=UTC)
