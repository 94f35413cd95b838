"""The plan that ships with the reference company: read, played small, held against the types."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from statistics import fmean

import pytest

from penstock.app.cases.binding import streams
from penstock.app.cases.models import Models
from penstock.app.demo_data.reading import FOLDER, read_company
from penstock.app.items.values import value_of
from penstock.app.loading import load, reference_company
from penstock.app.tabular import UnfitFileError
from penstock.delivery import commands as do
from penstock.delivery.models import StreamModel
from penstock.governance.service_levels.business_time import business_time_between
from penstock.simulation.plays import all_steps, resized
from penstock.simulation.steps import Step

BEGIN, END = date(2025, 3, 1), date(2026, 3, 1)


@pytest.fixture(scope="module")
def models() -> Mapping[str, StreamModel]:
    read = load(reference_company()).architecture
    found = Models(read=lambda: read, papers=streams().papers)
    return {each: found.current(each) for each in found.stream_ids}


@pytest.fixture(scope="module")
def played(models: Mapping[str, StreamModel]) -> list[Step]:
    company = resized(read_company(reference_company(), models), 0.06)
    models_of = [replace(models[each], calendar=company.calendar) for each in company.streams]
    return all_steps(company, models_of, begin=BEGIN, end=END, seed=7)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    copytree(reference_company() / FOLDER, tmp_path / FOLDER)
    return tmp_path


def test_every_value_stream_is_played(models: Mapping[str, StreamModel]) -> None:
    assert set(read_company(reference_company(), models).streams) == set(models)


def test_what_is_recorded_fits_the_type_of_its_item(
    models: Mapping[str, StreamModel], played: list[Step]
) -> None:
    registered, seen = streams(), set()
    for step in played:
        if isinstance(step.command, do.Record):
            kind = registered.type_in(models[step.stream_id], step.command.item)
            if kind is not None:
                value_of(kind, step.content, item=step.command.item)
                seen.add(step.command.item)

    typed = (*models["NCV-01"].stages, *models["NCV-03"].stages)
    in_stages = {item for stage in typed for item in (*stage.inputs, *stage.outputs)}
    assert seen >= in_stages


def test_nobody_real_is_in_it(played: list[Step]) -> None:
    said = b"".join(step.content for step in played).decode(errors="ignore")

    assert all(step.actor.endswith("(synthetic)") for step in played)
    assert "Nobody (synthetic)" in said
    assert not [each for each in ("Ada Moreno", "Alder Court", "Cora Counsel") if each in said]


@pytest.mark.parametrize(
    ("first", "last", "baseline"),
    [
        # performance/kpis.md, KPI-NCV-03-3, in calendar days; and KPI-NCV-01-1, in business days.
        ("NCV-03.3", "NCV-03.6", 120.0),
        ("NCV-01.3", "NCV-01.5", 14.0),
    ],
)
def test_a_play_begins_at_the_baseline_that_the_documents_state(
    models: Mapping[str, StreamModel], first: str, last: str, baseline: float
) -> None:
    stream_id = first.partition(".")[0]
    company = read_company(reference_company(), models)
    model = replace(models[stream_id], calendar=company.calendar)
    begin, end = date(2024, 3, 1), date(2026, 3, 1)
    steps = all_steps(resized(company, 0.5), [model], begin=begin, end=end, seed=7)
    # What came later may not have ended yet, or falls into the months that are better.
    early = {step.case_id for step in steps if step.number == 1 and step.at.year == 2024}
    sold, built = (_passed(steps, stage, model) for stage in (first, last))
    spans = [(sold[each], built[each]) for each in early & set(built)]
    days = [(until - since).total_seconds() / 86_400 for since, until in spans]
    if stream_id == "NCV-01":
        hours = [business_time_between(company.calendar, *each) for each in spans]
        days = [each / timedelta(hours=9) for each in hours]

    assert fmean(days) == pytest.approx(baseline, rel=0.08)


def _passed(steps: list[Step], stage_id: str, model: StreamModel) -> dict[str, datetime]:
    """Return when each case passed a stage for the last time."""
    here: dict[str, int] = {}
    found: dict[str, datetime] = {}
    for step in steps:
        place = here.get(step.case_id, 0)
        if isinstance(step.command, do.Pass):
            here[step.case_id] = place + 1
            if model.stages[place].id == stage_id:
                found[step.case_id] = step.at
        elif isinstance(step.command, do.Reopen):
            here[step.case_id] = model.position(step.command.stage_id)
    return found


@pytest.mark.parametrize(
    ("file", "old", "new", "because"),
    [
        ("streams.toml", "[stream.NCV-04]", "[stream.NCV-99]", "NCV-99 is none of the documents"),
        ("streams.toml", "days = [0.15, 0.2,", "days = [0.2,", "RCV-02 has 6 stages"),
        ("streams.toml", 'back_to = "NCV-03.5"', 'back_to = "NCV-03.9"', "no stage NCV-03.9"),
        ("items.toml", '"Sales order"', '"Sales orders"', "no information item “Sales orders”"),
        ("items.toml", '"sales-order.json"', '"none.json"', "cannot be read"),
        ("company.toml", '"calendar.json"', '"company.toml"', "no business calendar"),
        ("company.toml", "people_per_role = 4", "people_per_role = 0", "people_per_role"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused_with_its_reason(
    models: Mapping[str, StreamModel], copied: Path, file: str, old: str, new: str, because: str
) -> None:
    path = copied / FOLDER / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(UnfitFileError, match=because):
        read_company(copied, models)
