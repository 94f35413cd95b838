"""Answers to questions about feeders, made by the science of networks."""

from collections.abc import Mapping
from importlib.resources import files

from penstock.app.energy.network import (
    HostingQuestion,
    Plant,
    Progress,
    Report,
    ScreenQuestion,
    StudyQuestion,
)
from penstock.app.energy.network_json import hosting_json, screening_json, study_json
from penstock.app.energy.network_words import hosting_lines, screening_lines, study_lines
from penstock.engineering.network.building import open_feeder
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.hosting import connectable, hosting
from penstock.engineering.network.inverters import (
    VOLT_WATT,
    Category,
    Settings,
    curve_of,
    default_settings,
)
from penstock.engineering.network.operating import Generator, LoadLevel
from penstock.engineering.network.pictures import heat_map
from penstock.engineering.network.pictures.profile import profile
from penstock.engineering.network.screens.feeder_facts import FeederFacts, read_feeder_facts
from penstock.engineering.network.screens.from_feeder import facts_of
from penstock.engineering.network.screens.rules import ScreenSet, in_force, read_screens
from penstock.engineering.network.screens.screening import Verdict, screen
from penstock.engineering.network.study.limits import Criterion, with_limits
from penstock.engineering.network.study.studying import Study, study

_MINIMUM, _PEAK = "minimum load", "peak load"


def studied(question: StudyQuestion) -> Report:
    """Study a generator."""
    done = _study(open_feeder(question.files.script()), question)
    draw = {"": lambda _: "", "profile": profile, "map": heat_map.of_study}[question.picture]
    return Report(
        lines=tuple(study_lines(done)),
        document=study_json(done),
        svg=draw(done),
        passed=done.passed,
    )


def hosted(question: HostingQuestion, progress: Progress) -> Report:
    """Find how much each bus takes."""
    feeder = open_feeder(question.files.script())
    buses = tuple(map(feeder.bus, question.buses)) or connectable(feeder)
    level = LoadLevel(name=_MINIMUM, percent=question.loads.minimum_percent)
    found = []
    for each in hosting(
        feeder,
        buses=buses,
        level=level,
        limits=with_limits(_criteria(question.limits)),
        most_kw=question.most_kw,
        ignored=frozenset(map(Criterion, question.ignored)),
    ):
        found.append(each)
        progress(len(found), len(buses))
    return Report(
        lines=tuple(hosting_lines(feeder, found, level)),
        document=hosting_json(feeder, found, level),
        svg=heat_map.of_hosting(feeder, found) if question.picture else "",
    )


def screened(question: ScreenQuestion) -> Report:
    """Hold a generator against the technical screens of a day."""
    rules = in_force(screen_sets(), jurisdiction=question.jurisdiction, on=question.on)
    text = question.files.facts()
    stated = read_feeder_facts(text, file="feeder.toml") if text else FeederFacts()
    done = _study(open_feeder(question.files.script()), question)
    facts = facts_of(
        done, stated, is_inverter=question.is_inverter, is_certified=question.is_certified
    )
    screening = screen(facts, rules)
    return Report(
        lines=tuple(screening_lines(done, screening, on=question.on)),
        document=screening_json(done, screening, on=question.on),
        passed=screening.outcome("fast track") is not Verdict.FAIL,
    )


def screen_sets() -> tuple[ScreenSet, ...]:
    """Return the technical screens of every jurisdiction and day that are known."""
    folder = files("penstock.engineering.network.screens")
    return tuple(
        read_screens(each.read_text(encoding="utf-8"), file=each.name)
        for each in sorted(folder.iterdir(), key=lambda each: each.name)
        if each.name.endswith(".toml")
    )


def _study(feeder: Feeder, question: StudyQuestion | ScreenQuestion) -> Study:
    loads = question.loads
    return study(
        feeder,
        generator_of(question.plant),
        limits=with_limits(_criteria(question.limits)),
        levels=(
            LoadLevel(name=_MINIMUM, percent=loads.minimum_percent),
            LoadLevel(name=_PEAK, percent=loads.peak_percent),
        ),
    )


def generator_of(plant: Plant) -> Generator:
    """Return a generator as the science knows it."""
    return Generator(
        bus=plant.bus,
        kw=plant.kw,
        kva=plant.kva,
        phases=plant.phases,
        fault_factor=plant.fault_factor,
        settings=_settings(plant),
    )


def _settings(plant: Plant) -> Settings:
    chosen = default_settings(Category(plant.category)) if plant.category else Settings()
    return Settings(
        volt_var=curve_of(plant.volt_var, name="volt-var") if plant.volt_var else chosen.volt_var,
        volt_watt=VOLT_WATT[Category.B] if plant.volt_watt else None,
    )


def _criteria(limits: Mapping[str, float]) -> dict[Criterion, float]:
    return {Criterion(name): value for name, value in limits.items()}
