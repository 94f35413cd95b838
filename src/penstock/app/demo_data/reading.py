"""From the files in `simulation/` to a plan that can be played."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from penstock.app.demo_data.forms import (
    CompanyForm,
    ItemForm,
    ItemsForm,
    MishapForm,
    StageForm,
    StreamForm,
    StreamsForm,
    UsualForm,
)
from penstock.app.service_levels.form import read_form
from penstock.app.tabular import UnfitFileError
from penstock.delivery.models import StreamModel
from penstock.governance.service_levels.calendars import Calendar
from penstock.simulation.plans import (
    Change,
    CompanyPlan,
    Mishap,
    StagePlan,
    StreamPlan,
    Template,
)

FOLDER = "simulation"


def read_company(folder: Path, models: Mapping[str, StreamModel]) -> CompanyPlan:
    """Return how a company is played.

    Args:
        folder: The company's documents; the files lie in `simulation` beside them.
        models: Its streams, by id.

    Raises:
        UnfitFileError: A file cannot be read, or names a stream or stage that does not exist.
    """
    where = folder / FOLDER
    company = read_form(where / "company.toml", CompanyForm)
    streams = read_form(where / "streams.toml", StreamsForm).stream
    items = read_form(where / "items.toml", ItemsForm).item
    problems = list(_problems(streams, items, models))
    if problems:
        raise UnfitFileError(where / "streams.toml", problems)
    return CompanyPlan(
        streams={
            stream_id: _stream(
                form,
                company.usual,
                models[stream_id],
                [each for each in items if each.stream == stream_id],
                where,
            )
            for stream_id, form in streams.items()
        },
        calendar=_calendar(where / company.calendar),
        weekdays=tuple(company.weekdays),
        better_months=company.better_months,
        people_per_role=company.people_per_role,
        given_names=tuple(company.given_names),
        family_names=tuple(company.family_names),
    )


def _problems(
    streams: Mapping[str, StreamForm], items: Iterable[ItemForm], models: Mapping[str, StreamModel]
) -> Iterable[str]:
    for stream_id, form in streams.items():
        if stream_id not in models:
            yield f"stream {stream_id} is none of the documents; take it out, or correct its id."
            continue
        stages = [stage.id for stage in models[stream_id].stages]
        if len(form.days) != len(stages):
            yield f"stream {stream_id} has {len(stages)} stages, and days of {len(form.days)}."
        for stage_id in {*form.stages, *_goals(form)} - set(stages):
            yield f"stream {stream_id} has no stage {stage_id}."
    for item in items:
        if item.stream not in streams:
            yield f"the item {item.name} is of stream {item.stream}, which is not played."
        elif item.name not in models[item.stream].items:
            yield f"stream {item.stream} has no information item “{item.name}”."


def _goals(form: StreamForm) -> Iterable[str]:
    for stage in form.stages.values():
        if stage.rework and stage.rework.back_to:
            yield stage.rework.back_to


def _stream(
    form: StreamForm,
    usual: UsualForm,
    model: StreamModel,
    items: list[ItemForm],
    where: Path,
) -> StreamPlan:
    papers: dict[str, tuple[str, ...]] = {}
    for each in items:
        if each.paper_of:
            papers[each.paper_of] = (*papers.get(each.paper_of, ()), each.name)
    return StreamPlan(
        cases_per_month=form.cases_per_month,
        stages={
            stage.id: _stage(form.stages.get(stage.id, StageForm()), usual, days)
            for stage, days in zip(model.stages, form.days, strict=True)
        },
        seasons=tuple(form.seasons),
        better_to=form.better_to,
        papers=papers,
        templates={each.name: _template(each, where) for each in items},
    )


def _stage(form: StageForm, usual: UsualForm, days: float) -> StagePlan:
    return StagePlan(
        days=days,
        spread=form.spread if form.spread is not None else usual.spread,
        waiting=form.waiting if form.waiting is not None else usual.waiting,
        hold=_mishap(form.hold or usual.hold),
        rework=_mishap(form.rework or usual.rework),
        drop_out=_mishap(form.drop_out or usual.drop_out),
    )


def _mishap(form: MishapForm) -> Mishap:
    return Mishap(
        chance=form.chance, reasons=tuple(form.reasons), share=form.share, back_to=form.back_to
    )


def _template(form: ItemForm, where: Path) -> Template:
    return Template(
        content=_bytes(where / "items" / form.file),
        made_at=form.made_at,
        changes=tuple(Change(**each.model_dump()) for each in form.changes),
        earlier=_bytes(where / "items" / form.earlier) if form.earlier else b"",
        earlier_chance=form.earlier_chance,
        other=_bytes(where / "items" / form.other) if form.other else b"",
        other_chance=form.other_chance,
    )


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnfitFileError(file, [f"it cannot be read: {error}."]) from error


def _calendar(file: Path) -> Calendar:
    try:
        return Calendar.from_json(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UnfitFileError(file, [f"it holds no business calendar: {error}."]) from error
