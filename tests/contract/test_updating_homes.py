"""Campaigns of firmware, into every database: some homes first, told once, tickets for the rest."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from penstock.app.cases import Cases, ConflictError
from penstock.app.devices.campaigns import Campaigns, CampaignView
from penstock.app.devices.homes import Homes
from penstock.app.devices.rounds.program import program_of
from penstock.app.devices.rounds.updating import Updater
from penstock.casework.device.commands import CommandState, DeviceCommand, overdue
from penstock.casework.device.firmware import FirmwareCampaign, UnfitCampaignError, Wave
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState
from penstock.casework.device.registry import Home, adopted, offered
from tests.contract.places import Place
from tests.device_intake import consent
from tests.living_home import STAT, WHOSE, LivingHome, living
from tests.smart_devices import NOON

INSTALL = '{"set": {"update": "install"}}'
OTHERS = tuple(DeviceId(f"elm_{number}", "hall") for number in range(1, 5))
OURS = FirmwareCampaign(
    name="stat_3_to_2_5_0",
    model="Stat 3",
    firmware="2.5.0",
    because="Older ones forget their schedule.",
    begun_by="Pat",
    begun_at=NOON,
    first_homes=2,
)


@pytest.fixture
def home(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivingHome]:
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    with living(place) as home:
        home.begun()
        announced(home, STAT)
        for number, of in enumerate(OTHERS):
            other = Home(name=of.home, entered_at=NOON, **WHOSE | {"account": f"B-{number}"})
            home.devices.keep(other, offered(of, at=NOON))
            home.cases.store.consents.keep(consent("functionality", home=other, id=f"C-{number}"))
            home.keep(adopted(home.device(of), by="Sol", at=NOON))
            announced(home, of)
        running(home, "2.4.1", STAT, *OTHERS)
        yield home


def announced(home: LivingHome, of: DeviceId, install: str = INSTALL) -> None:
    """Let a device announce its model, and how it installs."""
    known = home.device(of)
    home.keep(replace(known, model="Stat 3", install=install, version=known.version + 1))


def running(home: LivingHome, firmware: str, *of: DeviceId) -> None:
    """Let devices say now what they run."""
    live = [LiveState(of=each, at=home.now, received_at=home.now, firmware=firmware) for each in of]
    home.devices.keep_seen(live, [])
    home.listened()


def campaigns(home: LivingHome) -> Campaigns:
    homes = Homes(devices=home.devices, now=lambda: home.now)
    return Campaigns(homes=homes, consents_of=home.cases.store.consents.of_customer)


def updater(home: LivingHome) -> Updater:
    """Return a program that has just been started."""
    return Updater(program=program_of(home.cases), devices=home.devices)


def told(home: LivingHome) -> set[DeviceId]:
    return {each.of for each in home.devices.entries(DeviceCommand)}


def view(home: LivingHome) -> CampaignView:
    return campaigns(home).one(OURS.name)


def test_the_rest_is_told_when_the_first_homes_have_it(home: LivingHome) -> None:
    campaigns(home).begin(OURS)
    program = updater(home)
    program.once()
    program.once()
    updater(home).once()
    first = told(home)
    assert len(first) == 2
    assert view(home).campaign.wave is Wave.FIRST

    home.later(minutes=4)
    running(home, "2.5.0", *first)
    running(home, "2.4.1", *({STAT, *OTHERS} - first))
    assert "2 updated, it is at: the rest" in program.once()
    program.once()
    assert told(home) == {STAT, *OTHERS}

    running(home, "2.5.0", STAT, *OTHERS)
    assert "it is at: done" in program.once()
    assert view(home).as_json()["updated"] == 5


def test_a_device_that_stays_behind_halts_it_and_becomes_one_ticket(home: LivingHome) -> None:
    campaigns(home).begin(replace(OURS, first_homes=4))
    program = updater(home)
    program.once()
    home.later(minutes=61)
    stays = STAT if STAT in told(home) else min(told(home))
    running(home, "2.5.0", *(told(home) - {stays}))
    running(home, "2.4.1", stays, *({STAT, *OTHERS} - told(home)))

    said = program.once()
    updater(home).once()

    assert "1 stayed behind" in said
    assert "it is at: halted" in said
    assert len(told(home)) == 4
    assert view(home).stayed[0].because == "it has not installed it within 60 min"
    after = campaigns(home).go_on(OURS.name, by="Pat")
    assert after.campaign.wave is Wave.REST
    program.once()
    assert len(told(home)) == 5


def test_the_ticket_of_a_device_that_stays_behind_is_in_its_case_once(home: LivingHome) -> None:
    campaigns(home).begin(replace(OURS, first_homes=9))
    program = updater(home)
    program.once()
    home.later(minutes=61)
    running(home, "2.5.0", *OTHERS)
    running(home, "2.4.1", STAT)
    for each in (program, updater(home), program):
        each.once()

    (ticket,) = home.read("Support tickets")["tickets"]
    assert (ticket["subject"], ticket["cause"], ticket["times"]) == (STAT.device, "firmware", 1)
    assert "It was told to install it: it has not installed it" in ticket["diagnosis"]
    assert view(home).as_json()["tickets"] == 1


def test_who_is_silent_has_no_consent_or_cannot_be_told_is_counted_and_not_told(
    home: LivingHome,
) -> None:
    announced(home, OTHERS[0], install="")
    known = home.devices.entry(Home, OTHERS[1].home)
    assert known is not None
    home.devices.keep(replace(known, customer="Nobody Known", version=2))
    home.later(hours=1)
    running(home, "2.4.1", STAT, OTHERS[0], OTHERS[1], OTHERS[2])
    campaigns(home).begin(replace(OURS, first_homes=9))

    updater(home).once()

    assert told(home) == {STAT, OTHERS[2]}
    counts = view(home).as_json()
    assert [counts[each] for each in ("silent", "without_consent", "unable")] == [1, 1, 1]


def test_a_program_that_is_killed_before_it_opens_the_last_tickets_leaves_them_to_the_next(
    home: LivingHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise KilledError

    campaigns(home).begin(replace(OURS, first_homes=9, bear_percent=100))
    updater(home).once()
    home.later(minutes=61)
    running(home, "2.5.0", *OTHERS)
    running(home, "2.4.1", STAT)
    with monkeypatch.context() as dying:
        dying.setattr(Cases, "do", killed)
        with pytest.raises(KilledError):
            updater(home).once()

    said = updater(home).once()

    assert "1 ticket opened, it is at: done" in said
    (ticket,) = home.read("Support tickets")["tickets"]
    assert (ticket["subject"], ticket["cause"]) == (STAT.device, "firmware")


def test_a_campaign_is_not_done_while_a_ticket_cannot_be_opened(
    home: LivingHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaigns(home).begin(replace(OURS, first_homes=9, bear_percent=100))
    program = updater(home)
    program.once()
    home.later(minutes=61)
    running(home, "2.5.0", *OTHERS)
    running(home, "2.4.1", STAT)
    with monkeypatch.context() as busy:
        busy.setattr(Cases, "do", _beaten)
        program.once()
    before = view(home).campaign.wave

    program.once()

    assert (before, view(home).campaign.wave) == (Wave.FIRST, Wave.DONE)
    assert len(home.read("Support tickets")["tickets"]) == 1


def _beaten(*_: object, **__: object) -> None:
    raise ConflictError("NCV-01-7", expected=1, found=2, since=())


def test_a_device_that_was_never_told_says_why_it_stays_behind(home: LivingHome) -> None:
    campaigns(home).begin(replace(OURS, first_homes=9))
    program = updater(home)
    program.once()
    (command,) = [each for each in home.told() if each.of == STAT]
    home.later(minutes=61)
    home.devices.keep(overdue(command, is_allowed=False))
    program.once()

    stayed = {each.of: each.because for each in view(home).stayed}
    assert stayed[STAT] == "the customer does not allow functionality, and it was never sent"


def test_what_a_device_announced_is_sent_word_for_word_and_its_firmware_answers(
    home: LivingHome,
) -> None:
    announced(home, STAT, install="INSTALL")
    campaigns(home).begin(replace(OURS, first_homes=9))
    program = updater(home)
    program.once()
    (command,) = [each for each in home.told() if each.of == STAT]
    assert command.payload == b"INSTALL"

    running(home, "2.5.1", STAT)
    home.later(minutes=1)
    program.once()

    (command,) = [each for each in home.told() if each.of == STAT]
    assert command.state is CommandState.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("changes", "because"),
    [({"firmware": "new"}, "no firmware"), ({"model": "Stat 9"}, "Models here: Stat 3")],
)
def test_a_campaign_for_nothing_is_told_so(
    home: LivingHome, changes: dict[str, str], because: str
) -> None:
    with pytest.raises(UnfitCampaignError, match=because):
        campaigns(home).begin(replace(OURS, **changes))  # type: ignore[arg-type]


def test_a_campaign_that_was_stopped_tells_nobody_else(home: LivingHome) -> None:
    campaigns(home).begin(OURS)
    campaigns(home).stop(OURS.name, by="Pat")
    home.later(minutes=1)
    running(home, "2.4.1", STAT, *OTHERS)

    assert updater(home).once() == ""
    assert told(home) == set()
