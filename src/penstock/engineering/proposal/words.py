"""What a proposal says, all in one file for each language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentences of one language.

    Args:
        language: Its code, as `en`.
        months: The twelve months, short.
        sentences: Each sentence by its key, with `{places}` for what is filled in.
    """

    language: str
    months: tuple[str, ...]
    sentences: MappingProxyType[str, str]

    def say(self, key: str, **values: str) -> str:
        """Return a sentence with its places filled in."""
        return self.sentences[key].format(**values)


@cache
def words_in(language: str) -> Words:
    """Return the words of a language: `en`."""
    found = resources.files(__package__).joinpath(f"{language}.toml")
    table: dict[str, Any] = tomllib.loads(found.read_text(encoding="utf-8"))
    return Words(
        language=language,
        months=tuple(table["months"]),
        sentences=MappingProxyType(table["sentences"]),
    )
