"""Reports that cases could not take: kept once, shown to who answers, and decided on by them."""

from dataclasses import dataclass
from datetime import datetime

from penstock.app.cases.acting import By
from penstock.app.cases.usecases import Cases
from penstock.app.streams.keeping import again
from penstock.casework.checklist.held import HeldReport, Outcome, decided
from penstock.governance.conduct.records import NoSuchRecordError, Records, named


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """What a case cannot take.

    Args:
        case_id: The case.
        key: The key that it was sent under.
        stage_id: The stage that the case is in.
        role: Who answers for the stage; empty where the documents name nobody.
        act: What was to be done.
        said: What was said.
        photo: The picture that goes along; None for none.
        done_at: When it was done.
        because: Why it cannot be taken.
    """

    case_id: str
    key: str
    stage_id: str
    role: str
    act: str
    said: bytes
    photo: bytes | None
    done_at: datetime | None
    because: str


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Reports from the field that wait for a person.

    Args:
        cases: The cases, as whoever comes may see them.
        person: Who comes.
    """

    cases: Cases
    person: str

    def keep(self, unfit: Unfit) -> HeldReport:
        """Keep a report until somebody has decided; the same key is kept once."""
        return again(lambda: self._keep(unfit))

    def kept_under(self, case_id: str, key: str) -> HeldReport | None:
        """Return the report that was kept under a key; None where none was."""
        return next((each for each in self.of_case(case_id) if each.key == key), None)

    def of_case(self, case_id: str) -> tuple[HeldReport, ...]:
        """Return the reports of a case, the oldest first; the case has been looked at before."""
        return self._records.of_case(HeldReport, case_id)

    def theirs(self) -> tuple[HeldReport, ...]:
        """Return the open reports that whoever comes may decide on, the oldest first."""
        mine = [
            each
            for each in self._records.latest(HeldReport)
            if each.is_open and not self._against(each)
        ]
        seen = {each.case_id for each in self.cases.listed({each.case_id for each in mine})}
        return tuple(each for each in mine if each.case_id in seen)

    def report(self, name: str) -> HeldReport:
        """Return an open report that whoever comes may decide on.

        Raises:
            NoSuchRecordError: There is none of this name.
        """
        return named(name, self.theirs(), kind="report that waits for you")

    def photo(self, name: str) -> bytes:
        """Return the picture of a report.

        Raises:
            NoSuchRecordError: There is no such report, or it has none.
        """
        held = self.report(name)
        if not held.photo_sha256:
            raise NoSuchRecordError(name, kind="photo of")
        return self.cases.blobs.get(held.photo_sha256)

    def take(self, name: str) -> HeldReport:
        """Do in the case now what was reported, and keep that it was decided so.

        Raises:
            NoSuchRecordError: There is no such report.
            RefusedError: The case does not allow it, still.
            ActRefusedError: The code of its stage refuses it.
        """
        held = self.report(name)
        photo = self.cases.blobs.get(held.photo_sha256) if held.photo_sha256 else None
        self.cases.do(
            held.case_id,
            held.deed,
            By(actor=self.person, key=f"field-report/{held.number}"),
            said=held.said.encode(),
            attached=photo,
        )
        return self._decide(held, Outcome.TAKEN)

    def put_aside(self, name: str, *, reason: str) -> HeldReport:
        """Leave a report out of the case, for a reason; it is kept all the same.

        Raises:
            NoSuchRecordError: There is no such report.
            HeldReportError: No reason is given.
        """
        return self._decide(self.report(name), Outcome.PUT_ASIDE, reason=reason)

    def _decide(self, held: HeldReport, outcome: Outcome, *, reason: str = "") -> HeldReport:
        now = self.cases.now()
        after = decided(held, outcome, by=self.person, at=now, reason=reason)
        self._records.keep(after)
        return after

    def _keep(self, unfit: Unfit) -> HeldReport:
        if found := self.kept_under(unfit.case_id, unfit.key):
            return found
        photo = unfit.photo
        held = HeldReport(
            case_id=unfit.case_id,
            number=self._records.next_number(HeldReport),
            key=unfit.key,
            stage_id=unfit.stage_id,
            role=unfit.role,
            deed=unfit.act,
            said=unfit.said.decode(),
            photo_sha256="" if photo is None else self.cases.blobs.put(photo),
            photo_bytes=len(photo or b""),
            reported_by=self.person,
            done_at=unfit.done_at,
            received_at=self.cases.now(),
            problem=unfit.because,
        )
        self._records.keep(held)
        return held

    def _against(self, held: HeldReport) -> str:
        """Return why whoever comes may not decide on a report; empty where they may."""
        answering = self.cases.answering
        if not held.role or answering is None:
            return ""
        return answering.against_acting(self.person, (held.role,))

    @property
    def _records(self) -> Records:
        return self.cases.store.records
