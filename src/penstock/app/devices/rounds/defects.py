"""Recurring defects: what breaks from home to home is told to whoever answers for the product."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from penstock.app.devices.defects import DefectFileError
from penstock.app.devices.rounds.program import TROUBLES, Program
from penstock.app.streams.keeping import number_of
from penstock.casework.device.defects import Defect, DefectCase, with_cases
from penstock.casework.device.ports import Devices, StaleEntryError
from penstock.casework.device.registry import Device, Home, State
from penstock.casework.ticket.recurring import Break, DefectRules, Recurring, recurring
from penstock.casework.ticket.tickets import Ticket
from penstock.delivery.case import Case
from penstock.delivery.noticing import Notice, NoticeKind
from penstock.streams.ncv_01_smart_home.items.tickets import SupportTickets

STAGE, EXCHANGED = "NCV-01.7", "exchanged"
_EVERY = timedelta(hours=1)
_NEVER = datetime.min.replace(tzinfo=UTC)


class UnnamedRoleError(ValueError):
    """The rules name a role that the documents do not name for the stage."""

    def __init__(self, role: str, *, known: tuple[str, ...]) -> None:
        self.role = role
        super().__init__(
            f"Defects go to “{role}”, whom the documents do not name for {STAGE}. Name one of "
            f"{', '.join(known) or 'none'} in defects.toml, or name the role in the documents."
        )


@dataclass
class DefectWatch:
    """Looks through the tickets of all homes, once an hour.

    Args:
        program: Reads cases.
        devices: Where homes and defects are kept.
        rules: Returns when a fault is a defect, and whose it is.
    """

    program: Program
    devices: Devices
    rules: Callable[[], DefectRules]
    _next: datetime | None = None
    _read: dict[str, tuple[str, SupportTickets]] = field(default_factory=dict)

    def once(self) -> str:
        """Look for faults that recur, and tell of those that nobody was told of."""
        now = self.program.cases.now()
        if self._next is not None and now < self._next:
            return ""
        try:
            rules = self.rules()
            models = {each.key: each.model for each in self.devices.entries(Device)}
            breaks = list(self._breaks(models))
            told = [self._told(each, rules.role, now) for each in self._found(rules, breaks, now)]
        except (DefectFileError, UnnamedRoleError) as error:
            return f"Not looked for defects: {error}"
        self._next = now + _EVERY
        return " ".join(filter(None, told))

    def _breaks(self, models: dict[str, str]) -> Iterator[Break]:
        for home in self.devices.entries(Home):
            case = self.program.case_of(home)
            for each in self._readable(case) if case else ():
                device = f"{home.name}/{each.subject}"
                causes = [each.cause, *([EXCHANGED] if each.exchanges else [])]
                for cause in causes if models.get(device) else ():
                    yield Break(
                        case_id=home.case_id,
                        ticket=each.id,
                        device=device,
                        model=models[device],
                        cause=cause,
                        at=each.opened_at,
                    )

    def _readable(self, case: Case) -> tuple[Ticket, ...]:
        """Return the tickets of a case; none where they cannot be read."""
        try:
            return self._tickets(case).tickets
        except TROUBLES:
            return ()

    def _tickets(self, case: Case) -> SupportTickets:
        """Return the tickets of a case; the boundary is asked when they are others than before."""
        digest = self.program.digest(case, SupportTickets)
        before = self._read.get(case.case_id)
        if not digest:
            return SupportTickets()
        if before is None or before[0] != digest:
            self.program.require_reading(case, SupportTickets)
            self._read[case.case_id] = digest, self.program.kept(case, SupportTickets)
        return self._read[case.case_id][1]

    def _found(
        self, rules: DefectRules, breaks: Sequence[Break], now: datetime
    ) -> Iterator[Recurring]:
        """Yield the faults that recur, of what nobody has decided yet."""
        decided = {
            (each.rule, each.model): each.answered_at
            for each in sorted(self.devices.entries(Defect), key=lambda each: each.found_at)
            if each.answered_at
        }
        installed = Counter(
            each.model for each in self.devices.entries(Device, standing=State.ADOPTED)
        )
        for rule in rules.rule:
            new = [each for each in breaks if each.at > decided.get((rule.id, each.model), _NEVER)]
            yield from recurring([rule], new, installed, now=now)

    def _of(self, found: Recurring) -> list[Defect]:
        known = self.devices.entries(Defect)
        same = [each for each in known if (each.rule, each.model) == (found.rule.id, found.model)]
        return sorted(same, key=lambda each: each.found_at)

    def _told(self, found: Recurring, role: str, now: datetime) -> str:
        """Tell of a fault, or add to what was told; return a line for what is new."""
        before = self._of(found)
        cases = tuple(map(_case, found.breaks))
        is_open = bool(before) and before[-1].answered_at is None
        new = Defect(
            name=f"{found.rule.id}_{found.model}_{len(before) + 1}".lower().replace(" ", "_"),
            rule=found.rule.id,
            model=found.model,
            sentence=found.sentence,
            role=role,
            found_at=now,
            cases=cases,
        )
        try:
            if is_open and before[-1].cases != cases:
                self.devices.keep(with_cases(before[-1], cases, found.sentence))
            if not is_open:
                # What is told twice is kept once, so that nothing is lost between the two.
                self._tell(new, now)
                self.devices.keep(new)
        except StaleEntryError:
            return ""
        return "" if is_open else f"{role} is told of {new.name}: {new.sentence}"

    def _tell(self, defect: Defect, now: datetime) -> None:
        newest = defect.cases[-1]
        self._require_named(defect.role, newest.case_id)
        notice = Notice(
            case_id=newest.case_id,
            # It is no event of the case's log, whose numbers begin with 1.
            seq=-number_of(defect.name),
            role=defect.role,
            kind=NoticeKind.DEFECT,
            stage_id=STAGE,
            at=now,
            sentence=f"{defect.sentence} “penstock devices defects list” names the cases.",
        )
        notices = self.program.cases.store.notices
        notices.keep([notice], until=notices.position())

    def _require_named(self, role: str, case_id: str) -> None:
        store = self.program.cases.store
        case = store.case(case_id)
        assert case is not None
        stage = store.model(case.fingerprint).stage(STAGE)
        known = (*stage.responsible, stage.accountable, *stage.consulted, *stage.informed)
        if role not in known:
            raise UnnamedRoleError(role, known=tuple(filter(None, known)))


def _case(each: Break) -> DefectCase:
    return DefectCase(
        case_id=each.case_id,
        ticket=each.ticket,
        device=each.device,
        cause=each.cause,
        at=each.at,
    )
