"""What is wrong: by cause, by severity, and by rule, each rule with its explanation."""

from collections.abc import Iterator, Mapping
from functools import partial

from penstock.architecture.checks import Rule
from penstock.architecture.checks.families import FAMILIES
from penstock.architecture.checks.pages import law
from penstock.kernel.counting import counted
from penstock.kernel.findings import Finding, Severity
from penstock.web.site.addresses import FINDINGS, rule_page
from penstock.web.site.edition import Edition
from penstock.web.site.explanations import paragraphs
from penstock.web.site.markup import Here
from penstock.web.site.pages import Pages
from penstock.web.site.rendering import Crumb, Head, render

RULES = "findings/rules/index.html"


def severity_page(severity: Severity) -> str:
    """Return the page of all findings of a severity."""
    return f"findings/{severity.value}.html"


def pages(edition: Edition) -> Pages:
    """Yield the findings by cause, by severity and by rule, and the list of rules."""
    yield FINDINGS, _write_causes
    for severity in Severity:
        yield severity_page(severity), partial(_write_severity, severity=severity)
    yield RULES, _write_rules
    for rule in edition.report.rules:
        yield rule_page(rule.code), partial(_write_rule, rule=rule)


def _write_causes(here: Here) -> str:
    edition = here.edition
    head = Head(
        title="Findings",
        meaning="What the checks found, by what lies behind it: the most valuable first.",
        section=FINDINGS,
    )
    return render(
        "findings.html",
        here,
        head,
        groups=edition.groups,
        severities=tuple((each, edition.severities[each.value]) for each in Severity),
        pages={each: severity_page(each) for each in Severity},
        rules=tuple(_broken(edition)),
        ignored=edition.report.ignored,
        rules_page=RULES,
    )


def _broken(edition: Edition) -> Iterator[tuple[type[Rule], str, int]]:
    """Yield the rules that something breaks, with their laws and how often."""
    found = _by_rule(edition)
    for rule in edition.report.rules:
        if rule.code in found:
            yield rule, law(rule), len(found[rule.code])


def _by_rule(edition: Edition) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in edition.findings:
        found.setdefault(finding.rule, []).append(finding)
    return found


def _write_severity(here: Here, *, severity: Severity) -> str:
    found = [each for each in here.edition.findings if each.severity is severity]
    head = Head(
        title=f"Findings: {severity.value}s",
        meaning=f"{counted(len(found), severity.value)}, in the order of the documents.",
        section=FINDINGS,
        crumbs=(Crumb("Findings", FINDINGS),),
    )
    return render("findings_list.html", here, head, findings=found)


def _write_rules(here: Here) -> str:
    found = _by_rule(here.edition)
    rules = here.edition.report.rules
    families = [
        (name, [(each, law(each), len(found.get(each.code, ()))) for each in several])
        for letters, name in FAMILIES.items()
        if (several := [each for each in rules if each.code.startswith(letters)])
    ]
    head = Head(
        title="Rules",
        meaning="The laws that the documents are held against.",
        section=FINDINGS,
        crumbs=(Crumb("Findings", FINDINGS),),
    )
    return render("rules.html", here, head, families=families)


def _write_rule(here: Here, *, rule: type[Rule]) -> str:
    found = _by_rule(here.edition).get(rule.code, ())
    head = Head(
        title=law(rule).rstrip("."),
        identifier=rule.code,
        kind=FAMILIES[rule.code[:3]],
        meaning=counted(len(found), "place breaks", "places break") + " this rule.",
        section=FINDINGS,
        crumbs=(Crumb("Findings", FINDINGS), Crumb("Rules", RULES)),
    )
    return render(
        "rule.html", here, head, rule=rule, findings=found, parts_of_rule=paragraphs(rule)
    )
