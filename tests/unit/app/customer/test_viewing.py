"""What a customer sees of their case, from the inquiry to the end."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from penstock.app.cases import By
from penstock.app.customer.language import languages
from penstock.app.customer.view import CustomerView
from penstock.app.customer.viewing import customer_view
from penstock.delivery import commands as do
from penstock.streams.ncv_03_solar_storage.contracting.saying import CancellationSaid
from penstock.streams.ncv_03_solar_storage.contracting.voiding import void_version
from penstock.streams.ncv_03_solar_storage.stages.cancelling import cancel
from tests.solar_cases import SolarCase, at, solar_case
from tests.solar_contract import LATER, approved, facts, signed
from tests.solar_sales import NOON, inquiry

CONTRACT, AGREEMENT, ORDER = signed()
DAY = timedelta(days=1)


@pytest.fixture
def case() -> Iterator[SolarCase]:
    with solar_case() as found:
        yield found


def seen(case: SolarCase, *, after: timedelta = timedelta()) -> CustomerView:
    return customer_view(at(case.cases, NOON + after), case.id)


def in_contract(case: SolarCase) -> SolarCase:
    return case.to_contract().record(approved()).record(CONTRACT, AGREEMENT, ORDER)


def test_a_new_customer_is_told_what_they_have_to_do_first(case: SolarCase) -> None:
    view = seen(case.open())

    assert view.headline == "Step 1 of 7: We look at your energy use."
    assert view.yours == (
        "Tell us what you would like to have.",
        "Send us a year of your energy bills, or your Green Button file.",
    )
    assert [each.state for each in view.steps] == ["now", *["ahead"] * 6]


def test_who_may_sign_is_told_what_and_by_when(case: SolarCase) -> None:
    view = seen(case.to_contract())

    assert view.proposal is not None
    assert view.proposal.is_open
    assert [(each.who, each.by) for each in view.coming if each.who == "you"] == [
        ("you", "by 20 Dec 2026")
    ]
    assert view.signing is not None
    assert view.signing.name == "Ada Roof"
    assert [each.offer_id for each in view.signing.ways][:2] == ["CASH", "HARBOR-15"]


def test_an_expired_proposal_is_not_signed(case: SolarCase) -> None:
    view = seen(case.to_contract(), after=31 * DAY)

    assert view.proposal is not None
    assert (view.proposal.is_open, view.signing) == (False, None)


def test_what_is_signed_is_not_asked_for_again(case: SolarCase) -> None:
    view = seen(case.to_contract().record(approved()))

    assert view.signing is None
    assert view.coming[0].who == "our contracts counsel"


def test_a_signed_contract_tells_the_right_to_cancel_and_the_promised_days(
    case: SolarCase,
) -> None:
    view = seen(in_contract(case))

    assert view.contract is not None
    assert view.contract.may_cancel_freely
    assert "until midnight of Wednesday, 25 Nov 2026" in view.contract.cancellation_notice
    assert view.promised == (
        "Built by 1 Feb 2027.",
        "Running with permission by 15 Mar 2027.",
    )


def test_who_finishes_a_step_of_which_all_is_there_is_told(case: SolarCase) -> None:
    first = seen(in_contract(case)).coming[0]

    assert (first.what, first.who) == ("We finish this step.", "your sales consultant")


def test_the_right_to_cancel_ends_with_its_last_day(case: SolarCase) -> None:
    view = seen(in_contract(case), after=5 * DAY)

    assert view.contract is not None
    assert (view.contract.may_cancel_freely, view.contract.cancellation_notice) == (False, "")


def test_the_next_step_after_the_contract_is_promised_by_the_order(case: SolarCase) -> None:
    in_contract(case).work()
    view = seen(case)

    assert view.headline == "Step 4 of 7: We ask for permission to build."
    assert {each.by for each in view.coming[:2]} == {"by 1 Feb 2027"}
    assert "the utility" in {each.who for each in view.coming}


def test_a_promise_that_is_past_is_owned_up_to(case: SolarCase) -> None:
    in_contract(case).work()
    view = seen(case, after=100 * DAY)

    assert view.coming[0].by == "by 1 Feb 2027, which is past; we are late"


def test_a_void_contract_is_told_with_its_reason_and_may_be_signed_anew(case: SolarCase) -> None:
    in_contract(case)
    case.record(void_version(CONTRACT, because="The inverter is another.", now=LATER + DAY))
    view = seen(case, after=DAY)

    assert view.yours[0] == (
        "Your contract counts no more: The inverter is another. "
        "Look at the newest proposal and sign anew."
    )
    assert view.promised == ()
    assert view.signing is not None


def test_a_case_on_hold_says_why(case: SolarCase) -> None:
    case.open().act(do.Hold(reason="the roof is being mended"))
    view = seen(case)

    assert view.waiting == ("Your project is on hold: the roof is being mended",)
    assert view.coming == ()


def test_who_has_cancelled_sees_what_they_get(case: SolarCase) -> None:
    in_contract(case)
    said = CancellationSaid(paid_cents=100_000)
    request, void = cancel(said, CONTRACT, AGREEMENT, ORDER, None, None, None, facts(), LATER)
    case.record(request, void)
    view = seen(case)

    assert view.cancelled == ("You cancelled on 21 Nov 2026. $1,000.00 is paid back by 4 Dec 2026.")
    assert view.signing is None


def test_a_cancelled_case_says_so(case: SolarCase) -> None:
    case.open().act(do.Cancel(reason="moves"))

    assert seen(case).headline == "Your project was cancelled."


def test_work_that_is_done_again_is_counted(case: SolarCase) -> None:
    case.to_contract().act(do.Reopen(stage_id="NCV-03.2", reason="another roof"))

    assert seen(case).steps[1].times == 2


def test_what_is_seen_is_json(case: SolarCase) -> None:
    plain = seen(in_contract(case)).to_plain()

    assert plain["contract"]["cancel_until"] == "2026-11-26T00:00:00-05:00"


def test_who_has_given_all_is_told_who_acts_now(case: SolarCase) -> None:
    case.open().record(inquiry())
    case.cases.record(case.id, "Customer energy bills", b"bills", By(actor="sally", key="bills"))

    view = seen(case)

    assert view.yours == ()
    assert view.coming[0].who == "your sales consultant"


def test_a_timeline_tells_what_happened_and_when(case: SolarCase) -> None:
    view = seen(case.to_contract())

    assert [each.what for each in view.steps[0].happened] == [
        "You asked us for an offer.",
        "Your energy bills arrived.",
        "We told you whether solar pays for you.",
    ]
    assert [each.what for each in view.steps[1].happened][-1] == "Your proposal was ready."


def test_a_customer_is_told_in_spanish(case: SolarCase) -> None:
    view = customer_view(at(case.to_contract().cases, NOON), case.id, languages()["es"])

    assert view.headline == "Paso 3 de 7: Usted decide y firma."
    assert ("usted", "a más tardar el 20 dic 2026") in [(e.who, e.by) for e in view.coming]
    assert view.signing is not None
    assert view.signing.consent.startswith("Se le pide que reciba y firme")
