"""One request of interconnection in a play, worked up to where an engineer decides on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.forms import StudyForm
from penstock.app.demo_data.playing import PlayRefusedError, rules_of
from penstock.app.demo_data.reading import FOLDER
from penstock.app.service_levels.form import read_form
from penstock.delivery import commands as do
from penstock.delivery.handling import Request, tried
from penstock.delivery.models import StreamModel
from penstock.governance.service_levels.calendars import Calendar
from penstock.simulation.chances import dice
from penstock.simulation.contents import Facts, filled
from penstock.simulation.plans import Template
from penstock.simulation.steps import Step

_FILE, _ITEMS = "study.toml", "study"
_BEGAN, _BETWEEN = timedelta(days=6), timedelta(hours=5)
_EVIDENCE = "seen in the play"


@dataclass(frozen=True, kw_only=True)
class _Request:
    """The request that is played.

    Args:
        form: What is said of it.
        folder: Where its items are.
        model: What it runs on.
        begin: When it came in.
    """

    form: StudyForm
    folder: Path
    model: StreamModel
    begin: datetime

    def steps(self) -> Iterator[Step]:
        """Yield all that is done, at an even pace."""
        for number, (command, content) in enumerate(self._commands(), start=1):
            yield Step(
                at=self._at(number),
                case_id=self.form.case,
                number=number,
                stream_id=self.form.stream,
                actor=self.form.person,
                command=command,
                content=content,
            )

    def _at(self, number: int) -> datetime:
        return self.begin + number * _BETWEEN

    def _commands(self) -> Iterator[tuple[do.Command, bytes]]:
        form = self.form
        yield do.Open(case_id=form.case, product="", customer=form.customer), b""
        number = 1
        stages = list(dict.fromkeys(each.stage for each in form.item))
        for stage_id in stages:
            items = [each for each in form.item if each.stage == stage_id]
            for each in items:
                number += 1
                content = self._content(each.file, number)
                yield do.Record(item=each.name, sha256=sha256(content).hexdigest()), content
            if stage_id != stages[-1]:
                # The last stage is left to whoever looks at it.
                for command in self._passing(stage_id):
                    number += 1
                    yield command, b""

    def _passing(self, stage_id: str) -> Iterator[do.Command]:
        yield do.Claim(person=self.form.person)
        yield do.Complete()
        yield do.Pass(evidence=_EVIDENCE, role=self.model.stage(stage_id).accountable)

    def _content(self, file: str, number: int) -> bytes:
        content = (self.folder / _ITEMS / file).read_bytes()
        made_at = self.form.made_at if file.endswith(".json") else None
        at = self._at(number)
        facts = Facts(
            case_id=self.form.case,
            customer=self.form.customer,
            zone=self.form.zone,
            entered=at,
            at=at,
            versions={},
        )
        if made_at is None:
            return content
        day, masked = _mask(self.form.rules_day)
        template = Template(content=content.replace(day, masked), made_at=made_at)
        return filled(template, facts, dice(0, self.form.case)).replace(masked, day)


def _mask(day: date) -> tuple[bytes, bytes]:
    """Return a day, and how it is written while others move: rules are in force from one day."""
    return str(day).encode(), f"{day:%Y/%m/%d}".encode()


def play_study(cases: Cases, documents: Path, calendar: Calendar) -> None:
    """Work the request of a plan, if it has one; done again, it is as it was.

    Raises:
        PlayRefusedError: The engine refuses a step.
        UnfitFileError: The file cannot be followed.
    """
    folder = documents / FOLDER
    if not (folder / _FILE).exists():
        return
    form = read_form(folder / _FILE, StudyForm)
    held = cases.store.case(form.case)
    model = replace(cases.models.current(form.stream, procedure=form.procedure), calendar=calendar)
    begin = held.opened_at - _BETWEEN if held else cases.now() - _BEGAN
    request = _Request(form=form, folder=folder, model=model, begin=begin)
    _play(cases, list(request.steps()), model)


def _play(cases: Cases, steps: list[Step], model: StreamModel) -> None:
    for content in {step.content for step in steps if step.content}:
        cases.blobs.put(content)
    with cases.store.transaction() as transaction:
        for step in steps:
            request = Request(
                command_id=f"demo-data/{step.case_id}/{step.number}",
                case_id=step.case_id,
                command=step.command,
                actor=step.actor,
                at=step.at,
            )
            answer = tried(request, transaction, rules_of(model))
            if isinstance(answer, Exception):
                raise PlayRefusedError(step, answer)
