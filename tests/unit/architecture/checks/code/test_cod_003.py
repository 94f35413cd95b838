from dataclasses import replace

from penstock.architecture.checks.code import CODE_RULES
from penstock.architecture.checks.code.agreement import UnusableCode
from tests.unit.architecture.checks.code.packages import GOOD, QUALIFY, found

BECAUSE = "The work of stage NCV-03.1, solar.sales:qualify, cannot be used: no such module."


def test_work_that_cannot_be_used_is_found_with_its_reason() -> None:
    broken = replace(QUALIFY, inputs={}, outputs={}, unusable=BECAUSE)

    findings = [found(rule, GOOD | {"NCV-03.1": broken}) for rule in CODE_RULES]

    assert [each.message for several in findings for each in several] == [BECAUSE]


def test_a_package_that_cannot_be_used_is_found_once() -> None:
    findings = [found(rule, {}, unusable="Its manifest is no TOML.") for rule in CODE_RULES]

    assert [(each.rule, each.message) for several in findings for each in several] == [
        ("COD-003", "Its manifest is no TOML.")
    ]


def test_what_can_be_used_is_good() -> None:
    assert found(UnusableCode) == []
