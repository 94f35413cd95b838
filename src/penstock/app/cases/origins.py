"""What the items of cases were made of: as somebody said it, or as code made it of what it took."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from penstock.app.cases.objects import case_object
from penstock.app.guarding.classes import DataClasses
from penstock.delivery.case import Case
from penstock.delivery.events import ActDone, StageStarted
from penstock.delivery.ports import Store
from penstock.governance.boundary.asking import Object
from penstock.governance.boundary.lineage import Lineage, Source, origins


@dataclass(frozen=True, kw_only=True)
class Origins:
    """Tells what items were made of, as the boundary takes it.

    Args:
        store: Where cases are kept, and what was said of their items.
        classes: What information items are about.
    """

    store: Store
    classes: DataClasses

    def of(self, case: Case, *items: str) -> Iterator[Object]:
        """Yield what items were made of in the end, each once.

        Whoever may not see one of these may not see what was made of it.
        """
        walk = _Walk(store=self.store, classes=self.classes)
        walk.cases[case.case_id] = case
        found = (each for item in items for each in origins(case.case_id, item, walk.made_of))
        for case_id, item in dict.fromkeys((each.case_id, each.item) for each in found):
            held = walk.case(case_id)
            about = case_object(held, self.store.model(held.fingerprint)) if held else None
            if about:
                yield self.classes.item(item, held_by=about)


@dataclass(frozen=True, kw_only=True)
class _Walk:
    """Goes from items to what they were made of, and looks at each case once."""

    store: Store
    classes: DataClasses
    cases: dict[str, Case | None] = field(default_factory=dict)
    said: dict[str, tuple[Lineage, ...]] = field(default_factory=dict)
    by_code: dict[str, frozenset[str]] = field(default_factory=dict)
    by_acts: dict[str, tuple[ActDone, ...]] = field(default_factory=dict)

    def case(self, case_id: str) -> Case | None:
        if case_id not in self.cases:
            self.cases[case_id] = self.store.case(case_id)
        return self.cases[case_id]

    def made_of(self, case_id: str, item: str) -> Iterator[Source]:
        """Yield what an item was made of at once; its name is in small letters."""
        if case_id not in self.said:
            self.said[case_id] = self.store.records.of_case(Lineage, case_id)
        for each in self.said[case_id]:
            if each.item.casefold() == item:
                yield from each.made_of
        case = self.case(case_id)
        if case:
            yield from self._taken_in(case, item)
            yield from self._read_by_acts(case, item)

    def _taken_in(self, case: Case, item: str) -> Iterable[Source]:
        """Yield what the code of a stage was given that an item came out of.

        Where the council said itself how closed an item is, that is what counts of data of the
        case's own side: the result of a grid study tells less than the model of the feeder.
        """
        name = next((each for each in case.items if each.casefold() == item), "")
        if not name:
            return
        stages = {each.id: each for each in self.store.model(case.fingerprint).stages}
        stage = stages.get(case.items[name].stage_id)
        if not stage or name not in stage.outputs or stage.id not in self._worked_by_code(case):
            return
        for each in (*stage.inputs, *(paper for paper in stage.papers if paper != name)):
            held = case.items.get(each)
            if held and self._counts(each, for_item=name):
                yield Source(
                    case_id=case.case_id, item=each, version=held.version, sha256=held.sha256
                )

    def _read_by_acts(self, case: Case, item: str) -> Iterator[Source]:
        """Yield what acts had read that made an item."""
        for act in self._acts(case):
            name = next((each for each in act.made if each.casefold() == item), "")
            for read in act.read if name else ():
                is_other = read.version and read.item != name
                if is_other and self._counts(read.item, for_item=name):
                    yield Source(
                        case_id=case.case_id,
                        item=read.item,
                        version=read.version,
                        sha256=read.sha256,
                    )

    def _counts(self, source: str, *, for_item: str) -> bool:
        """Tell whether an item is as closed as another that it was made of."""
        is_ruled = self.classes.of(for_item).sensitivity is not None
        return not (is_ruled and self.classes.of(source).side is None)

    def _acts(self, case: Case) -> tuple[ActDone, ...]:
        if case.case_id not in self.by_acts:
            self._read_log(case)
        return self.by_acts[case.case_id]

    def _worked_by_code(self, case: Case) -> frozenset[str]:
        """Return the stages of a case that code was ever given."""
        if case.case_id not in self.by_code:
            self._read_log(case)
        return self.by_code[case.case_id]

    def _read_log(self, case: Case) -> None:
        events = [each.event for each in self.store.log(case.case_id)]
        self.by_code[case.case_id] = frozenset(
            each.stage_id for each in events if isinstance(each, StageStarted) and each.by_worker
        )
        self.by_acts[case.case_id] = tuple(each for each in events if isinstance(each, ActDone))
