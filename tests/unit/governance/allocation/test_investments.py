from penstock.governance.allocation.investments import Approval, refusal
from penstock.kernel.sides import Side

REGULATED = Approval(approver="Chief Operating Officer", side=Side.REGULATED)
AES = Approval(approver="Chief Digital Officer", side=Side.NON_REGULATED)
ENTERPRISE = Approval(approver="Chief Financial Officer", side=Side.ENTERPRISE)


def test_f6_an_approver_of_the_side_that_pays_may_approve() -> None:
    assert refusal("Feeder 12", pays={Side.REGULATED}, approvals=[REGULATED]) == ""


def test_f6_the_other_sides_approver_may_not() -> None:
    said = refusal("Feeder 12", pays={Side.REGULATED}, approvals=[AES])

    assert said == (
        "Feeder 12 is paid by the regulated side, and nobody of that side approved it; approved "
        "by Chief Digital Officer (non-regulated) (F6). Ask an approver of the regulated side."
    )


def test_f6_enterprise_services_do_not_approve_for_a_side() -> None:
    assert refusal("Feeder 12", pays={Side.REGULATED}, approvals=[ENTERPRISE])


def test_f6_what_both_sides_pay_needs_both() -> None:
    both = {Side.REGULATED, Side.NON_REGULATED}

    assert refusal("Charging hub", pays=both, approvals=[REGULATED])
    assert refusal("Charging hub", pays=both, approvals=[AES])
    assert refusal("Charging hub", pays=both, approvals=[AES, REGULATED]) == ""


def test_f6_nobody_approves_nothing() -> None:
    assert "approved by nobody" in refusal("Feeder 12", pays={Side.REGULATED}, approvals=[])
