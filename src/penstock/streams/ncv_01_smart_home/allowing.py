"""What a customer allows: each purpose asked by itself, and looked up anew each time."""

from dataclasses import replace
from datetime import datetime

from penstock.casework.enrolment import CustomersConsents, ruling
from penstock.delivery.stage_acts import CaseFacts
from penstock.streams.ncv_01_smart_home.items.contract import ConsentChoice, Purpose
from penstock.streams.ncv_01_smart_home.naming import account_of

PROGRAM = "der_program"
# The words of the register of consents for what the documents call by shorter ones.
REGISTERED = {
    Purpose.FUNCTION: "functionality",
    Purpose.ANALYTICS: "analytics",
    Purpose.MARKETING: "marketing",
}


def of_home(case: CaseFacts) -> CaseFacts:
    """Return a case with the account that consents about its home name."""
    return replace(case, account=account_of(case.case_id, case.account))


def choices(
    consents: CustomersConsents, case: CaseFacts, *, now: datetime
) -> tuple[ConsentChoice, ...]:
    """Return what the customer chose of each of the three purposes."""
    about = of_home(case)
    return tuple(
        ConsentChoice(purpose=purpose, is_given=ruling(consents, about, word, now=now).is_covered)
        for purpose, word in REGISTERED.items()
    )
