from penstock.app.streams.ports import PROVIDED, Ports
from penstock.casework.enrolment.ports import CustomersConsents
from tests.unit.app.cases.bench import cases
from tests.unit.streams.ncv_03_solar_storage.stages.test_enrolment import CONSENT


def test_enrolment_sees_the_consents_of_the_cases_own_store() -> None:
    found = cases()
    found.store.consents.keep(CONSENT, words="I agree.")

    given = Ports(places=PROVIDED).given("enrol", {"consents": CustomersConsents}, found)

    register = given["consents"]
    assert isinstance(register, type(found.store.consents))
    assert tuple(register.of_customer("C-1")) == (CONSENT,)
