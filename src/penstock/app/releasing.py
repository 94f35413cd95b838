"""Totals over many customers: added up behind the boundary, asked about, recorded, given out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from penstock.app.cases import Cases
from penstock.app.cases.completing import item_of
from penstock.app.cases.door import Door
from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Wanted
from penstock.governance.boundary.asking import Action, Decision, Object
from penstock.governance.boundary.releasing import (
    KIND,
    Amount,
    Part,
    Released,
    aggregate,
    totals_of,
    unit_of,
)
from penstock.governance.conduct.records import named
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

_PAGE = 500
_BELOW_ZERO = (
    "Some amount is below 0, so that shares would mislead. Add up what was drawn and what was fed "
    "in apart from each other."
)


class NotReleasedError(Exception):
    """A total is not given out; nothing is told of it but the rule."""

    def __init__(self, measure: str, *, rule: str, reason: str) -> None:
        self.rule = rule
        super().__init__(f"The total of {measure} is not given out ({rule}): {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A total that was given out, as somebody may see it.

    Args:
        released: The total; without what it was made of where they may not see that.
        is_whole: Whether they may see what it was made of.
    """

    released: Released
    is_whole: bool


@dataclass(frozen=True, kw_only=True)
class Releases:
    """The totals of a company.

    Args:
        cases: The cases whose items are added up.
        door: Asks the boundary for whoever wants a total.
    """

    cases: Cases
    door: Door

    def release(self, stream: str, item: str, field: str) -> Shown:
        """Give out the total of a number that items of a stream's cases hold.

        Args:
            stream: The stream; all of its cases are taken, so that nobody chooses customers.
            item: The item; its newest version in each case.
            field: The name of the number in its JSON.

        Raises:
            NoSuchNameError: There is no such stream, or it has no such item.
            NotReleasedError: The policies forbid it.
            UnapprovedPoliciesError: The policies may not decide.
            AuditError: It could not be recorded; nothing is given out.
        """
        model = self.cases.models.current(stream)
        name = item_of(model, item)
        measure = f"{name}: {field}"
        book, person = self.cases.book, self.door.asker.person

        def made() -> Sequence[Released]:
            # First the number: whoever releases something meanwhile takes it, and all is done anew.
            number = book.records.next_number(Released)
            earlier = book.records.latest(Released)
            amounts = tuple(self._amounts(model, name, field))
            about = self._aggregate(model, name, measure, amounts, earlier)
            is_fit = all(each.amount >= 0 for each in amounts)
            decision = self._decided(measure, about, is_fit=is_fit)
            total = sum((each.amount for each in amounts), Decimal())
            released = Released(
                number=number,
                measure=measure,
                side=about.side.value,
                to=self.door.guard.hat(self.door.asker).value,
                total=f"{total:f}",
                customers=about.totals.customers if about.totals else 0,
                parts=tuple(each.part for each in amounts),
                rule=decision.rule,
                policy_sha256=decision.policy_sha256,
                released_by=person,
                released_at=decision.at,
            )
            return [released]

        (released,) = book.write(made, by=person)
        (shown,) = self._shown([released])
        return shown

    def all(self) -> tuple[Shown, ...]:
        """Return what was given out to the side that somebody acts for, or is theirs."""
        hat = self.door.guard.hat(self.door.asker)
        shown = self._shown(self.cases.book.records.latest(Released))
        return tuple(each for each in shown if each.is_whole or each.released.to == hat.value)

    def named(self, name: str) -> Shown:
        """Return a total that was given out.

        Raises:
            NoSuchRecordError: There is none, as far as they may know.
        """
        found = self.all()
        released = named(name, [each.released for each in found], kind="release")
        return next(each for each in found if each.released is released)

    def _shown(self, kept: Sequence[Released]) -> tuple[Shown, ...]:
        """Return releases with what they were made of for those alone who may see that."""
        if not kept:
            return ()
        lineages = [
            Object(
                id=f"parts of {each.id}",
                kind=KIND,
                side=Side(each.side),
                sensitivity=Sensitivity.CONFIDENTIAL,
                subject="",
                data_class="lineage",
            )
            for each in kept
        ]
        decisions = self.door.guard.decide(self.door.asker, Action.READ, lineages)
        return tuple(
            Shown(released=each if may.allowed else replace(each, parts=()), is_whole=may.allowed)
            for each, may in zip(kept, decisions, strict=True)
        )

    def _decided(self, measure: str, about: Object, *, is_fit: bool) -> Decision:
        guard = self.door.guard
        asker = replace(self.door.asker, hat=guard.hat(self.door.asker))
        (decision,) = guard.decide(asker, Action.RELEASE, [about])
        if not is_fit:
            raise NotReleasedError(measure, rule="amount-below-zero", reason=_BELOW_ZERO)
        if not decision.allowed:
            raise NotReleasedError(measure, rule=decision.rule, reason=decision.reason)
        return decision

    def _aggregate(
        self,
        model: StreamModel,
        item: str,
        measure: str,
        amounts: Sequence[Amount],
        earlier: Sequence[Released],
    ) -> Object:
        known = self.door.classes.of(item)
        side = known.side or Side.read(model.side) or Side.ENTERPRISE
        is_fit = all(each.amount >= 0 for each in amounts)
        over = totals_of(measure, amounts if is_fit else (), earlier=earlier)
        return aggregate(measure, side, known.name, over)

    def _amounts(self, model: StreamModel, item: str, field: str) -> Iterator[Amount]:
        """Yield what the cases of a stream add; a content without such a number adds nothing."""
        for case in self._of_stream(model.stream_id):
            held = case.items.get(item)
            if held is None or not case.customer:
                continue
            amount = _number(self.cases.blobs.get(held.sha256), field)
            if amount is None:
                continue
            part = Part(
                case_id=case.case_id,
                item=item,
                version=held.version,
                sha256=held.sha256,
                unit=unit_of(case.customer, held.sha256),
            )
            yield Amount(customer=case.customer, amount=amount, part=part)

    def _of_stream(self, stream_id: str) -> Iterator[Case]:
        after = ""
        while page := self.cases.store.find(Wanted(stream_id=stream_id, after=after, limit=_PAGE)):
            yield from page
            after = page[-1].case_id


def _number(content: bytes, field: str) -> Decimal | None:
    """Return a number that a JSON object holds; None where there is none."""
    try:
        said = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    except ValueError:
        return None
    found = said.get(field) if isinstance(said, dict) else None
    return found if isinstance(found, Decimal) and found.is_finite() else None
