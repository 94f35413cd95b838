"""The items of NCV-01.6: the account, the platform that runs, and the customer who can use it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.contract import ConsentChoice
from penstock.streams.ncv_01_smart_home.items.marketing import Text

_SIDE, _PERSONAL = Side.NON_REGULATED, Sensitivity.PERSONAL

Celsius = Annotated[Decimal, Ge(-30), Le(60)]


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAccount:
    """The customer's account with AES; never that with the utility.

    Args:
        account_id: Its number.
        name: Whose it is.
        tariff: The short name of the tariff of their bill, where they said it: `RES-TOU`.
    """

    account_id: Text
    name: Text
    tariff: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSchedule:
    """What the thermostat aims at from an hour on.

    Args:
        room: Where; empty for the whole home.
        from_hour: By the home's clock, 0 to 23.
        target_c: The temperature. [°C]
        because: Why: a price period, a habit.
    """

    room: str = ""
    from_hour: Annotated[int, Ge(0), Le(23)]
    target_c: Celsius
    because: Text


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveSmartHomePlatform:
    """A home whose devices are bound to their account, and follow its tariff.

    Args:
        home: The home, as its topics call it.
        account_id: The account that they are bound to.
        devices: Their names.
        lowest_c: Below this no schedule goes. [°C]
        highest_c: Above this neither. [°C]
        schedule: What they aim at, hour by hour.
        choices: What the customer chose of each purpose, asked apart.
        activated_at: When.
    """

    home: Text
    account_id: Text
    devices: Annotated[tuple[str, ...], MinLen(1)]
    lowest_c: Celsius
    highest_c: Celsius
    schedule: tuple[SetSchedule, ...] = ()
    choices: tuple[ConsentChoice, ...] = ()
    activated_at: datetime


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedCustomer:
    """A customer who ran each routine alone once, and what they say of it.

    Args:
        topics: What was taught.
        trained_on: When.
        trained_by: Who taught.
        satisfaction_score: 1 to 5: how they liked it; None where nobody asked yet.
        words: What they say.
    """

    topics: Annotated[tuple[str, ...], MinLen(1)]
    trained_on: date
    trained_by: Text
    satisfaction_score: Annotated[int, Ge(1), Le(5)] | None = None
    words: str = ""
