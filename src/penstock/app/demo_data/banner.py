"""What everybody should know who looks at pages with cases: that these were played."""

from dataclasses import dataclass, field

from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.demo_data.marking import synthetic_mark_of


@dataclass
class SyntheticBanner:
    """Returns the mark of a database that was played; nothing of any other.

    Args:
        kept: The cases of a server.
    """

    kept: KeptOpen
    _mark: str = field(default="", init=False)

    def __call__(self) -> str:
        """Return it, asked again until there is one: a play marks its database first of all."""
        if not self._mark:
            try:
                self._mark = synthetic_mark_of(self.kept.cases().store)
            except NoCasesError:
                return ""
        return self._mark
