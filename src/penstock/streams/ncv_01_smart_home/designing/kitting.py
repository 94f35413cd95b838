"""A home's kit, room by room: what fits, with the adapters that it needs."""

from dataclasses import dataclass
from datetime import datetime

from penstock.streams.ncv_01_smart_home.designing.catalogue import Device, HomeCatalogue
from penstock.streams.ncv_01_smart_home.designing.fitting import findings_of, wanted_devices
from penstock.streams.ncv_01_smart_home.designing.saving import AnnualUse, savings_of
from penstock.streams.ncv_01_smart_home.items.home import CustomerNeeds, SiteDetails
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomSolutionDesign,
    Fit,
    FitFinding,
    KitLine,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedKit:
    """What a home gets, and what it does not.

    Args:
        findings: What each rule says.
        kit: The devices, room by room.
        left_out: What does not fit, and why.
        related: Other installs that would help.
        unknown: What has to be asked first.
        devices: The kinds of devices that are in it.
    """

    findings: tuple[FitFinding, ...]
    kit: tuple[KitLine, ...]
    left_out: tuple[str, ...]
    related: tuple[str, ...]
    unknown: tuple[str, ...]
    devices: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeAsked:
    """What a home is designed from.

    Args:
        catalogue: What there is.
        site: What is known of the home.
        needs: What the household wants.
        use: A year of its own use, where a consent gives it.
    """

    catalogue: HomeCatalogue
    site: SiteDetails
    needs: CustomerNeeds
    use: AnnualUse | None = None


def fitted(asked: HomeAsked) -> FittedKit:
    """Return the kit of a home: every device that fits where it is wanted."""
    catalogue, site = asked.catalogue, asked.site
    findings: list[FitFinding] = []
    kit: list[KitLine] = []
    devices: set[str] = set()
    for device, room, count in wanted_devices(catalogue, site, asked.needs):
        said = findings_of(device, room, site, catalogue.rules)
        findings += said
        if said[0].fit in (Fit.FITS, Fit.ADAPTER):
            devices.add(device.id)
            where = room.name if room else ""
            kit += _lines(catalogue, device, where, count=count, said=said)
    rules = {rule.id: rule for rule in catalogue.rules}
    related = [rules[each.rule].related for each in findings if each.rule in rules]
    return FittedKit(
        findings=tuple(findings),
        kit=tuple(kit),
        left_out=_told(findings, Fit.NOT),
        related=tuple(dict.fromkeys(filter(None, related))),
        unknown=_told(findings, Fit.UNKNOWN),
        devices=frozenset(devices),
    )


def design_of(
    made: FittedKit, asked: HomeAsked, *, version: int, by: str, now: datetime
) -> CustomSolutionDesign:
    """Return a kit as the design of a home, with what it may save."""
    catalogue = asked.catalogue
    saves = catalogue.savings.device in made.devices
    return CustomSolutionDesign(
        version=version,
        tier=asked.needs.tier,
        catalogue=catalogue.title,
        findings=made.findings,
        kit=made.kit,
        left_out=made.left_out,
        savings=savings_of(catalogue.savings, asked.site, asked.use) if saves else None,
        related=made.related,
        designed_by=by,
        designed_at=now,
    )


def _lines(
    catalogue: HomeCatalogue,
    device: Device,
    where: str,
    *,
    count: int,
    said: tuple[FitFinding, ...],
) -> list[KitLine]:
    adapters = dict.fromkeys(each.adapter for each in said if each.adapter)
    because = {each.adapter: each.because for each in said}
    wanted = [(device.article, device.because), *((each, because[each] + ".") for each in adapters)]
    return [_line(catalogue, where, each, count=count, because=why) for each, why in wanted]


def _line(
    catalogue: HomeCatalogue, where: str, article_id: str, *, count: int, because: str
) -> KitLine:
    article = catalogue.article(article_id)
    return KitLine(
        room=where,
        article=article.id,
        what=article.what,
        count=count,
        unit_cents=article.price_cents,
        minutes=article.minutes,
        because=because,
    )


def _told(findings: list[FitFinding], fit: Fit) -> tuple[str, ...]:
    """Return why devices are so, of which nothing worse is said; each names its device."""
    worst: dict[str, Fit] = {}
    for each in findings:
        worst.setdefault(each.about, each.fit)
    named = [each for each in findings if each.fit is fit is worst[each.about]]
    return tuple(f"{each.about}: {each.because}" for each in named)
