"""The network and the procedure of a company, as the work of AOV-04 asks for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial
from pathlib import Path

from penstock.app import clock
from penstock.app.energy.network_answers import screen_sets
from penstock.app.energy.network_files import find_feeder
from penstock.app.interconnection.procedure_files import Interconnection, read_interconnection
from penstock.app.loading import reference_company
from penstock.app.streams.agreements import AgreedRequest, agreed_requests
from penstock.app.streams.ports import World
from penstock.app.tabular import UnfitFileError, rows_of
from penstock.engineering.network.agreed import Agreed, open_with
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.screens.feeder_facts import FeederFacts, read_feeder_facts
from penstock.engineering.network.screens.rules import ScreenSet, in_force
from penstock.governance.interconnection.procedure import Track
from penstock.governance.interconnection.requests import Project
from penstock.governance.service_levels.business_time import add_business_days, local_day
from penstock.streams.aov_04_interconnection.ports import Replacement, ServicePoint

_FEEDERS, _POINTS = "feeders", "service-points.csv"
_TRANSFORMERS = Path("interconnection") / "service-transformers.csv"
_POINT = ("meter", "account", "feeder", "bus", "transformer", "phases", "voltage_v")
_TRANSFORMER = ("phases", "kva", "cost_usd")
_JURISDICTION = "US-FERC"


@dataclass(frozen=True)
class CompanyGrid:
    """The network in the folder of a company's documents.

    Args:
        folder: Where the documents lie; feeders lie below `feeders`.
        agreements: Yields the requests that are agreed on.
        now: Returns the moment it is.
    """

    folder: Path
    agreements: Callable[[], Iterable[AgreedRequest]] = tuple
    now: Callable[[], datetime] = clock.now

    def service_point(self, meter: str) -> ServicePoint | None:
        """Return where a meter hangs; None where no such meter is known.

        Raises:
            UnfitFileError: The table of service points cannot be followed.
        """
        return self._points.get(meter)

    def agreed(self, point: ServicePoint) -> tuple[Agreed, ...]:
        """Return what is agreed on a point's feeder and not in its model, for other meters.

        Who applies for a meter again applies for all that shall be there.

        Raises:
            NetworkError: What is stated about the feeder cannot be followed.
            UnfitFileError: The table of service points cannot be followed.
        """
        on, since = self.now().date(), self.stated(point.feeder).generators_as_of
        return tuple(
            Agreed(bus=at.bus, kw=float(each.export_kw), kva=float(each.capacity_kw_ac))
            for each in self.agreements()
            if each.meter != point.meter
            and each.holds(on, since=since)
            and (at := self.service_point(each.meter))
            and at.feeder == point.feeder
        )

    def feeder(self, name: str, agreed: Sequence[Agreed] = ()) -> Feeder:
        """Return a feeder with what is agreed besides, solved; each caller has one of its own.

        Raises:
            NetworkError: Its script cannot be solved.
        """
        return open_with(find_feeder(str(self.folder / _FEEDERS / name)).script(), agreed)

    def stated(self, name: str) -> FeederFacts:
        """Return what is stated about a feeder and its script does not tell.

        Raises:
            NetworkError: It cannot be followed.
        """
        text = find_feeder(str(self.folder / _FEEDERS / name)).facts()
        return read_feeder_facts(text, file=f"{name}/feeder.toml") if text else FeederFacts()

    def replacement(self, *, kva: float, phases: int) -> Replacement | None:
        """Return the least service transformer of a rating or more; None where there is none.

        Raises:
            UnfitFileError: The table of transformers cannot be followed.
        """
        enough = [each for number, each in self._transformers if number == phases]
        fit = [each for each in enough if float(each.kva) >= kva]
        return min(fit, key=lambda each: each.kva, default=None)

    @cached_property
    def _points(self) -> Mapping[str, ServicePoint]:
        file = self.folder / _FEEDERS / _POINTS
        found: dict[str, ServicePoint] = {}
        for line, row in rows_of(file, _POINT):
            if row["meter"] in found:
                raise UnfitFileError(file, [f"line {line}: meter {row['meter']} stands twice."])
            found[row["meter"]] = _point(file, line, row)
        return found

    @cached_property
    def _transformers(self) -> tuple[tuple[int, Replacement], ...]:
        file = self.folder / _TRANSFORMERS
        return tuple(_transformer(file, line, row) for line, row in rows_of(file, _TRANSFORMER))


@dataclass(frozen=True)
class CompanyRules:
    """The procedure in the folder of a company's documents, the same for every applicant.

    Args:
        folder: Where the documents lie; the procedure lies below `interconnection`.
    """

    folder: Path

    def size_tier(self, *, capacity_kw: Decimal, is_certified: bool) -> str:
        """Return the way through the procedure that capacity and equipment alone decide."""
        return self._track(capacity_kw, is_certified=is_certified).name

    def is_studied_at_once(self, *, capacity_kw: Decimal, is_certified: bool) -> bool:
        """Tell whether a project of this kind goes to the study without screens."""
        last = self._interconnection.procedure.tracks[-1]
        return self._track(capacity_kw, is_certified=is_certified) is last

    def screens(self, on: date) -> ScreenSet:
        """Return the technical screens that are in force on a day.

        Raises:
            NetworkError: None are.
        """
        return in_force(screen_sets(), jurisdiction=_JURISDICTION, on=on)

    def last_day(self, after: datetime, *, business_days: int) -> date:
        """Return the last day of so many business days after a moment.

        Raises:
            BeyondCalendarError: The calendar does not reach that far.
        """
        return add_business_days(self._interconnection.calendar, self.day_of(after), business_days)

    def day_of(self, moment: datetime) -> date:
        """Return the day that a moment falls on where the company works."""
        return local_day(self._interconnection.calendar, moment)

    def _track(self, capacity_kw: Decimal, *, is_certified: bool) -> Track:
        project = Project(capacity_kw=capacity_kw, is_certified=is_certified)
        return self._interconnection.procedure.track(project)

    @cached_property
    def _interconnection(self) -> Interconnection:
        return read_interconnection(self.folder)


def grid(world: World) -> CompanyGrid:
    """Return the network of the documents that were named, or of the reference company."""
    return CompanyGrid(
        world.folder or reference_company(),
        agreements=partial(agreed_requests, world.store, world.cases.blobs),
        now=world.now,
    )


def rules(world: World) -> CompanyRules:
    """Return the procedure of the documents that were named, or of the reference company."""
    return CompanyRules(world.folder or reference_company())


def _point(file: Path, line: int, row: Mapping[str, str]) -> ServicePoint:
    empty = [name for name in _POINT if not row[name]]
    if empty or not (row["phases"].isdigit() and row["voltage_v"].isdigit()):
        because = (
            f"lacks {', '.join(empty)}" if empty else "has phases or voltage_v that are no number"
        )
        raise UnfitFileError(file, [f"line {line} {because}."])
    return ServicePoint(
        meter=row["meter"],
        account=row["account"],
        feeder=row["feeder"],
        bus=row["bus"],
        transformer=row["transformer"],
        phases=int(row["phases"]),
        voltage_v=int(row["voltage_v"]),
    )


def _transformer(file: Path, line: int, row: Mapping[str, str]) -> tuple[int, Replacement]:
    try:
        cost_cents = int(Decimal(row["cost_usd"]) * 100)
        return int(row["phases"]), Replacement(kva=Decimal(row["kva"]), cost_cents=cost_cents)
    except (ValueError, InvalidOperation) as error:
        because = f"line {line} has a phase, rating or cost that is no number."
        raise UnfitFileError(file, [because]) from error
