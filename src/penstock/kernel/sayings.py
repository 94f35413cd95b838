"""A sentence as a form with values, so that it can be told in other languages than it was made."""

from dataclasses import dataclass
from string import Formatter
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A sentence whose form is one of few, and what stands in its places.

    Args:
        form: The sentence in English, its places in braces.
        values: What stands in them, each by the name of its place.
    """

    form: str
    values: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        parts = Formatter().parse(self.form)
        places = {(name, how, also) for _, name, how, also in parts if name is not None}
        named = {(name, "", None) for name, _ in self.values if name.isidentifier()}
        if places != named or len(named) != len(self.values):
            names = ", ".join(name for name, _ in self.values) or "none"
            raise ValueError(
                f"“{self.form}” has values for {names}; expected one for each of its places, "
                "which are plain names in braces"
            )

    @classmethod
    def of(cls, form: str, /, **values: object) -> Self:
        """Return a form with its values."""
        return cls(form=form, values=tuple((name, str(value)) for name, value in values.items()))

    def __str__(self) -> str:
        return self.told(self.form)

    def told(self, form: str) -> str:
        """Return its values in another form with the same places: that of another language."""
        return form.format_map(dict(self.values))
