"""What the utility found of a request: screens, power flow, pictures of the feeder, and terms.

Behind a case of the utility stand the numbers of its network; behind a customer's case stands what
its applicant was told, which holds none of them.
"""

from collections.abc import Iterator, Sequence

from penstock.app.results.case_file import CaseFile
from penstock.app.results.kinds import INTERCONNECTION, STUDIES
from penstock.app.results.report import Drawing, Figure, Mark, Report, Section, Table
from penstock.casework.interconnection import Condition, Setting
from penstock.engineering.proposal.figures import decimals, dollars_and_cents, whole
from penstock.kernel.counting import counted
from penstock.streams.aov_04_interconnection.items import (
    CriterionFinding,
    FeederHeatMap,
    InterconnectionAgreement,
    InterconnectionApplication,
    OneLineDiagram,
    ScreenFinding,
    ScreeningResult,
    StudyResult,
    StudyVoltageProfile,
    VoltageProfile,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedInterconnectionAgreement,
    InterconnectionApplicationDraft,
)

_PASS, _FAIL = "pass", "FAIL"
_Drawn = OneLineDiagram | VoltageProfile | FeederHeatMap | StudyVoltageProfile
_PICTURES: tuple[tuple[str, type[_Drawn], str], ...] = (
    ("one-line", OneLineDiagram, "The one-line diagram of the application"),
    ("voltage-profile", VoltageProfile, "The voltage along the feeder, with it and without"),
    ("feeder", FeederHeatMap, "The feeder with the voltage of each bus"),
    ("study-voltage-profile", StudyVoltageProfile, "The voltage on the terms of the study"),
)


def interconnection_report(file: CaseFile, version: int | None = None) -> Report:
    """Return what was found of a request, or told its applicant, by default the newest.

    Raises:
        NoSuchResultError: There is nothing.
        DeniedError: Whoever asks may not read it.
    """
    is_the_utilitys = file.shown.case.stream_id == INTERCONNECTION
    return _found(file, version) if is_the_utilitys else _told(file, version)


def _found(file: CaseFile, version: int | None) -> Report:
    recording = file.version(ScreeningResult, version)
    result = file.read(ScreeningResult, version)
    study, agreement = file.beside(StudyResult), file.beside(InterconnectionAgreement)
    return Report(
        kind=STUDIES,
        case_id=file.case_id,
        customer=file.shown.standing.customer,
        recording=recording,
        counts=file.counts(recording),
        finding=study.concluded if study else result.because,
        value=result,
        marks=tuple(_verdicts(result, study)),
        figures=tuple(_figures(result, study)),
        sections=(
            *_screens("Screens", result.screens),
            *_criteria("Power flow", result.criteria),
            *(_studied(study) if study else ()),
            *_pictures(file),
            *(_agreed(agreement) if agreement else ()),
        ),
        method=f"{result.rules}, in force from {result.rules_in_force_from:%-d %b %Y} "
        f"({result.rules_source})",
        made_of=file.made_of(recording, (InterconnectionApplication,)),
        versions=file.versions(ScreeningResult),
        withheld=tuple(file.withheld),
    )


def _verdicts(result: ScreeningResult, study: StudyResult | None) -> Iterator[Mark]:
    failed = [each for each in result.screens if each.verdict == _FAIL]
    if failed:
        sections = ", ".join(each.section for each in failed)
        yield Mark(tone="late", words=f"{counted(len(failed), 'screen')} failed", because=sections)
    else:
        yield Mark(tone="done", words="all screens passed")
    criteria = study.criteria if study else result.criteria
    broken = [each for each in criteria if not each.is_kept]
    if broken:
        names = ", ".join(dict.fromkeys(each.criterion for each in broken))
        yield Mark(tone="late", words=f"{counted(len(broken), 'limit')} broken", because=names)
    elif criteria:
        yield Mark(tone="done", words="all limits kept")
    if study and study.needs_review and study.review is None:
        yield Mark(tone="risk", words="waits for an engineer's review")


def _figures(result: ScreeningResult, study: StudyResult | None) -> Iterator[Figure]:
    studied = decimals(float(result.studied_kw), 1, "kW")
    yield Figure(words="May flow out", value=studied, note=result.size_tier)
    yield Figure(words="Where", value=f"bus {result.bus}", note=f"feeder {result.feeder}")
    agreed = decimals(float(result.agreed_kw), 1, "kW")
    yield Figure(words="Agreed before it", value=agreed, note="counted as if it were there")
    yield Figure(words="Goes on to", value=result.route.value, note=result.because)
    if study and study.largest_kw is not None:
        most = decimals(float(study.largest_kw), 1, "kW")
        yield Figure(words="The most without changes", value=most, note="as the service stands")


def _screens(title: str, screens: Sequence[ScreenFinding]) -> Iterator[Section]:
    if not screens:
        return
    rows = [
        (each.section, each.title, _verdict(each.verdict), each.found, _limit(each), each.basis)
        for each in screens
    ]
    header = ("Section", "Screen", "Verdict", "Found", "Limit", "Why there is one")
    yield Section(title=title, table=Table(title=title, header=header, rows=rows, words=6))


def _verdict(verdict: str) -> str:
    return {_PASS: "● passed", _FAIL: "■ failed", "n/a": "○ does not apply"}.get(
        verdict, f"▲ {verdict}"
    )


def _limit(screen: ScreenFinding) -> str:
    if screen.limit_percent is not None:
        return f"{screen.limit_percent:g} %"
    return "" if screen.limit_kw is None else whole(float(screen.limit_kw), "kW")


def _criteria(title: str, criteria: Sequence[CriterionFinding]) -> Iterator[Section]:
    if not criteria:
        return
    rows = [
        (
            each.criterion,
            each.level,
            each.place,
            "● kept" if each.is_kept else "■ broken",
            each.source,
            "" if each.without is None else f"{each.without:g} {each.unit}",
            f"{each.with_it:g} {each.unit}",
            f"{each.limit:g} {each.unit}",
        )
        for each in criteria
    ]
    header = ("Criterion", "At", "Worst at", "Verdict", "Source", "Without", "With it", "Limit")
    yield Section(title=title, table=Table(title=title, header=header, rows=rows, words=5))


def _studied(study: StudyResult) -> Iterator[Section]:
    name = study.kind.value.capitalize()
    lines = [study.concluded]
    if review := study.review:
        said = "approved" if review.is_approved else "not approved"
        when = f"{review.reviewed_at:%-d %b %Y}"
        lines.append(f"{review.engineer}, {when}: {said}. {review.because}")
    yield Section(title=name, lines=tuple(lines))
    yield from _screens(f"{name}: screens", study.screens)
    yield from _criteria(f"{name}: power flow", study.criteria)
    yield from _terms(study.settings, study.conditions)


def _pictures(file: CaseFile) -> Iterator[Section]:
    for name, of, title in _PICTURES:
        found: _Drawn | None = file.beside(of)
        svg = found.content.decode("utf-8", "replace") if found else ""
        if "<svg" in svg[:500]:
            finding = f"{title} ({file.name_of(of)})."
            drawing = Drawing(name=name, title=title, finding=finding, svg=svg, bare=svg)
            yield Section(title=title, drawing=drawing)


def _agreed(agreement: InterconnectionAgreement) -> Iterator[Section]:
    terms = agreement.terms
    capacity = decimals(float(terms.capacity_kw_ac), 1, "kW ac")
    limit = "its nameplate" if terms.export_limit_kw is None else f"{terms.export_limit_kw:g} kW"
    lines = (
        f"{capacity} may be connected; what flows out is limited by {limit}.",
        f"Offered on {agreement.tendered_at:%-d %b %Y}, to be signed by "
        f"{agreement.sign_by:%-d %b %Y}, valid until {terms.valid_until:%-d %b %Y}.",
        *agreement.basis,
    )
    yield Section(title="What is agreed", lines=lines)
    yield from _terms(terms.settings, terms.conditions)


def _terms(settings: Sequence[Setting], conditions: Sequence[Condition]) -> Iterator[Section]:
    if settings:
        set_to = [(each.function, each.value, each.source) for each in settings]
        header: tuple[str, ...] = ("Function", "Setting", "Source")
        table = Table(title="Inverter settings", header=header, rows=set_to, words=3)
        yield Section(title="Inverter settings", table=table)
    if conditions:
        duties = [
            (
                each.what,
                each.owner,
                each.because,
                "" if each.cost_cents is None else dollars_and_cents(each.cost_cents),
            )
            for each in conditions
        ]
        header = ("Condition", "Who does it", "Why", "Costs the applicant")
        table = Table(title="Conditions", header=header, rows=duties, words=3)
        yield Section(title="Conditions", table=table)


def _told(file: CaseFile, version: int | None) -> Report:
    """Return what the applicant was told: terms and reasons, and nothing of the network."""
    recording = file.version(ApprovedInterconnectionAgreement, version)
    agreement = file.read(ApprovedInterconnectionAgreement, version)
    capacity = decimals(float(agreement.capacity_kw_ac), 1, "kW ac")
    return Report(
        kind=STUDIES,
        case_id=file.case_id,
        customer=file.shown.standing.customer,
        recording=recording,
        counts=file.counts(recording),
        finding=agreement.basis[0] if agreement.basis else f"{capacity} may be connected.",
        value=agreement,
        marks=(Mark(tone="done", words="agreed by the utility"),),
        figures=tuple(_told_figures(agreement)),
        sections=(
            Section(title="Why", lines=agreement.basis),
            *_terms(agreement.settings, agreement.conditions),
        ),
        made_of=file.made_of(recording, (InterconnectionApplicationDraft,)),
        versions=file.versions(ApprovedInterconnectionAgreement),
        withheld=tuple(file.withheld),
    )


def _told_figures(agreement: ApprovedInterconnectionAgreement) -> Iterator[Figure]:
    capacity = decimals(float(agreement.capacity_kw_ac), 1, "kW ac")
    yield Figure(words="May be connected", value=capacity, note=f"request {agreement.request_id}")
    limit = agreement.export_limit_kw
    most = capacity if limit is None else decimals(float(limit), 1, "kW ac")
    note = "its nameplate" if limit is None else "export limit"
    yield Figure(words="May flow out", value=most, note=note)
    seen = "the utility watches" if agreement.witness_test else "nobody watches"
    offered = f"offered {agreement.tendered_at:%-d %b %Y}"
    until = f"{agreement.valid_until:%-d %b %Y}"
    yield Figure(words="Valid until", value=until, note=f"{offered}; commissioning: {seen}")
