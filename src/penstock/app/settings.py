"""What a project chooses about its checks, in `penstock.toml`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from penstock.kernel.findings import Severity
from penstock.kernel.making import checked_dataclass

FILE_NAME = "penstock.toml"


class SettingsError(Exception):
    """A setting is not one, or has a value that it cannot have."""


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a project chose.

    Args:
        file: Where it says so; None when there is no such file.
        as_of: The day on which reviews are overdue or not; None for today.
        off: Codes of rules that shall not run.
        severities: Severities by code, where they are not the rule's own.
        exclude: Patterns of documents that are no part of the architecture, seen from the file.
    """

    file: Path | None = None
    as_of: date | None = None
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()


def find_settings(path: Path) -> Path | None:
    """Return the settings file for a path: beside it or above, up to the root of its repository."""
    start = path.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        if (folder / ".git").exists():
            return None
    return None


def read_settings(file: Path, *, codes: Iterable[str]) -> Settings:
    """Read a settings file, in which only rules of the given codes may be named.

    Raises:
        SettingsError: It cannot be read, or holds what no setting can be.
    """
    import tomllib  # most folders have no such file

    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}.") from error
    reader = _Reader(file, frozenset(codes))
    check = reader.table(data, "", ("check",)).get("check", {})
    chosen = reader.table(check, "check", ("as_of", "off", "severity", "exclude"))
    return Settings(
        file=file,
        as_of=reader.day(chosen),
        off=frozenset(reader.off(chosen)),
        severities=dict(reader.severities(chosen)),
        exclude=tuple(reader.words(chosen, "exclude")),
    )


@checked_dataclass(frozen=True, slots=True)
class _Reader:
    """Takes values out of tables, and says in a sentence what is wrong with them."""

    file: Path
    codes: frozenset[str]

    def table(self, value: object, name: str, keys: tuple[str, ...]) -> dict[str, Any]:
        """Return a table that has none but certain keys."""
        if not isinstance(value, dict):
            raise self._wrong(f"'{name}' is {value!r}", f"It has to be a table: [{name}].")
        for key in value:
            if key not in keys:
                where = f"[{name}] has" if name else "There is"
                raise self._wrong(f"{where} no setting '{key}'", _choice(key, keys))
        return value

    def day(self, table: Mapping[str, Any]) -> date | None:
        """Return the day of `as_of`."""
        value = table.get("as_of")
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self._wrong(
            f"'as_of' is {value!r}", "Write a day without quotes: as_of = 2026-11-20."
        )

    def words(self, table: Mapping[str, Any], key: str) -> list[str]:
        """Return a list of texts."""
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return value
        raise self._wrong(f"'{key}' is {value!r}", f'Write a list of texts: {key} = ["…"].')

    def off(self, table: Mapping[str, Any]) -> Iterator[str]:
        """Yield the codes of rules that shall not run."""
        return (self._code(code) for code in self.words(table, "off"))

    def severities(self, table: Mapping[str, Any]) -> Iterator[tuple[str, Severity]]:
        """Yield severities by code."""
        chosen = table.get("severity", {})
        if not isinstance(chosen, dict):
            advice = 'Write: [check.severity] "LNK-001" = "note".'
            raise self._wrong(f"'severity' is {chosen!r}", advice)
        for code, word in chosen.items():
            if word not in list(Severity):
                advice = f"Choose {', '.join(Severity)}, or name the rule in 'off'."
                raise self._wrong(f"The severity of {code} is {word!r}", advice)
            yield self._code(code), Severity(word)

    def _code(self, code: str) -> str:
        if code not in self.codes:
            raise self._wrong(f"There is no rule '{code}'", _choice(code, sorted(self.codes)))
        return code

    def _wrong(self, what: str, advice: str) -> SettingsError:
        return SettingsError(f"{self.file}: {what}. {advice}")


def _choice(word: str, among: Sequence[str]) -> str:
    """Return a hint at what a word was meant to be."""
    from difflib import get_close_matches  # slow to import, and seldom needed

    near = get_close_matches(word, among, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"There is: {', '.join(among)}."
