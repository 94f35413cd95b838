"""The use cases of firmware campaigns: begun, looked at, stopped and let go on by people."""

from dataclasses import dataclass
from typing import Any

from penstock.app.devices.homes import Homes
from penstock.app.devices.rounds.surveying import ConsentsOf, Survey, surveyed
from penstock.casework.device.firmware import (
    FirmwareCampaign,
    Installing,
    Result,
    UnfitCampaignError,
    Wave,
    in_wave,
    require_campaign,
)
from penstock.casework.device.registry import Device, Home, State


class NoSuchCampaignError(LookupError):
    """There is no such campaign."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"There is no campaign {name}. “penstock devices firmware list” names all."
        )


@dataclass(frozen=True, kw_only=True)
class CampaignView:
    """A campaign and how far it has come.

    Args:
        campaign: The campaign.
        survey: Its devices.
    """

    campaign: FirmwareCampaign
    survey: Survey

    @property
    def stayed(self) -> tuple[Installing, ...]:
        """The devices that stayed behind."""
        found = [each for each in self.survey.steps.values() if each.result is Result.STAYED]
        return tuple(sorted(found, key=lambda each: each.of))

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        results = self.survey.results
        return {
            "name": self.campaign.name,
            "model": self.campaign.model,
            "firmware": self.campaign.firmware,
            "wave": self.campaign.wave.value,
            "begun_by": self.campaign.begun_by,
            "begun_at": self.campaign.begun_at.isoformat(),
            **{each.name.lower(): results.get(each, 0) for each in Result},
            "tickets": sum(each.is_ticket for each in self.survey.steps.values()),
            "waiting": len(self.survey.ready),
            "silent": len(self.survey.silent),
            "without_consent": len(self.survey.closed),
            "unable": len(self.survey.unable),
        }


@dataclass(frozen=True, kw_only=True)
class Campaigns:
    """The firmware campaigns of a company.

    Args:
        homes: The homes, as whoever came may see them.
        consents_of: Returns the consents of a customer.
    """

    homes: Homes
    consents_of: ConsentsOf

    def begin(self, campaign: FirmwareCampaign) -> CampaignView:
        """Begin a campaign; whoever goes round tells the devices.

        Raises:
            UnfitCampaignError: There can be no such campaign, or no device has its model.
            NotAllowedError: There are such devices in a home that whoever came may not change.
            StaleEntryError: There is one for this model and firmware.
        """
        require_campaign(campaign)
        model = campaign.model.casefold()
        devices = self.homes.devices.entries(Device, standing=State.ADOPTED)
        concerned = {each.home for each in devices if each.model.casefold() == model}
        if not concerned:
            known = ", ".join(sorted({each.model for each in devices if each.model})) or "none"
            raise UnfitCampaignError(f"No device is a “{campaign.model}”. Models here: {known}.")
        for each in self.homes.devices.entries(Home):
            if each.name in concerned:
                self.homes.boundary.require_write(each)
        self.homes.devices.keep(campaign)
        return self._view(campaign)

    def all(self) -> tuple[CampaignView, ...]:
        """Return all campaigns, by their names."""
        found = self.homes.devices.entries(FirmwareCampaign)
        return tuple(map(self._view, found)) if self._sees() else ()

    def one(self, name: str) -> CampaignView:
        """Return a campaign.

        Raises:
            NoSuchCampaignError: There is none.
        """
        return self._view(self._found(name))

    def go_on(self, name: str, *, by: str) -> CampaignView:
        """Let a campaign go on with the rest, that was halted or stopped."""
        return self._change(name, Wave.REST, by=by)

    def stop(self, name: str, *, by: str) -> CampaignView:
        """Tell no further device."""
        return self._change(name, Wave.STOPPED, by=by)

    def _change(self, name: str, wave: Wave, *, by: str) -> CampaignView:
        campaign = self._found(name)
        if campaign.wave in {wave, Wave.DONE}:
            raise UnfitCampaignError(f"{name} is at: {campaign.wave}. Nothing is to be changed.")
        after = in_wave(campaign, wave, by=by)
        self.homes.devices.keep(after)
        return self._view(after)

    def _found(self, name: str) -> FirmwareCampaign:
        found = self.homes.devices.entry(FirmwareCampaign, name)
        if found is None or not self._sees():
            raise NoSuchCampaignError(name)
        return found

    def _sees(self) -> bool:
        return self.homes.boundary.sees("firmware campaigns")

    def _view(self, campaign: FirmwareCampaign) -> CampaignView:
        devices, now = self.homes.devices, self.homes.now()
        survey = surveyed(campaign, devices, self.consents_of, now=now)
        return CampaignView(campaign=campaign, survey=survey)
