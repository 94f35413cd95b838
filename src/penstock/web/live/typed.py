"""What was typed into a form: texts, days, and moments by the clock where the site is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from penstock.kernel.walls import NoSuchHourError, moment_on_wall
from penstock.web.live.troubles import UnfitQueryError

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a form.

    Args:
        fields: What was typed, by field.
        zone: Where the clock hangs that moments were read from.
    """

    fields: Mapping[str, str]
    zone: ZoneInfo = _UTC

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
        """Return a day in UTC, or a moment by the clock where the site is; None for nothing.

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
            if found.tzinfo:
                return found
            is_day = len(said) == len("2026-11-20")
            # A consent is given from day to day, and its days are those of UTC.
            return found.replace(tzinfo=UTC) if is_day else moment_on_wall(found, self.zone)
        except NoSuchHourError as error:
            raise UnfitQueryError(str(error)) from error
        except (ValueError, OverflowError) as error:
            raise UnfitQueryError(f"“{said}” is no day. Write it as 2027-12-01.") from error
