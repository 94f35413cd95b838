"""`penstock impact`: what suffers when an element fails."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from penstock.app.finding_elements import find_element
from penstock.app.loading import load
from penstock.architecture.model import Architecture, Kind, Ref
from penstock.architecture.tracing import Effect, Needs, Reach, impact
from penstock.cli.arguments import ElementId, architecture_option, not_found
from penstock.cli.places import ShowPlace, places_below

# One, several, and the title over a list, in the order of what matters to people.
_NAMES = {
    Kind.PRODUCT: ("product", "products", "Products"),
    Kind.STAKEHOLDER: ("stakeholder", "stakeholders", "Stakeholders who wait for the value"),
    Kind.VALUE_STREAM: ("value stream", "value streams", "Value streams"),
    Kind.STAGE: ("stage", "stages", "Stages"),
    Kind.CAPABILITY: ("capability", "capabilities", "Capabilities"),
    Kind.INFORMATION: ("information item", "information items", "Information that is missing"),
    Kind.METRIC: ("key metric", "key metrics", "Key metrics that will move"),
    Kind.SYSTEM: ("system", "systems", "Systems"),
    Kind.PARTNER: ("partner", "partners", "Partners"),
    Kind.ROLE: ("role", "roles", "Roles"),
    Kind.ORGANIZATION_UNIT: ("unit", "units", "Organisation units"),
    Kind.POLICY: ("policy", "policies", "Policies"),
    Kind.OPERATING_MODEL: ("part", "parts", "Parts of the operating model"),
}


@click.command("impact")
@click.argument("identifier", metavar="ID", type=ElementId())
@architecture_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(identifier: str, folder: Path, as_json: bool) -> None:
    """Show what suffers when the stream, capability, role, system or partner ID fails."""
    with not_found():
        architecture = load(folder).architecture
        failed = find_element(architecture, identifier)
    effects = impact(Needs(architecture), failed)
    if as_json:
        click.echo(json.dumps({"id": failed.id, "effects": list(map(_as_json, effects))}, indent=2))
        return
    for line in _lines(effects, failed, architecture, places_below(folder)):
        click.echo(line)


def _lines(
    effects: tuple[Effect, ...], failed: Ref, architecture: Architecture, show: ShowPlace
) -> Iterator[str]:
    hit = [effect for effect in effects if effect.reach is Reach.HIT]
    later = [effect for effect in effects if effect.reach is Reach.KNOCK_ON]
    label = architecture.label(failed)
    if not effects:
        yield f"The documents state nothing that needs {label}."
        return
    yield f"If {label} fails, this suffers: {_counted(hit)}."
    for kind, group in _by_kind(hit):
        yield f"\n{_NAMES[kind][2]}"
        yield from (_line(effect, architecture, show) for effect in group)
    if later:
        yield "\nNext, the streams that depend on those"
        yield from (_line(effect, architecture, show) for effect in later)


def _line(effect: Effect, architecture: Architecture, show: ShowPlace) -> str:
    how = "degraded" if effect.degraded else "fails"
    via = f" through {effect.way[-2].to}" if len(effect.way) > 1 else ""
    return f"  {how:<9}{architecture.label(effect.ref)}{via}  {show(effect.way[-1].place)}"


def _counted(effects: list[Effect]) -> str:
    return ", ".join(
        f"{len(group)} {_NAMES[kind][len(group) > 1]}" for kind, group in _by_kind(effects)
    )


def _by_kind(effects: Iterable[Effect]) -> list[tuple[Kind, list[Effect]]]:
    order = list(_NAMES)
    ordered = sorted(effects, key=lambda effect: order.index(effect.ref.kind))
    return [(kind, list(group)) for kind, group in groupby(ordered, key=lambda e: e.ref.kind)]


def _as_json(effect: Effect) -> dict[str, object]:
    return {
        "id": effect.ref.id,
        "kind": effect.ref.kind,
        "reach": effect.reach,
        "degraded": effect.degraded,
        "way": [{"id": h.to.id, "because": h.words, "place": str(h.place)} for h in effect.way],
    }
