"""A home whose devices answer, what its customer allows, and the acts that make it live."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from penstock.app.streams.tariff_book import PublishedTariffs
from penstock.governance.consent.consent import Consent
from penstock.streams.ncv_01_smart_home import items
from penstock.streams.ncv_01_smart_home.stages.activation import (
    ComfortWish,
    activate,
    set_comfort,
)
from tests.smart_home_site import FACTS, HomeSite, played

NOW = datetime(2026, 7, 6, 18, tzinfo=UTC)
ACCOUNT = items.CustomerAccount(account_id="AES-1", name="Ana Brook", tariff="RES-E")
WISH = ComfortWish(
    lowest_c=Decimal(18), highest_c=Decimal(27), heated_c=Decimal(21), cooled_c=Decimal(24)
)
INSTALLED = replace(
    played(items.DevicesInstalledConfigured, "devices-installed-configured"), home="ncv_01_1"
)
SITE = replace(played(items.SiteDetails, "site-details"), has_cooling=True)


@dataclass(frozen=True)
class Allowed:
    """What a customer agrees to."""

    consents: tuple[Consent, ...] = ()

    def of_customer(self, customer: str) -> Sequence[Consent]:
        return [each for each in self.consents if each.customer == customer]


def allows(purpose: str) -> Consent:
    return Consent(
        id=f"CON-{purpose}",
        customer=FACTS.customer,
        premise=FACTS.premise,
        account=FACTS.account,
        grantee="non-regulated",
        data_classes=frozenset({"smart_home"}),
        purposes=frozenset({purpose}),
        start=NOW - timedelta(days=9),
        end=NOW + timedelta(days=300),
        text_sha256="a" * 64,
        text_version="1",
        channel="web",
        given_at=NOW - timedelta(days=9),
        identity_proof="link",
    )


ALLOWED = Allowed((allows("functionality"),))


def living() -> HomeSite:
    """Return a home whose devices answer."""
    site = HomeSite(now=NOW)
    site.released(site.reserved(), site.confirmed(site.planned()))
    site.heard("ncv_01_1", *(each.device for each in site.devices.states("ncv_01_1")))
    return site


def comfort(
    wish: ComfortWish = WISH, account: items.CustomerAccount = ACCOUNT
) -> items.ComfortSettings:
    return set_comfort(wish, account, PublishedTariffs(), FACTS, NOW)


def activated(site: HomeSite, consents: Allowed = ALLOWED) -> items.ActiveSmartHomePlatform:
    devices = tuple(
        replace(INSTALLED.devices[0], device=each.device)
        for each in site.devices.states("ncv_01_1")
    )
    return activate(
        replace(INSTALLED, devices=devices),
        ACCOUNT,
        comfort(),
        SITE,
        site.devices,
        consents,
        FACTS,
        site.now,
    )
