"""What fits a home: the rules of the catalogue, held against what is known of it."""

from collections.abc import Iterator, Mapping, Sequence

from penstock.streams.ncv_01_smart_home.designing.catalogue import Device, FitRule, HomeCatalogue
from penstock.streams.ncv_01_smart_home.items.home import CustomerNeeds, Room, SiteDetails
from penstock.streams.ncv_01_smart_home.items.solution import Fit, FitFinding

# A plug below this drops out. Ours.
WEAKEST_DBM = -75
_WORST_FIRST = (Fit.NOT, Fit.UNKNOWN, Fit.ADAPTER, Fit.FITS)


def wanted_devices(
    catalogue: HomeCatalogue, site: SiteDetails, needs: CustomerNeeds
) -> Iterator[tuple[Device, Room | None, int]]:
    """Yield each device that a household could get, where, and how many."""
    wishes = {each.value for each in needs.needs}
    for device in catalogue.devices:
        if device.needs and not wishes & set(device.needs):
            continue
        if device.tiers and needs.tier not in device.tiers:
            continue
        if not device.counted:
            yield device, None, 1
            continue
        for room in site.rooms:
            count = 1 if device.counted == "one" else int(getattr(room, device.counted))
            if count:
                yield device, room, count


def findings_of(
    device: Device, room: Room | None, site: SiteDetails, rules: Sequence[FitRule]
) -> tuple[FitFinding, ...]:
    """Return what rules say of a device in a room, the worst first; that it fits where none do."""
    facts = home_facts(site) | (room_facts(room) if room else {})
    about = f"{device.id} in {room.name}" if room else device.id
    said = [
        FitFinding(
            rule=rule.id, about=about, fit=rule.fit, because=rule.because, adapter=rule.adapter
        )
        for rule in rules
        if rule.device == device.id and applies(rule, facts)
    ]
    said.sort(key=lambda each: _WORST_FIRST.index(each.fit))
    fits = FitFinding(rule=device.id, about=about, fit=Fit.FITS, because=device.fits)
    return tuple(said) or (fits,)


def applies(rule: FitRule, facts: Mapping[str, str]) -> bool:
    """Tell whether all that a rule looks at is so."""
    return all(facts.get(name) in values for name, values in rule.when.items())


def home_facts(site: SiteDetails) -> dict[str, str]:
    """Return what rules may look at of a home, as texts; `unknown` for what nobody knows."""
    breakers = site.free_breakers
    return {
        "system": site.system.value,
        "fuel": site.fuel.value,
        "occupant": site.occupant.value,
        "has_cooling": _yes(site.has_cooling),
        "has_c_wire": _yes(site.has_c_wire),
        "is_communicating": _yes(site.is_communicating),
        "landlord_agrees": _yes(site.landlord_agrees),
        "has_internet": _yes(site.has_internet),
        "free_breakers": "unknown" if breakers is None else str(breakers),
    }


def room_facts(room: Room) -> dict[str, str]:
    """Return what rules may look at of a room, as texts."""
    known = room.wifi_dbm is not None
    wifi = "weak" if room.wifi_dbm is not None and room.wifi_dbm < WEAKEST_DBM else "strong"
    return {
        "wifi": wifi if known else "unknown",
        "has_enough_outlets": _yes(room.free_outlets >= room.wanted_plugs),
    }


def _yes(value: object) -> str:
    if value is None:
        return "unknown"
    return "yes" if value else "no"
