"""How long a newcomer waits for the first page, against what was promised."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from penstock.app.clock import now

_COLD_SECONDS, _WARM_SECONDS = 60.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A wait for the first page.

    Args:
        seconds: How long it was.
        cold: Whether packages had to be installed first.
    """

    seconds: float
    cold: bool

    @property
    def budget_seconds(self) -> float:
        """Return how long it may be."""
        return _COLD_SECONDS if self.cold else _WARM_SECONDS

    @property
    def met(self) -> bool:
        """Tell whether it was short enough."""
        return self.seconds <= self.budget_seconds

    def __str__(self) -> str:
        """Return the wait as a sentence."""
        state = "cold" if self.cold else "warm"
        verdict = "met" if self.met else "not met"
        return (
            f"First page after {self.seconds:.1f} s "
            f"(budget {self.budget_seconds:.0f} s {state}): {verdict}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopwatch:
    """Runs since somebody asked for the demo.

    dev.py says in the environment when that was, and whether it had to install anything.
    """

    started: float
    cold: bool

    @classmethod
    def begun(cls, environment: Mapping[str, str] = os.environ) -> "Stopwatch":
        """Return a watch that began when dev.py was called, or else begins now."""
        try:
            started = float(environment.get("PENSTOCK_DEMO_STARTED", ""))
        except ValueError:
            started = now().timestamp()
        return cls(started=started, cold=environment.get("PENSTOCK_DEMO_COLD") == "1")

    def stop(self) -> Wait:
        """Return how long it has been."""
        return Wait(seconds=now().timestamp() - self.started, cold=self.cold)
