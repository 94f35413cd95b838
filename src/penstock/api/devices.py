"""`GET /devices…`: homes, their devices, how these stand, what is wrong, and what they told."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from penstock.api.answering import answered
from penstock.api.cases.representing import Moment
from penstock.api.documenting import paging, reading
from penstock.api.entrance import AtDesk, Entrance
from penstock.api.pages import Cursor, Limit, behind, next_link
from penstock.app.devices.curves import USUAL_PURPOSE, Asked, day_of_device
from penstock.app.devices.homes import homes_of
from penstock.casework.device.identity import DeviceId

router = APIRouter(tags=["devices"])


class Value(BaseModel):
    """The last value of a quantity."""

    quantity: str
    value: float | str
    unit: str
    at: Moment


class DeviceAlert(BaseModel):
    """Something that is wrong with a device or with its room."""

    home: str
    device: str
    cause: str
    since: Moment
    sentence: str
    diagnosis: str
    is_urgent: bool


class Device(BaseModel):
    """A device and how it stands."""

    device: str
    name: str
    state: str = Field(description="What became of it: offered, adopted, retired.")
    standing: str = Field(description="Whether it is there, or in conflict.")
    since: Moment | None
    last_seen: Moment | None
    model: str
    maker: str
    serial: str
    firmware: str
    conflict: str
    values: list[Value]
    alerts: list[DeviceAlert]


class DeviceFault(BaseModel):
    """What was wrong with what a device sent, and how often."""

    device: str
    kind: str
    count: int
    last_at: Moment
    words: str


class Command(BaseModel):
    """What a device was told, and where that stands."""

    id: str
    device: str
    wanted: str
    asked_by: str
    asked_at: Moment
    deadline: Moment
    state: str
    answered_at: Moment | None
    because: str


class Home(BaseModel):
    """A home with its devices."""

    home: str
    customer: str
    premise: str
    account: str
    case: str
    devices: list[Device]
    faults: list[DeviceFault]
    commands: list[Command]


class HomePage(BaseModel):
    """A page of homes, by their names; faults and commands stand with each home alone."""

    homes: list[Home]


class Told(BaseModel):
    """A value, as the device told it."""

    at: Moment
    value: float | str
    is_own_clock: bool = Field(description="False where `at` is when it came.")
    consent: str = Field(description="The consent that covers it, with its version.")


class DeviceDay(BaseModel):
    """A day of a device, as far as a consent to the purpose covers each value."""

    home: str
    device: str
    day: date
    purpose: str
    quantity: str = Field(description="What the values are; empty where nothing may be seen.")
    unit: str
    quantities: list[str] = Field(description="All that it measured that day and you may see.")
    finding: str = Field(description="What the day says, in a sentence.")
    withheld: int = Field(description="How many values no consent to the purpose covers.")
    values: list[Told]


class DayFilter(BaseModel):
    """What is asked of a day."""

    model_config = ConfigDict(extra="forbid")

    purpose: str = Field(
        USUAL_PURPOSE,
        max_length=100,
        description="What for; a consent to it is asked for, whatever `Penstock-Purpose` says.",
    )
    quantity: str = Field("", max_length=100, description="Empty: the first there is.")


class Filter(BaseModel):
    """Which homes a page shows; empty fields ask for nothing."""

    model_config = ConfigDict(extra="forbid")

    words: str = Field("", max_length=100, description="In the name, the customer or the premise.")
    cursor: Cursor = ""
    limit: Limit = 50


Name = Annotated[str, Path(max_length=40, description="The name of a home.")]
DeviceName = Annotated[str, Path(max_length=40, description="The name of a device in it.")]
Day = Annotated[date, Path(description="A day by UTC, such as 2026-06-12.")]


@router.get("/devices", response_model=HomePage, responses=paging())
def list_homes(request: Request, desk: AtDesk, only: Annotated[Filter, Query()]) -> Response:
    """List homes that you may see, with their devices, by the names of the homes."""
    found = homes_of(desk.cases).page(words=only.words, after=behind(only.cursor), limit=only.limit)
    after = found[-1].home.name if len(found) == only.limit else ""
    body = HomePage(homes=[_home(each.as_json()) for each in found])
    return answered(request, body, headers=next_link(request, after))


@router.get("/devices/{home}", response_model=Home, responses=reading(403))
def show_home(request: Request, desk: AtDesk, home: Name) -> Response:
    """Show a home: how its devices stand, what is wrong, and what they were told."""
    return answered(request, _home(homes_of(desk.cases).home(home).as_json()))


@router.get("/devices/{home}/{device}/days/{day}", response_model=DeviceDay, responses=reading(403))
def show_day(  # these name the day
    request: Request,
    desk: AtDesk,
    home: Name,
    device: DeviceName,
    day: Day,
    only: Annotated[DayFilter, Query()],
) -> Response:
    """Show what a device measured on a day, as far as a consent to the purpose covers it."""
    entrance: Entrance = request.app.state.entrance
    of = DeviceId(home, device)
    asked = Asked(of=of, day=day, purpose=only.purpose, quantity=only.quantity)
    found = day_of_device(homes_of(desk.cases), asked, folder=entrance.telemetry)
    if found.denial:
        raise found.denial
    return answered(request, DeviceDay.model_validate(found.as_json()))


def _home(said: dict[str, Any]) -> Home:
    return Home.model_validate(said)
