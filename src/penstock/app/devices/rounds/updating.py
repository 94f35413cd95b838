"""Campaigns of firmware: devices are told to install it, some homes first, and looked after."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from penstock.app.cases.acting import ConflictError
from penstock.app.devices.intake.consents import FUNCTIONALITY
from penstock.app.devices.rounds.program import TROUBLES, DeniedRoundError, Program
from penstock.app.devices.rounds.surveying import Survey, surveyed
from penstock.casework.device.commands import Answer, CommandState, DeviceCommand, answered, asked
from penstock.casework.device.firmware import (
    FirmwareCampaign,
    Installing,
    Result,
    Wave,
    followed,
    install_command,
    next_wave,
    ticketed,
)
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.ports import Devices, StaleEntryError
from penstock.casework.device.registry import Device, Home
from penstock.kernel.counting import counted

STAGE, STREAM, ACT = "NCV-01.7", "NCV-01", "firmware-campaign"
MOST_AT_ONCE = 200


@dataclass
class Updater:
    """Carries campaigns of firmware on.

    Args:
        program: Opens tickets of devices that stay behind.
        devices: Where campaigns, devices and commands are kept.
    """

    program: Program
    devices: Devices

    def once(self) -> str:
        """Look after the devices that were told, and tell those whose turn it is."""
        lines = []
        for each in self.devices.entries(FirmwareCampaign, standing="open"):
            tally: Counter[str] = Counter()
            troubles: list[str] = []
            try:
                self._carry_on(each, tally, troubles)
            except StaleEntryError:
                # Somebody else carries it on; what has come of it is looked at the next time.
                continue
            lines.append(_line(each, tally, troubles))
        return " ".join(filter(None, lines))

    def _carry_on(
        self, campaign: FirmwareCampaign, tally: Counter[str], troubles: list[str]
    ) -> None:
        now = self.program.cases.now()
        survey = self._survey(campaign, now)
        for step in survey.steps.values():
            after = self._follow(campaign, step, survey.firmware.get(step.of, ""), now)
            if after is not step:
                tally[after.result.value] += 1
        for of in _turns(campaign, survey):
            try:
                self._tell(campaign, of, now)
            except DeniedRoundError as error:
                troubles.append(f"{of}: {error}")
            else:
                tally["told"] += 1
        # Of a campaign that is done nobody opens tickets any more: they come first.
        untold = self._open_tickets(campaign, tally)
        troubles += untold
        self._pass_on(campaign, self._survey(campaign, now), tally, may_end=not untold)

    def _open_tickets(self, campaign: FirmwareCampaign, tally: Counter[str]) -> list[str]:
        """Open the tickets of devices that stayed behind; return why some cannot be opened."""
        troubles = []
        for each in self.devices.entries(Installing, standing=campaign.name):
            try:
                tally["tickets"] += self._ticket(campaign, each)
            except (*TROUBLES, ConflictError) as error:
                troubles.append(f"{each.of}: {error}")
        return troubles

    def _survey(self, campaign: FirmwareCampaign, now: datetime) -> Survey:
        consents = self.program.cases.store.consents
        return surveyed(campaign, self.devices, consents.of_customer, now=now)

    def _follow(
        self, campaign: FirmwareCampaign, step: Installing, firmware: str, now: datetime
    ) -> Installing:
        if step.result is Result.UPDATED:
            return step
        command = self.devices.entry(DeviceCommand, step.command_id)
        refusal = _refusal(command) if command else ""
        after = followed(step, firmware, wanted=campaign.firmware, refusal=refusal, now=now)
        if after is not step:
            self.devices.keep(after, *_acknowledged(after, command, now))
        return after

    def _tell(self, campaign: FirmwareCampaign, of: DeviceId, now: datetime) -> None:
        home, device = self.devices.entry(Home, of.home), self.devices.entry(Device, str(of))
        assert home is not None
        assert device is not None
        self.program.require_home(home, stage_id=STAGE, stream_id=STREAM)
        wanted, verbatim = install_command(device.install)
        deadline = now + timedelta(seconds=campaign.within_s)
        command = asked(
            wanted,
            of=of,
            by=self.program.name,
            at=now,
            deadline=deadline,
            named=_name(campaign, of),
        )
        step = Installing(
            campaign=campaign.name,
            of=of,
            command_id=command.id,
            told_at=now,
            deadline=deadline,
        )
        self.devices.keep(replace(command, verbatim=verbatim, purpose=FUNCTIONALITY), step)

    def _pass_on(
        self, campaign: FirmwareCampaign, survey: Survey, tally: Counter[str], *, may_end: bool
    ) -> None:
        after = next_wave(campaign, results=survey.results, left=survey.left)
        if after is not campaign and (may_end or after.wave is not Wave.DONE):
            self.devices.keep(after)
            tally[after.wave.value] += 1

    def _ticket(self, campaign: FirmwareCampaign, step: Installing) -> bool:
        """Open a ticket for a device that stayed behind; tell whether that was possible."""
        if step.result is not Result.STAYED or step.is_ticket:
            return False
        home = self.devices.entry(Home, step.home)
        case = self.program.case_of(home) if home else None
        if case is None or case.stage_id != STAGE:
            return False
        said = {
            "firmware": campaign.firmware,
            "because": f"{campaign.because} It was told to install it: {step.because}.",
            "devices": [step.of.device],
        }
        self.program.do(case, ACT, said=said, key=f"firmware/{campaign.name}/{step.of}")
        self.devices.keep(ticketed(step))
        return True


def _turns(campaign: FirmwareCampaign, survey: Survey) -> Iterator[DeviceId]:
    """Yield the devices whose turn it is: of the first homes alone, until these have it."""
    if campaign.wave is Wave.REST:
        yield from survey.ready[:MOST_AT_ONCE]
        return
    if campaign.wave is not Wave.FIRST:
        return
    homes = {each.home for each in survey.steps}
    for each in sorted(survey.ready, key=lambda of: _name(campaign, DeviceId(of.home, "home"))):
        if each.home in homes or len(homes) < campaign.first_homes:
            homes.add(each.home)
            yield each


def _refusal(command: DeviceCommand) -> str:
    """Return why a device does not install it: it says so, or it was never told."""
    was_never_sent = command.state is CommandState.OVERDUE and command.sent_at is None
    return command.because if was_never_sent or command.state is CommandState.REFUSED else ""


def _acknowledged(
    step: Installing, command: DeviceCommand | None, now: datetime
) -> Iterator[DeviceCommand]:
    """Yield the command of a device that says by its firmware that it has done it."""
    if step.result is Result.UPDATED and command is not None and command.answered_at is None:
        yield answered(command, Answer(command_id=command.id, is_done=True), at=now)


def _name(campaign: FirmwareCampaign, of: DeviceId) -> str:
    """Return the same name for the same device of a campaign; by it homes are drawn, too."""
    return f"FW-{sha256(f'{campaign.name} {of}'.encode()).hexdigest()[:16]}"


def _line(campaign: FirmwareCampaign, tally: Counter[str], troubles: Sequence[str]) -> str:
    said = [
        f"{tally['told']:,} told" if tally["told"] else "",
        f"{tally[Result.UPDATED]:,} updated" if tally[Result.UPDATED] else "",
        f"{tally[Result.STAYED]:,} stayed behind" if tally[Result.STAYED] else "",
        f"{counted(tally['tickets'], 'ticket')} opened" if tally["tickets"] else "",
        *(f"it is at: {wave}" for wave in Wave if tally[wave.value]),
    ]
    words = ", ".join(filter(None, said))
    if not words and not troubles:
        return ""
    trouble = f" {troubles[0]}" if troubles else ""
    return f"Firmware {campaign.name}: {words or 'not carried on'}.{trouble}"
