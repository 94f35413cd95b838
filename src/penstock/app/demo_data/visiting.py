"""Visits to some homes of a play, prepared by the acts of their stage, for whoever plays a crew."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from penstock.app.cases.acting import By, ConflictError
from penstock.app.cases.standing import Standing
from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.forms import VisitItemForm, VisitsForm
from penstock.app.demo_data.reading import FOLDER
from penstock.app.field.members import Members
from penstock.app.service_levels.form import read_form
from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.casework.appointment.jobs import Window
from penstock.delivery import commands as do
from penstock.delivery.ports import Wanted
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError

_FILE = "visits.toml"
_AHEAD = timedelta(days=14)


def prepare_visits(cases: Cases, documents: Path) -> int:
    """Prepare the visits of a plan, if it has any, and return how many could be.

    A home whose devices cannot be had, or that nobody can be sent to, is left as it is.

    Raises:
        UnfitFileError: The file cannot be followed.
    """
    if not (documents / FOLDER / _FILE).exists():
        return 0
    form = read_form(documents / FOLDER / _FILE, VisitsForm)
    wanted = Wanted(stream_id=form.stream, stage_id=form.stage, status="open", limit=200)
    done = 0
    for found in cases.find(wanted):
        if done < form.homes:
            done += _Preparing(cases=cases, form=form, home=found).is_done()
    return done


def send_out(cases: Cases, documents: Path, holders: Mapping[str, str]) -> None:
    """Let whoever installs go out with a crew that has visits, unless they have a crew.

    Args:
        cases: The cases of a play.
        documents: What it is a play of.
        holders: Somebody of each role.
    """
    if not (documents / FOLDER / _FILE).exists():
        return
    person = holders.get(read_form(documents / FOLDER / _FILE, VisitsForm).installer, "")
    members = Members(records=cases.store.records)
    calendar = RecordedCrewCalendar(records=cases.store.records, folder=documents)
    soon = Window(start=cases.now(), end=cases.now() + _AHEAD)
    busy = sorted(calendar.booked(soon), key=lambda each: each.start)
    if person and busy and not members.crew_of(person):
        members.join(person, busy[0].crew, calendar.crews, at=cases.now())


@dataclass(frozen=True, kw_only=True)
class _Preparing:
    """The way of one home from a contract to a visit."""

    cases: Cases
    form: VisitsForm
    home: Standing

    def is_done(self) -> bool:
        """Prepare the visit; tell whether it could be."""
        try:
            self._prepare()
        except (ActRefusedError, ConflictError, RefusedError):
            return False
        return True

    def _prepare(self) -> None:
        case_id = self.home.case_id
        if not self.home.assignee:
            self.cases.act(case_id, do.Claim(person=self._person), self._by("claim"))
        for act in self.form.act:
            said = json.dumps(act.said).encode() if act.said else b""
            self.cases.do(case_id, act.name, self._by(act.name), said=said)
        self.cases.act(case_id, do.Complete(), self._by("complete"))
        role = self.cases.models.current(self.form.stream).stage(self.form.stage).accountable
        passing = do.Pass(evidence=self.form.evidence, role=role)
        self.cases.act(case_id, passing, self._by("pass"))
        for item in self.form.item:
            content = json.dumps(self._content(item)).encode()
            self.cases.record(case_id, item.name, content, self._by(item.name))

    @property
    def _person(self) -> str:
        return self.home.assignee or self.form.coordinator

    def _content(self, item: VisitItemForm) -> Mapping[str, object]:
        if not item.of:
            return item.content
        held = json.loads(self.cases.content(self.home.case_id, item.of))
        entries = [{name: each[of] for name, of in item.fields.items()} for each in held[item.list]]
        return {item.list: entries}

    def _by(self, what: str) -> By:
        return By(actor=self._person, key=f"visits/{self.home.case_id}/{what}")
