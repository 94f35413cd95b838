"""The use case of checking: read, judge, accept, compare with what is known."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from penstock.app.clock import today
from penstock.app.gathering import beyond, documents, root_of
from penstock.app.measuring.files import has_metrics
from penstock.app.packages.offered import anything_offered
from penstock.app.settings import Settings, find_settings, read_settings
from penstock.architecture.checks import RULES, Rule, Subject, in_order, run
from penstock.architecture.checks.choosing import choose
from penstock.architecture.checks.code import CODE_RULES
from penstock.architecture.checks.code.streams import StreamCode
from penstock.architecture.checks.coverage import Coverage, coverage
from penstock.architecture.checks.fingerprints import Baseline, BaselineError, fingerprints
from penstock.architecture.checks.grouping import Group, grouped
from penstock.architecture.checks.ignores import Ignored, separate
from penstock.architecture.checks.measuring import MEASURING_RULES
from penstock.architecture.checks.measuring.using import RecordOfTheUnknown
from penstock.architecture.checks.metric_records import WrittenMetrics
from penstock.architecture.checks.pages import law
from penstock.architecture.model import Architecture
from penstock.architecture.reading import Reading, read
from penstock.kernel.findings import Finding, Severity
from penstock.kernel.making import checked_dataclass

CODES = frozenset(rule.code for rule in RULES)
# What records of key metrics may name are the papers of packages, too.
CODES_OF_CODE = frozenset({RecordOfTheUnknown.code, *(rule.code for rule in CODE_RULES)})
CODES_OF_METRICS = frozenset(rule.code for rule in MEASURING_RULES)


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be checked, and how.

    Args:
        rules: Those that shall run.
        as_of: The day on which reviews are overdue or not.
        severities: Severities by code, where they are not the rule's own.
        known: Findings of an earlier day, which are not reported again.
        settings: What the project chose.
    """

    rules: tuple[type[Rule], ...] = RULES
    as_of: date
    severities: Mapping[str, Severity] = field(default_factory=dict)
    known: Baseline | None = None
    settings: Settings = field(default_factory=Settings)


@checked_dataclass(frozen=True, kw_only=True)
class Report:
    """What a check found.

    Args:
        subject: What was checked.
        rules: The rules that ran.
        findings: What is to be mended, in the documents' order.
        ignored: What documents accept, with the reasons.
        known: What an earlier check found already.
        gone: How many findings of the earlier check are there no more.
    """

    subject: Subject
    rules: tuple[type[Rule], ...]
    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()
    known: tuple[Finding, ...] = ()
    gone: int = 0

    @property
    def failed(self) -> bool:
        """Tell whether anything was found that is more than a note."""
        return any(finding.severity is not Severity.NOTE for finding in self.findings)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The findings by what lies behind them, the most valuable first."""
        return grouped(self.findings, {rule.code: law(rule) for rule in self.rules})

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """How much of each document was understood."""
        return coverage(self.subject)

    @cached_property
    def fingerprints(self) -> Mapping[int, str]:
        """What recognises each finding on another day, by the identity of its object."""
        everything = (*in_order((*self.findings, *self.known)), *(x.finding for x in self.ignored))
        return {id(finding): mark for finding, mark in fingerprints(everything)}

    def baseline(self) -> Baseline:
        """Return a baseline that knows all that was found."""
        return Baseline.of(in_order((*self.findings, *self.known)))

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def plan(
    path: Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    as_of: date | None = None,
    baseline: Path | None = None,
) -> Plan:
    """Return how a path is to be checked: by the project's settings and the wishes of one call.

    Raises:
        SettingsError: The settings file cannot be followed.
        UnknownRuleError: A wish names no rule.
        BaselineError: The baseline cannot be read.
    """
    file = find_settings(path)
    settings = read_settings(file, codes=CODES) if file else Settings()
    chosen = tuple(select)
    # Who selects a rule by name wants to see it, even if the project switched it off.
    off = () if chosen else settings.off
    return Plan(
        rules=choose(RULES, select=chosen, ignore=(*ignore, *off)),
        as_of=as_of or settings.as_of or today(),
        severities=settings.severities,
        known=_baseline(baseline) if baseline else None,
        settings=settings,
    )


def check(path: Path, plan: Plan) -> Report:
    """Check what lies at a path.

    Raises:
        NoSuchFolderError: There is nothing at the path.
        NoDocumentsError: There are no documents.
    """
    return judge(read(documents(path, plan.settings)), plan, root=root_of(path))


def judge(reading: Reading, plan: Plan, *, root: Path | None = None) -> Report:
    """Hold documents that were read against the rules.

    Args:
        reading: The documents and their model.
        plan: What to hold them against.
        root: The folder they were read from; without it, links out of it lead nowhere.
    """
    around = beyond(reading.folder, root) if root else frozenset()
    ran = frozenset(rule.code for rule in plan.rules)
    code = _code(reading.architecture) if ran & CODES_OF_CODE and anything_offered() else {}
    subject = Subject(
        reading=reading,
        as_of=plan.as_of,
        beyond=around,
        code=code,
        metrics=_metrics(root) if ran & CODES_OF_METRICS else None,
    )
    kept, ignored = separate(run(subject, plan.rules), subject, ran=ran, known=CODES)
    findings = in_order(_weighed(kept, plan.severities))
    new, known = plan.known.part(findings) if plan.known else (findings, [])
    return Report(
        subject=subject,
        rules=plan.rules,
        findings=tuple(new),
        ignored=tuple(ignored),
        known=tuple(known),
        gone=plan.known.count(ran) - len(known) if plan.known else 0,
    )


def _code(architecture: Architecture) -> Mapping[str, StreamCode]:
    """Return what installed packages say of the streams."""
    from penstock.app.packages.installed import installed  # both are slow to import
    from penstock.app.packages.said import said

    return said(architecture, installed())


def _metrics(root: Path | None) -> WrittenMetrics | None:
    """Return what is written of key metrics beside the documents of a folder."""
    if root is None or not has_metrics(root):
        return None
    from penstock.app.measuring.noticing import noticed  # most folders have none

    return noticed(root)


def _weighed(findings: Iterable[Finding], severities: Mapping[str, Severity]) -> Iterable[Finding]:
    if not severities:
        return findings
    return (
        replace(each, severity=severities[each.rule]) if each.rule in severities else each
        for each in findings
    )


def _baseline(file: Path) -> Baseline:
    try:
        return Baseline.parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{file} cannot be read: {error}") from error
