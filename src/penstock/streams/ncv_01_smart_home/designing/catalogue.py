"""What AES builds into homes: articles, devices, rules of what fits, prices; all of it data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from penstock.streams.ncv_01_smart_home.items.solution import Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Something that is bought and built in.

    Args:
        id: Its part number.
        what: What it is.
        price_cents: What it is sold for. [cents]
        cost_cents: What AES pays for it. [cents]
        minutes: How long it takes to install.
        skill: What whoever installs it has to be trained for; empty for nothing besides.
    """

    id: str
    what: str
    price_cents: int
    cost_cents: int
    minutes: int
    skill: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A kind of device that homes get.

    Args:
        id: What rules call it.
        article: Its part number.
        because: Why a home gets it.
        fits: What holds where no rule stands against it.
        counted: The field of a room that says how many; `one` in each, empty for one a home.
        needs: It is for those who want one of these; empty for everybody.
        tiers: It belongs to these tiers; empty for all.
    """

    id: str
    article: str
    because: str
    fits: str
    counted: str = ""
    needs: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FitRule:
    """What holds of a device where facts of the home are so.

    Args:
        id: What findings call it.
        device: Of which device.
        when: By the name of a fact, the values of which one has to be there.
        fit: What then holds.
        because: Why, or what has to be asked.
        scope: `home`, or `room` where it looks at one room.
        adapter: The article that makes it fit.
        related: Another install that would help.
    """

    id: str
    device: str
    when: Mapping[str, tuple[str, ...]]
    fit: Fit
    because: str
    scope: str = "home"
    adapter: str = ""
    related: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """What is subscribed to.

    Args:
        id: `basic` or `premium`.
        what: What it gives.
        monthly_cents: What it costs. [cents a month]
        cost_cents: What AES pays for it. [cents a month]
    """

    id: str
    what: str
    monthly_cents: int
    cost_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Labor:
    """What an installer's time costs.

    Args:
        minutes_at_least: No visit is billed shorter.
        cents_per_hour: What is billed. [cents]
        cost_cents_per_hour: What AES pays. [cents]
    """

    minutes_at_least: int
    cents_per_hour: int
    cost_cents_per_hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """A tax on devices.

    Args:
        percent: How much. [%]
        what: What it is called.
    """

    percent: Decimal
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Averages:
    """What is stated of savings, and by whom.

    Args:
        device: What saves.
        low_percent: The least that is likely. [% of heating and cooling]
        high_percent: The most. [the same]
        share_source: Who says so.
        cooling_percent: How much of the electricity cools. [%]
        heating_percent: How much of it heats. [%]
        annual_kwh: What an average home uses. [kWh a year]
        cents_per_kwh: What it pays. [cents]
        average_source: Who says so.
        method: What is counted and what is not.
    """

    device: str
    low_percent: Decimal
    high_percent: Decimal
    share_source: str
    cooling_percent: Decimal
    heating_percent: Decimal
    annual_kwh: Decimal
    cents_per_kwh: Decimal
    average_source: str
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeCatalogue:
    """All that a home can be designed from.

    Args:
        name: What it is called.
        edition: Which edition.
        labor: What time costs.
        tax: What the state takes.
        tiers: What can be subscribed to.
        articles: What is built in.
        devices: What a home gets.
        rules: What fits where.
        savings: What is stated of savings.
    """

    name: str
    edition: str
    labor: Labor
    tax: Tax
    tiers: tuple[Tier, ...]
    articles: tuple[Article, ...]
    devices: tuple[Device, ...]
    rules: tuple[FitRule, ...]
    savings: Averages

    @property
    def title(self) -> str:
        """Its name with its edition."""
        return f"{self.name} {self.edition}"

    def article(self, article_id: str) -> Article:
        """Return an article by its part number.

        Raises:
            KeyError: There is none.
        """
        return {each.id: each for each in self.articles}[article_id]

    def tier(self, tier_id: str) -> Tier:
        """Return a tier by its id.

        Raises:
            KeyError: There is none.
        """
        return {each.id: each for each in self.tiers}[tier_id]
