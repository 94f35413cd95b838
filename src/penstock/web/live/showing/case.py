"""`/cases/…`: a case: where it stands, what comes next, what can be done, and what happened."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from starlette.responses import Response

from penstock.app.cases import Shown, new_key
from penstock.app.cases.allowed import allowed
from penstock.app.cases.offering import OfferedAct
from penstock.app.cases.showing import as_json, held
from penstock.app.cases.wording import sentence
from penstock.app.packages.code import UnusableWorkError
from penstock.app.packages.installed import UnusableStreamError
from penstock.app.results.kinds import held_in
from penstock.delivery.case import Case
from penstock.web.live.answers import attachment, json_answer, own, to
from penstock.web.live.doing import DONE, REFUSALS, UNDO, Deed, schema_of
from penstock.web.live.fields import Field, fields_of
from penstock.web.live.pages import Page
from penstock.web.live.troubles import sentence_of, status_of
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_MOST_BYTES = 32 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A form that was refused: why, and what was typed, so that nobody types it again."""

    wrong: str
    status: int
    form: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The item or act for which the page shows a form of its own.

    Args:
        item: The item that is to be recorded; empty for none.
        act: The act that is to be done; None for none.
        fields: What is asked for; empty where it is typed as it is, or nothing is.
        is_file: Whether the item is a file.
    """

    item: str = ""
    act: OfferedAct | None = None
    fields: tuple[Field, ...] = ()
    is_file: bool = False


def pages() -> tuple[Page, ...]:
    """Return the page of a case, and that of what was recorded, for everybody signed in."""
    return (
        Page(
            path="/cases/{case}",
            name="case",
            show=show,
            take=take,
            section="Work",
            suffixes=("json",),
            is_dated=True,
            most_bytes=_MOST_BYTES,
        ),
        Page(
            path="/cases/{case}/content",
            name="content",
            show=content,
            section="Work",
            is_sheet=False,
        ),
    )


def show(visit: Visit) -> Response:
    """Return all that is known of a case that they may see."""
    shown = visit.cases.show(visit.part("case"))
    if visit.suffix:
        return json_answer(json.loads(as_json(shown)))
    return _page(visit, shown)


def content(visit: Visit) -> Response:
    """Return what was recorded as an item, as a file that no browser runs."""
    asked, target = visit.asked.get("version", ""), BytesIO()
    version = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    item = visit.asked.get("item", "")
    visit.cases.content_to(visit.part("case"), item, target, version=version)
    headers = {"Content-Disposition": attachment(f"{visit.part('case')}-{item}")}
    return Response(target.getvalue(), 200, headers, "application/octet-stream")


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Do what a form asks of the case, and return to it, or say beside the form why not."""
    case_id = visit.part("case")
    deed = Deed(visit=visit, case_id=case_id, form=form)
    try:
        deed.be_done()
    except REFUSALS as error:
        failed = Failed(wrong=sentence_of(error, visit), status=status_of(error), form=form)
        return _page(visit, visit.cases.show(case_id), failed=failed)
    if back := form.get("back", ""):
        return to(own(back))
    return to(f"/cases/{case_id}?done={deed.what}")


def _page(visit: Visit, shown: Shown, *, failed: Failed | None = None) -> Response:
    offered = allowed(visit.cases, shown, person=visit.who.person)
    standing, case = offered.standing, shown.case
    head = Head(
        title=standing.customer or standing.stream,
        identifier=standing.case_id,
        kind="Case",
        topics=f"case:{case.case_id}",
        meaning=f"{standing.stream_id} {standing.stream}: {standing.stage_id} {standing.stage}.",
        section="Work",
        crumbs=(Crumb("Work", "/work"), Crumb("Cases", "/cases")),
        downloads=(Download("JSON", visit.form("json")),),
    )
    acts, unusable = _acts(visit, case)
    return visit.html(
        "live/case.html",
        head,
        status=failed.status if failed else 200,
        case=case,
        model=shown.model,
        standing=standing,
        others=offered.others,
        items=tuple(held(shown)),
        results=tuple(held_in(case)),
        acts=acts,
        unusable=unusable,
        streams=[each for each in visit.cases.models.stream_ids if each != case.stream_id],
        chosen=_chosen(visit, acts, failed.form if failed else visit.asked),
        typed=failed.form if failed else visit.asked,
        wrong=failed.wrong if failed else "",
        said=DONE.get(visit.asked.get("done", ""), "") if not failed else "",
        undo=UNDO,
        key=new_key(),
        log=[(each.stamp, sentence(each.event, zone=visit.zone)) for each in reversed(shown.log)],
    )


def _acts(visit: Visit, case: Case) -> tuple[tuple[OfferedAct, ...], str]:
    """Return the acts of a case; without its package none, and why: the rest is shown still."""
    try:
        is_over = case.ended or visit.at
        acts = () if is_over else visit.cases.acts(case.case_id, person=visit.who.person)
    except (UnusableStreamError, UnusableWorkError) as error:
        return (), str(error)
    return acts, ""


def _chosen(visit: Visit, acts: tuple[OfferedAct, ...], asked: Mapping[str, str]) -> Chosen:
    """Return what the page shows a form of its own for; what is not known, for nothing."""
    if item := asked.get("item", ""):
        case_id = visit.part("case")
        cases = visit.cases
        model = cases.store.model(cases.case(case_id).fingerprint)
        if item not in model.items:
            return Chosen()
        kind, schema = cases.streams.type_in(model, item), schema_of(visit, case_id, item)
        fields = fields_of(schema) if schema else ()
        return Chosen(item=item, fields=fields, is_file=bool(kind and kind.is_file))
    found = next((each for each in acts if each.name == asked.get("act")), None)
    return Chosen(act=found, fields=fields_of(found.fields) if found and found.fields else ())
