"""Whether those who refuse consent are served and charged like those who give it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from penstock.governance.fairness.comparing import Comparison, asked_together, compared
from penstock.governance.fairness.waits import Wait

CONSENTING, REFUSING = "consenting", "refusing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedCase:
    """A case of regulated service.

    Args:
        id: The case.
        service: What was asked, with all that may rightly part prices: tariff, class, tier.
        has_consented: Whether the customer lets AES have data.
        price: What it costs.
        wait: How long it took.
    """

    id: str
    service: str
    has_consented: bool
    price: Decimal
    wait: Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceByConsent:
    """A service whose price depends on consent."""

    service: str
    consenting: tuple[Decimal, ...]
    refusing: tuple[Decimal, ...]

    def __str__(self) -> str:
        prices = (", ".join(map(str, each)) for each in (self.consenting, self.refusing))
        return (
            "{} costs those who consent {} and those who refuse {}. Consent must change nothing: "
            "charge both the same."
        ).format(self.service, *prices)


def prices_by_consent(cases: Iterable[ServedCase]) -> Iterator[PriceByConsent]:
    """Yield the services whose prices differ between those who consent and those who refuse."""
    prices: dict[str, dict[bool, set[Decimal]]] = {}
    for case in cases:
        prices.setdefault(case.service, {}).setdefault(case.has_consented, set()).add(case.price)
    for service, groups in prices.items():
        if len(groups) == 2 and groups[True] != groups[False]:
            yield PriceByConsent(
                service=service,
                consenting=tuple(sorted(groups[True])),
                refusing=tuple(sorted(groups[False])),
            )


def waits_by_consent(cases: Iterable[ServedCase]) -> tuple[Comparison, ...]:
    """Compare how long those who consent and those who refuse wait, service by service."""
    waits: dict[str, dict[bool, list[Wait]]] = {}
    for case in cases:
        waits.setdefault(case.service, {}).setdefault(case.has_consented, []).append(case.wait)
    return asked_together(
        [
            compared(service, first=(CONSENTING, groups[True]), second=(REFUSING, groups[False]))
            for service, groups in waits.items()
            if len(groups) == 2
        ]
    )
