"""`penstock case acts` and `do`: what people do within the stages of a case."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

import click

from penstock.app.cases import By, Cases
from penstock.app.cases.offering import OfferedAct
from penstock.app.cases.performing import Tried
from penstock.cli.cases.desk import Desk, case_argument, looking, performing
from penstock.cli.cases.saying import UnfitSettingError, said_json


@click.command("acts")
@case_argument
@click.option("--all", "is_all", is_flag=True, help="The others as well, with why not now.")
@looking
def acts(desk: Desk, case_id: str, *, is_all: bool) -> None:
    """List what can be done now within the stages of a case: what each is told, and for whom.

    With --all, what cannot be done now comes along, with the reason. With --json, the JSON Schema
    of what each is told does.
    """
    with desk.cases() as cases:
        known = cases.acts(case_id, person=desk.person)
    found = tuple(each for each in known if is_all or each.is_possible)
    if desk.as_json:
        documents = [asdict(each) | {"is_possible": each.is_possible} for each in found]
        click.echo(json.dumps(documents, indent=2, ensure_ascii=False))
        return
    click.echo("\n".join((*_lines(found), *_left_out(case_id, len(known), len(found)))))


@click.command("do")
@case_argument
@click.argument("act", metavar="ACT")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A field of it.")
@click.option("--say", type=click.File("rb"), help="A JSON file of what you say.")
@click.option("--attach", type=click.File("rb"), help="A file that goes along.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and record nothing.")
@performing
def do(
    desk: Desk,
    case_id: str,
    act: str,
    settings: tuple[str, ...],
    say: BinaryIO | None,
    attach: BinaryIO | None,
    *,
    dry_run: bool,
) -> None:
    """Do the act ACT of the stage: what it makes is recorded at once, or nothing.

    NAME has dots before the fields of a field; a list is made of a NAME given several times.
    """
    whole = _whole(say)
    attached = attach.read() if attach else None

    def deed(cases: Cases, by: By) -> str:
        said = _said(cases, case_id, act, whole, settings)
        return cases.do(case_id, act, by, said=said, attached=attached)

    if not dry_run:
        desk.act(deed)
        return
    with desk.cases() as cases:
        said = _said(cases, case_id, act, whole, settings)
        tried = cases.try_act(case_id, act, desk.by, said=said, attached=attached)
    click.echo("\n".join(_tried_lines(tried)))


def _whole(say: BinaryIO | None) -> Mapping[str, Any]:
    if say is None:
        return {}
    try:
        whole = json.load(say)
    except ValueError as error:
        raise click.UsageError(f"{say.name} is no JSON: {error}.") from error
    if not isinstance(whole, dict):
        raise click.UsageError(f"{say.name} is no JSON object.")
    return whole


def _said(
    cases: Cases, case_id: str, act: str, whole: Mapping[str, Any], settings: tuple[str, ...]
) -> bytes:
    schema = cases.said_schema(case_id, act) if settings else None
    try:
        return said_json(whole, settings, schema)
    except UnfitSettingError as error:
        raise click.UsageError(str(error)) from error


def _lines(acts: tuple[OfferedAct, ...]) -> Iterator[str]:
    stage_id = ""
    for each in acts:
        if each.stage_id != stage_id:
            stage_id = each.stage_id
            yield stage_id
        yield f"  {each.name}: {each.summary}"
        if told := ", ".join(_told(each)):
            yield f"    told: {told}"
        if each.file != "none":
            yield f"    file: {each.file}"
        if each.roles:
            yield f"    for: {' or '.join(each.roles)}"
        if each.because:
            yield f"    not now: {each.because}"


def _left_out(case_id: str, known: int, shown: int) -> Iterator[str]:
    """Yield what to do where not every act is shown, or none is known."""
    if not known:
        yield "No installed package knows acts for its stream."
    elif not shown:
        yield f"Nothing can be done now; “penstock case acts {case_id} --all” says why not."
    elif shown < known:
        yield f"{known - shown} more cannot be done now; --all lists them, with why not."


def _told(act: OfferedAct) -> Iterator[str]:
    fields = act.fields or {}
    needed = fields.get("required", [])
    for name in fields.get("properties", {}):
        yield name if name in needed else f"[{name}]"


def _tried_lines(tried: Tried) -> Iterator[str]:
    yield f"“{tried.act}” would record in {tried.case_id}:"
    for item, content in tried.made.items():
        yield f"  {item}: {_shown(content)}"
    if not tried.made:
        yield "  nothing"


def _shown(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return f"{len(content)} bytes"
