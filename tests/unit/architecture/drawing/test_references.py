from penstock.architecture.drawing.references import clashes, references
from tests.unit.architecture.drawing.drawn_company import STAGES, company


def test_a_number_is_shared_by_names_that_are_not_alike() -> None:
    assert clashes(company()) == {
        "2.1": ("Interconnection Studies", "Customer Relationship Management")
    }


def test_a_qualifier_makes_no_second_name() -> None:
    qualified = STAGES.replace("1.1 Solar Sales", "1.1 Solar Sales (Roofs)")

    assert set(clashes(company(stages=qualified))) == {"2.1"}


def test_two_stages_may_clash_without_any_catalogue() -> None:
    model = company(
        capabilities="", stages=STAGES.replace("1.2 Solar Design & Engineering", "1.1 Billing")
    )

    named = [
        reference
        for stage in model.stages_of("NCV-03")
        for reference in references(model, stage, clashes(model))
    ]
    assert [(each.name, each.doubt) for each in named] == [
        ("Solar Sales", "two names"),
        ("Billing", "two names"),
        ("Customer Relationship Management", ""),
        ("Permits", ""),
    ]


def test_what_the_catalogue_does_not_define_is_told() -> None:
    model = company()

    (permits,) = references(model, model.stages_of("NCV-03")[2], clashes(model))
    assert permits.doubt == "not catalogued"
