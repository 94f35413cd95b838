"""Saying what an item of a case was made of: from then on it is as closed as all of that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from penstock.app.cases import Cases
from penstock.app.cases.completing import item_of
from penstock.app.cases.door import Door
from penstock.app.cases.naming import chosen
from penstock.delivery.case import Case
from penstock.delivery.commands import Record
from penstock.governance.boundary.lineage import Lineage, Source


@dataclass(frozen=True, kw_only=True)
class Derivations:
    """What items were made of.

    Args:
        cases: The cases that hold them.
        door: Asks the boundary for whoever says it.
    """

    cases: Cases
    door: Door

    def say(self, case_id: str, item: str, made_of: Iterable[tuple[str, str]]) -> Lineage:
        """Keep what an item was made of; the same, said again by the same person, is kept once.

        Args:
            case_id: The case that holds it, or will.
            item: The item.
            made_of: Cases and their items, each at its newest version.

        Raises:
            NoSuchCaseError: There is no such case, as far as they may know, or they may not read
                what it was made of.
            NoSuchNameError: There is no such item, or nothing was recorded as one.
            RefusedError: They may not work the case.
            AuditError: It could not be recorded; nothing is kept.
        """
        case = self.door.case(case_id, Record(item=item, sha256=""))
        name = item_of(self.cases.store.model(case.fingerprint), item)
        sources = tuple(self._source(*each) for each in made_of)
        said = self.cases.book.records.of_case(Lineage, case.case_id)
        what = (name, sources, self.door.asker.person)
        same = (each for each in said if (each.item, each.made_of, each.said_by) == what)
        return next(same, None) or self.keep(case.case_id, name, sources)

    def keep(self, case_id: str, item: str, sources: tuple[Source, ...]) -> Lineage:
        """Keep what an item was made of, by somebody who was allowed to read all of it.

        Args:
            case_id: The case that holds it, or will.
            item: The item, as the model of the case calls it.
            sources: What it was made of.

        Raises:
            AuditError: It could not be recorded; nothing is kept.
        """
        book, person = self.cases.book, self.door.asker.person

        def made() -> Sequence[Lineage]:
            lineage = Lineage(
                number=book.records.next_number(Lineage),
                case_id=case_id,
                item=item,
                made_of=sources,
                said_by=person,
                said_at=self.cases.now(),
            )
            return [lineage]

        (lineage,) = book.write(made, by=person)
        return lineage

    def _source(self, case_id: str, item: str) -> Source:
        case: Case = self.door.item(case_id, item)
        name = chosen(item, sorted(case.items), kind="recorded item", of=case.case_id)
        return source_of(case, name)


def source_of(case: Case, item: str) -> Source:
    """Return the newest version of an item that a case holds, as something to make others of."""
    held = case.items[item]
    return Source(case_id=case.case_id, item=item, version=held.version, sha256=held.sha256)
