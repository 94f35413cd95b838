"""Whether the two sides are served alike: by the same clock, and as fast."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from penstock.governance.fairness.comparing import Comparison, asked_together, compared
from penstock.governance.fairness.waits import Wait
from penstock.governance.service_levels.agreements import Agreement
from penstock.governance.service_levels.measuring import Measured
from penstock.kernel.sides import Side

AES, REGULATED = "AES", "Regulated"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlikeTerms:
    """Two agreements on one service and tier whose clocks differ between the sides."""

    regulated: Agreement
    other: Agreement

    def __str__(self) -> str:
        differ = ", ".join(_differences(self.regulated, self.other))
        return (
            f"{self.regulated.id} and {self.other.id} promise {self.regulated.service} on tier "
            f"{self.regulated.tier} to the two sides on different terms: {differ}. "
            "Give both the same, or another tier."
        )


def unlike_terms(agreements: Iterable[Agreement]) -> Iterator[UnlikeTerms]:
    """Yield the agreements that measure the two sides by different clocks."""
    for regulated, other in _pairs(list(agreements)):
        if regulated.clock != other.clock:
            yield UnlikeTerms(regulated=regulated, other=other)


def served_alike(
    agreements: Mapping[str, Agreement], requests: Iterable[Measured]
) -> tuple[Comparison, ...]:
    """Compare how long AES and Regulated wait for each service and tier that both have.

    Args:
        agreements: What was promised, by id.
        requests: What was asked, as of one moment; those that wait still count as longer.
    """
    waits: dict[tuple[str, str], dict[Side, list[Wait]]] = {}
    for each in requests:
        of = agreements[each.request.agreement_id]
        waits.setdefault((of.service, of.tier), {}).setdefault(of.side, []).append(each.wait)
    return asked_together(
        [
            compared(
                f"{service}, tier {tier}",
                first=(AES, sides[Side.NON_REGULATED]),
                second=(REGULATED, sides[Side.REGULATED]),
            )
            for (service, tier), sides in sorted(waits.items())
            if sides.keys() >= {Side.NON_REGULATED, Side.REGULATED}
        ]
    )


def _pairs(agreements: list[Agreement]) -> Iterator[tuple[Agreement, Agreement]]:
    for one in agreements:
        for other in agreements:
            if (one.service, one.tier) == (other.service, other.tier) and (
                one.side is Side.REGULATED and other.side is Side.NON_REGULATED
            ):
                yield one, other


def _differences(one: Agreement, other: Agreement) -> Iterator[str]:
    for name in ("calendar", "target", "measure", "warn_at_percent", "pauses_for"):
        first, second = getattr(one, name), getattr(other, name)
        if first != second:
            yield f"{name.replace('_', ' ')} {_shown(first)} and {_shown(second)}"


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value))) or "none"
    return str(value)
