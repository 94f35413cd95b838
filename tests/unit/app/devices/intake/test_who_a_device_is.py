"""Who a device is: one that was adopted, one of two, or one that offers itself."""

from penstock.casework.device.identity import DeviceId, config_topic
from penstock.casework.device.registry import Device, State, adopted
from tests.device_intake import Hearing
from tests.smart_devices import DEN, HALL, MINUTE, NOON, thing


def test_two_devices_with_one_identity_are_set_aside_until_somebody_says_which(
    home: Hearing,
) -> None:
    home.says(seq=1, serial="TH-1", temperature=20)
    home.says(seq=1, serial="TH-2", temperature=30, when=NOON + MINUTE)
    home.line.now = NOON + MINUTE
    home.sort()
    assert "TH-2 speaks in its name" in home.live().conflict
    assert [row["value"] for row in home.rows()] == [20.0]

    known = home.devices.entry(Device, "elm_7/hall")
    assert known is not None
    home.devices.keep(adopted(known, by="Sol", at=NOON + MINUTE, serial="TH-2"))
    home.says(seq=2, serial="TH-2", temperature=31, when=NOON + MINUTE)
    home.sort()

    assert home.live().conflict == ""
    assert [row["value"] for row in home.rows()] == [20.0, 31.0]


def test_an_announcement_with_another_serial_number_is_the_same_conflict(home: Hearing) -> None:
    topic = config_topic(HALL, component="sensor", thing="t")

    home.line.hand(topic, thing(dev={"ids": "x", "sn": "TH-9"}))
    home.sort()

    assert "TH-9 announces itself" in home.live().conflict
    assert home.faults() == {"two devices, one identity": 1}


def test_a_device_that_nobody_knows_is_an_offer_and_nothing_of_it_is_kept(home: Hearing) -> None:
    home.line.hand(config_topic(DEN, component="sensor", thing="t"), thing(DEN))
    home.says(DEN, seq=1, temperature=20)

    home.sort()

    (offer,) = home.devices.entries(Device, standing=State.OFFERED)
    assert (offer.of, offer.model, offer.kinds) == (DEN, "T-100", ("sensor",))
    assert home.rows() == []
    assert home.live(DEN).values == ()


def test_offers_have_an_end(home: Hearing) -> None:
    for number in range(300):
        home.says(DeviceId("elm_7", f"d{number}"), temperature=20)
        home.says(DeviceId(f"stranger_{number}", "d"), temperature=20)

    home.sort()

    offers = home.devices.entries(Device, standing=State.OFFERED)
    assert len(offers) == 199 + 200
    assert home.faults() == {"too many offers": 201}


def test_what_somebody_decides_meanwhile_stays_beside_what_is_announced(home: Hearing) -> None:
    home.says(DEN, temperature=20)
    home.sort()
    offer = home.devices.entry(Device, str(DEN))
    assert offer is not None
    listener, keep = home.listener, home.devices.keep

    def meanwhile(*entries: object) -> None:
        home.devices.keep = keep  # type: ignore[method-assign]
        keep(adopted(offer, by="Sol", at=NOON))
        keep(*entries)  # type: ignore[arg-type]

    home.devices.keep = meanwhile  # type: ignore[method-assign]
    home.line.hand(config_topic(DEN, component="sensor", thing="t"), thing(DEN))
    listener.turn(wait_s=0)
    listener.sort()

    found = home.devices.entry(Device, str(DEN))
    assert found is not None
    assert (found.state, found.model) == (State.ADOPTED, "T-100")
