from penstock.architecture.model import Kind, Ref
from penstock.architecture.tracing import Needs
from penstock.web.site.consequences import consequences
from tests.small_company import small_company

NEEDS = Needs(small_company())


def test_what_suffers_is_counted_by_kind_the_customers_side_first() -> None:
    found = consequences(NEEDS, Ref(Kind.CAPABILITY, "2.2"))

    assert found is not None
    assert found.sentence.startswith("1 product, ")
    assert [each.title for each in found.listed][:1] == ["Products"]


def test_information_does_not_fail_by_itself() -> None:
    assert consequences(NEEDS, Ref(Kind.INFORMATION, "Design")) is None


def test_where_nothing_suffers_there_is_no_sentence() -> None:
    found = consequences(NEEDS, Ref(Kind.SYSTEM, "Unknown"))

    assert found is not None
    assert found.sentence == ""
