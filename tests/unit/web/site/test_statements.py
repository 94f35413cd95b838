from penstock.architecture.model import Kind, Ref
from penstock.web.site.statements import Attribute, attributes
from tests.small_company import STAGES, small_company

STREAM = Ref(Kind.VALUE_STREAM, "NCV-03")


def _attribute(name: str, ref: Ref = STREAM, **changes: str) -> Attribute:
    said = attributes(small_company(**changes), ref)
    return next(each for each in said if each.name == name)


def test_the_same_words_in_two_documents_are_one_saying_with_two_places() -> None:
    proposition = _attribute("Value proposition")

    assert [saying.text for saying in proposition.sayings] == ["Power from one's own roof."]
    assert {place.document for place in proposition.sayings[0].places} == {
        "catalogue.md",
        "stages.md",
    }
    assert not proposition.contradicted


def test_two_documents_that_disagree_both_stay() -> None:
    other = STAGES.replace("Power from one's own roof.", "A lower bill.")

    proposition = _attribute("Value proposition", stages=other)

    assert {saying.text for saying in proposition.sayings} == {
        "Power from one's own roof.",
        "A lower bill.",
    }
    assert proposition.contradicted


def test_what_nobody_says_has_no_saying() -> None:
    assert _attribute("Owner").sayings == ()


def test_points_of_a_list_are_sayings_of_one_attribute() -> None:
    inputs = _attribute("Inputs", Ref(Kind.STAGE, "NCV-03.1"))

    assert [saying.text for saying in inputs.sayings] == ["Inquiry", "Energy bills"]
    assert inputs.is_list
    assert not inputs.contradicted


def test_words_that_name_an_element_lead_to_it() -> None:
    capabilities = _attribute("Capabilities", Ref(Kind.STAGE, "NCV-03.1"))

    assert capabilities.sayings[0].names == Ref(Kind.CAPABILITY, "2.1")


def test_an_element_that_is_only_named_has_no_attributes() -> None:
    assert attributes(small_company(), Ref(Kind.CAPABILITY, "99")) == ()
