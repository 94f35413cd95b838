"""A home, what there is to sell, and who asks, for tests of the stream's pure parts."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from penstock.app.loading import reference_company
from penstock.streams.ncv_01_smart_home.designing.catalogue import HomeCatalogue
from penstock.streams.ncv_01_smart_home.designing.kitting import HomeAsked
from penstock.streams.ncv_01_smart_home.designing.reading import read_home_catalogue
from penstock.streams.ncv_01_smart_home.items.home import (
    CustomerNeeds,
    Fuel,
    Need,
    Occupant,
    Room,
    SiteDetails,
    System,
)
from penstock.streams.ncv_01_smart_home.items.marketing import HomeInquiry

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
CATALOGUE = reference_company() / "products" / "smart-home" / "catalogue.toml"
RULES = reference_company() / "products" / "smart-home" / "eligibility.toml"
CAMPAIGNS = reference_company() / "marketing" / "campaigns.toml"
HALL = Room(name="Hall", thermostats=1, wifi_dbm=-60)
KITCHEN = Room(name="Kitchen", has_water=True, free_outlets=2, wanted_plugs=1, wifi_dbm=-62)
SITE = SiteDetails(
    system=System.HEAT_PUMP,
    fuel=Fuel.ELECTRIC,
    has_cooling=True,
    has_c_wire=True,
    is_communicating=False,
    free_breakers=2,
    occupant=Occupant.OWNER,
    rooms=(HALL, KITCHEN),
)
NEEDS = CustomerNeeds(needs=(Need.COMFORT, Need.LEAKS))


@cache
def catalogue() -> HomeCatalogue:
    """Return the catalogue that ships."""
    return read_home_catalogue(CATALOGUE.read_text(encoding="utf-8"), file="catalogue.toml")


def asked(**other: Any) -> HomeAsked:
    """Return what is asked of a home, other facts of the site changed."""
    return HomeAsked(catalogue=catalogue(), site=replace(SITE, **other), needs=NEEDS)


def inquiry(**other: Any) -> HomeInquiry:
    """Return an inquiry of Ana Rivera, with other fields."""
    said: dict[str, Any] = {
        "name": "Ana Rivera",
        "email": "ana@example.com",
        "phone": "(336) 555-0117",
        "premise": "12 North Elm Street",
        "received_at": NOW,
    }
    return HomeInquiry(**(said | other))
