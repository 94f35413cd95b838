"""`/admin/roles`: every role of the documents, who has it, and what nobody having it blocks."""

from dataclasses import dataclass

from starlette.responses import Response

from penstock.kernel.sides import Side
from penstock.web.live.answers import csv_answer, json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.administering.people import administering_of
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

_COLUMNS = ("role", "side", "unit", "people", "blocks", "leaves_unworked")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Role:
    """A role with its people.

    Args:
        role: What documents call it.
        side: The side it belongs to; None where no document tells.
        unit: The organization unit, likewise.
        people: Who has it.
        blocks: Stages that cannot be closed while nobody has it.
        leaves_unworked: Stages that nobody works, or one fewer.
    """

    role: str
    side: Side | None
    unit: str
    people: tuple[str, ...]
    blocks: tuple[str, ...] = ()
    leaves_unworked: tuple[str, ...] = ()


def pages() -> tuple[Page, ...]:
    """Return the list."""
    return (
        Page(
            path="/admin/roles",
            name="roles",
            show=show,
            section=SECTION,
            suffixes=("json", "csv"),
        ),
    )


def show(visit: Visit) -> Response:
    """Return the roles, those first that block most stages.

    Raises:
        DeniedActError: Whoever asks does not enter people.
    """
    people = administering_of(visit)
    people.require_offered()
    found = _roles(visit)
    match visit.suffix:
        case "json":
            return json_answer({"roles": found})
        case "csv":
            rows = ((r.role, r.side or "", r.unit, *map("; ".join, _lists(r))) for r in found)
            return csv_answer("roles", _COLUMNS, rows)
    head = Head(
        title="Roles",
        meaning="Who has which role of the documents. Where nobody has one, stages stand still.",
        section=SECTION,
        crumbs=(Crumb("People", "/admin"),),
        downloads=files(visit, "csv", "json"),
    )
    return visit.html("live/administering/roles.html", head, ways=ways(visit), found=found)


def _roles(visit: Visit) -> list[_Role]:
    roster = visit.cases.roster
    register, now = roster.shown(), roster.now()
    vacant = {each.role: each for each in roster.vacant()}
    found = [
        _Role(
            role=name,
            side=facts.side,
            unit=facts.unit,
            people=register.holders(name, at=now),
            blocks=vacant[name].accountable if name in vacant else (),
            leaves_unworked=vacant[name].responsible if name in vacant else (),
        )
        for name, facts in roster.roles().items()
    ]
    return sorted(found, key=lambda each: (-len(each.blocks), -len(each.people), each.role))


def _lists(each: _Role) -> tuple[tuple[str, ...], ...]:
    return each.people, each.blocks, each.leaves_unworked
