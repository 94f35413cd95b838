"""What becomes of alerts, whoever writes them: they are no events of cases."""

from dataclasses import dataclass, field, replace

from penstock.app.cases import Cases
from penstock.app.measuring.alerts import Alerts
from penstock.governance.conduct.records import Records
from penstock.measurement.alerts.alert import Alert


@dataclass
class AlertWatch:
    """Remembers how alerts stood when somebody looked last."""

    _known: dict[int, int] = field(default_factory=dict, init=False)

    def new(self, records: Records) -> tuple[Alert, ...]:
        """Return the alerts of which there is a version that was not there at the last look."""
        # Versions are counted from 1, and a count is asked for more often than anything is new.
        if records.count(Alert) == sum(self._known.values()):
            return ()
        kept = records.latest(Alert)
        known, self._known = self._known, {each.number: each.version for each in kept}
        return tuple(each for each in kept if known.get(each.number) != each.version)


def foreseen(cases: Cases) -> Alerts:
    """Return the alerts as somebody may see them, without a record that they looked.

    For what is counted and told of, and not shown.
    """
    door = cases.door
    if door is None:
        return cases.alerts
    return replace(
        cases.alerts, sees=lambda side: door.foresees(f"alerts of {side} streams", side=side)
    )
