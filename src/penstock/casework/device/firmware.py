"""A firmware that devices of a model shall have: some homes first, then the rest."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from penstock.casework.device.entries import Entry, OfDevice, next_version
from penstock.casework.device.identity import DeviceId

_NAME_PARTS = str.maketrans({" ": "_", ".": "_", "-": "_"})


class UnfitCampaignError(ValueError):
    """There can be no such campaign, or it cannot be changed so."""


class Wave(StrEnum):
    """How far a campaign has come."""

    FIRST = "first homes"
    REST = "the rest"
    HALTED = "halted"
    """Too many of the first stayed behind; a person decides whether it goes on."""
    STOPPED = "stopped"
    DONE = "done"


class Result(StrEnum):
    """What came of it on one device."""

    UNDER_WAY = "under way"
    UPDATED = "updated"
    STAYED = "stayed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareCampaign(Entry):
    """A firmware that all devices of a model shall have.

    Args:
        name: What it is called.
        model: The model, as devices announce it.
        firmware: What they shall have at least.
        because: Why.
        begun_by: Who began it.
        begun_at: When.
        first_homes: How many homes come first.
        bear_percent: How many of their devices may stay behind, and the rest follows all the same.
        within_s: How long a device has for it. [s]
        wave: How far it has come.
        changed_by: Who has stopped it or let it go on; empty for nobody.
        version: Counts from 1.
    """

    name: str
    model: str
    firmware: str
    because: str
    begun_by: str
    begun_at: datetime
    first_homes: int = 5
    bear_percent: int = 0
    within_s: int = 3600
    wave: Wave = Wave.FIRST
    changed_by: str = ""
    version: int = 1

    @property
    def key(self) -> str:
        """By what it is kept."""
        return self.name

    @property
    def standing(self) -> str:
        """What lists look for."""
        return "open" if self.is_open else "over"

    @property
    def is_open(self) -> bool:
        """Whether devices are told, or looked after that were told."""
        return self.wave is not Wave.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Installing(OfDevice):
    """A device that was told to install a firmware.

    Args:
        campaign: For which campaign.
        of: The device.
        command_id: The command that told it.
        told_at: When.
        deadline: Until when it has time.
        result: What came of it.
        result_at: When that was known.
        because: Why it stayed behind; empty otherwise.
        is_ticket: Whether a ticket was made of it.
        version: Counts from 1.
    """

    campaign: str
    of: DeviceId
    command_id: str
    told_at: datetime
    deadline: datetime
    result: Result = Result.UNDER_WAY
    result_at: datetime | None = None
    because: str = ""
    is_ticket: bool = False
    version: int = 1

    @property
    def key(self) -> str:
        """By what it is kept."""
        return f"{self.campaign}/{self.of}"

    @property
    def standing(self) -> str:
        """What lists look for: the campaign."""
        return self.campaign


def campaign_named(model: str, firmware: str) -> str:
    """Return what the campaign for a model and a firmware is called: `stat_3_to_2_5_0`."""
    return f"{model}_to_{firmware}".lower().translate(_NAME_PARTS)[:80]


def version_of(text: str) -> tuple[int, ...] | None:
    """Return the numbers of a firmware such as `2.4.1` or `v2.4.1`; None where it has others."""
    parts = text.removeprefix("v").split(".")
    if not all(each.isascii() and each.isdecimal() and len(each) < 9 for each in parts):
        return None
    return tuple(int(each) for each in parts)


def require_campaign(campaign: FirmwareCampaign) -> FirmwareCampaign:
    """Return a campaign that can be.

    Raises:
        UnfitCampaignError: Its firmware is no number, or it says nothing of something.
    """
    if version_of(campaign.firmware) is None:
        raise UnfitCampaignError(
            f"“{campaign.firmware}” is no firmware; write numbers and dots, such as 2.4.1."
        )
    if not (campaign.model.strip() and campaign.because.strip()):
        raise UnfitCampaignError("Say which model it is for, and why; tickets tell the reason.")
    return campaign


def is_behind(firmware: str, wanted: str) -> bool:
    """Tell whether a firmware is older than another; one that nobody can read is not."""
    found, least = version_of(firmware), version_of(wanted)
    return found is not None and least is not None and found < least


def has(firmware: str, wanted: str) -> bool:
    """Tell whether a firmware is another or a newer one."""
    found, least = version_of(firmware), version_of(wanted)
    return found is not None and least is not None and found >= least


def install_command(payload: str) -> tuple[dict[str, object], str]:
    """Return what a device is told that announced how it installs, and what is sent word for word.

    A payload such as `{"set": {"update": "install"}}` is told like any other command, with an id
    that is acknowledged. Any other is sent as it was announced, and what the device says of its
    firmware is the acknowledgement.
    """
    try:
        said = json.loads(payload)["set"]
    except (ValueError, KeyError, TypeError):
        said = None
    if isinstance(said, dict) and said:
        return said, ""
    return {"update": "install"}, payload


def followed(
    step: Installing, firmware: str, *, wanted: str, refusal: str, now: datetime
) -> Installing:
    """Return how a device stands that was told to install a firmware.

    Args:
        step: How it stood.
        firmware: What it says it runs.
        wanted: What it shall run at least.
        refusal: Why it refuses; empty where it does not.
        now: The moment it is.
    """
    if has(firmware, wanted):
        if step.result is Result.UPDATED:
            return step
        return next_version(step, result=Result.UPDATED, result_at=now, because="")
    if step.result is not Result.UNDER_WAY or not (refusal or now >= step.deadline):
        return step
    minutes = (step.deadline - step.told_at) / timedelta(minutes=1)
    because = refusal or f"it has not installed it within {minutes:.0f} min"
    return next_version(step, result=Result.STAYED, result_at=now, because=because)


def ticketed(step: Installing) -> Installing:
    """Return a device of which a ticket was made."""
    return next_version(step, is_ticket=True)


def next_wave(
    campaign: FirmwareCampaign, *, results: dict[Result, int], left: int
) -> FirmwareCampaign:
    """Return how far a campaign has come.

    Args:
        campaign: The campaign.
        results: How many devices have come to what.
        left: How many have still to be told.
    """
    if results.get(Result.UNDER_WAY) or campaign.wave not in {Wave.FIRST, Wave.REST}:
        return campaign
    stayed, told = results.get(Result.STAYED, 0), sum(results.values())
    wave: Wave = campaign.wave
    if wave is Wave.FIRST and told:
        too_many = stayed * 100 > campaign.bear_percent * told
        wave = Wave.HALTED if too_many and left else Wave.REST
    if wave is Wave.REST and not left:
        wave = Wave.DONE
    return campaign if wave is campaign.wave else in_wave(campaign, wave, by=campaign.changed_by)


def in_wave(campaign: FirmwareCampaign, wave: Wave, *, by: str) -> FirmwareCampaign:
    """Return a campaign that somebody has stopped, or let go on."""
    return next_version(campaign, wave=wave, changed_by=by)
