"""Taking what comes from the field: each item once, into the case, or for a person to decide."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from penstock.app.cases.acting import By, ConflictError
from penstock.app.field.fieldwork import Fieldwork
from penstock.app.field.holding import Unfit
from penstock.app.field.jobs import Job
from penstock.app.field.sending import SentReport, Taken, TakenState, What
from penstock.app.items.sayings import said_value
from penstock.casework.checklist.agreeing import disagreements, is_known
from penstock.casework.checklist.metadata import without_metadata
from penstock.casework.checklist.pictures import NoPictureError
from penstock.casework.checklist.saying import StepDone
from penstock.delivery.stage_acts import ActRefusedError, StageAct

_TRIES = 5
_SENT = Taken(state=TakenState.SENT, sentence="Sent.")
_KNOWN = Taken(state=TakenState.SENT, sentence="You have reported this already.")
_HELD = Taken(
    state=TakenState.HELD,
    sentence="Kept: the case cannot take it as it is, and a person decides on it.",
)


class WithoutKeyError(ValueError):
    """An item came without the key by which it counts once."""

    def __init__(self) -> None:
        super().__init__("The form does not say what it was made for. Load the page anew.")


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Where items from the field come in.

    Args:
        field: The field of whoever sends them.
    """

    field: Fieldwork

    def take(self, sent: SentReport) -> Taken:
        """Take an item that was sent from the field: into the case, or for a person to decide.

        Raises:
            WithoutKeyError: It has no key.
            NoSuchCaseError: There is no such job, as far as they may know.
            ActRefusedError: The item does not fit, and can be put right.
            UnfitSaidError: Something that was typed cannot be read.
            RefusedError: They may not do it, or the work has not begun.
        """
        if not sent.key:
            raise WithoutKeyError
        by = By(actor=self.field.person, key=f"{self.field.person}/field/{sent.key}")
        self.field.cases.require_writable(sent.case_id)
        job, photo = self.field.job(sent.case_id), _clean(sent.photo)
        act = _act(job, sent.what)
        if not self.field.cases.is_done(by):
            if self.field.holding.kept_under(job.case_id, by.key):
                return _HELD
            if because := self._against(job, sent):
                return self._held(job, sent, by, photo=photo, because=because)
            if self._is_known(job, sent, photo):
                return _KNOWN
        elif act is None:
            return _SENT
        # What was done under the key before is answered as then, and refused if it was another.
        self._do(job, _needed(act, job, sent), by, said=sent.said, photo=photo)
        return _SENT

    def _do(self, job: Job, act: StageAct, by: By, *, said: bytes, photo: bytes | None) -> None:
        for left in reversed(range(_TRIES)):
            try:
                self.field.cases.do(job.case_id, act.name, by, said=said, attached=photo)
            except ConflictError:
                # Reports of others add up with this one: it is read and added anew.
                if not left:
                    raise
            else:
                return

    def _against(self, job: Job, sent: SentReport) -> str:
        """Return why only a person can decide on an item; empty where it can be taken."""
        if sent.is_handed_over:
            return f"{self.field.person} asks for a decision"
        if job.acts is None or job.standing.status != "open":
            return job.because
        if sent.crew and not self.field.is_booked(sent.crew, job.case_id):
            return f"the job is not with crew {sent.crew} any more"
        said = _said(job, sent)
        if said is None or job.work is None or sent.seen is None:
            return ""
        meanwhile = job.work.reports[sent.seen :]
        return "; ".join(disagreements(said, meanwhile, by=self.field.person))

    def _is_known(self, job: Job, sent: SentReport, photo: bytes | None) -> bool:
        said = _said(job, sent)
        if job.work is None or said is None:
            return False
        digest = "" if photo is None else sha256(photo).hexdigest()
        return is_known(said, job.work.reports, by=self.field.person, sha256=digest)

    def _held(
        self, job: Job, sent: SentReport, by: By, *, photo: bytes | None, because: str
    ) -> Taken:
        model = self.field.cases.store.model(job.case.fingerprint)
        act = _act(job, sent.what)
        self.field.holding.keep(
            Unfit(
                case_id=job.case_id,
                key=by.key,
                stage_id=job.case.stage_id,
                role=model.stage(job.case.stage_id).accountable,
                act=act.name if act else "report",
                said=sent.said,
                photo=photo,
                done_at=_done_at(sent.said),
                because=because,
            )
        )
        return _HELD


def _clean(photo: bytes | None) -> bytes | None:
    """Return a photo as it is kept, so that the same one is known again."""
    try:
        return None if photo is None else without_metadata(photo)
    except NoPictureError as error:
        raise ActRefusedError(str(error)) from error


def _needed(act: StageAct | None, job: Job, sent: SentReport) -> StageAct:
    if act is None:
        raise ActRefusedError(
            f"Stage {job.case.stage_id} has no act to {sent.what} the work on site. Leave it, and "
            "report the steps."
        )
    return act


def _said(job: Job, sent: SentReport) -> StepDone | None:
    """Return what is reported, as the act of the stage takes it."""
    if job.acts is None or not sent.said:
        return None
    found = said_value(job.acts.report, sent.said)
    assert isinstance(found, StepDone), f"{job.acts.report.name} is told of steps."
    return found


def _act(job: Job, what: What) -> StageAct | None:
    if job.acts is None:
        return None
    return {What.BEGIN: job.acts.begin, What.FINISH: job.acts.finish}.get(what, job.acts.report)


def _done_at(said: bytes) -> datetime | None:
    """Return when something was done, as far as it can be read; nothing else of it is judged."""
    try:
        return datetime.fromisoformat(json.loads(said)["done_at"])
    except (ValueError, KeyError, TypeError):
        return None
