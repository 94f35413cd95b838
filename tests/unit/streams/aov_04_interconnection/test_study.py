from dataclasses import replace
from decimal import Decimal

import pytest

from penstock.delivery.stage_acts import ActRefusedError
from penstock.engineering.network.study.studying import study
from penstock.streams.aov_04_interconnection.connecting import generator_of, required_settings
from penstock.streams.aov_04_interconnection.items import Route
from penstock.streams.aov_04_interconnection.stages import review
from penstock.streams.aov_04_interconnection.stages.study import Reviewed
from tests.applications import COMPLETE, of_a_shop
from tests.unit.streams.aov_04_interconnection.requests import GRID, NOW, Went, case, went

APPROVED = Reviewed(is_approved=True, because="Relays were checked and keep their settings.")


def reviewed(request: Went, said: Reviewed = APPROVED) -> Went:
    study = review(said, request.screening, request.study, GRID, NOW, case())
    return replace(request, study=study)


def test_what_passed_all_screens_needs_no_engineer() -> None:
    study = went(COMPLETE).study

    assert study.kind is Route.AGREEMENT
    assert not study.needs_review
    assert study.export_limit_kw is None
    assert not study.witness_test


def test_nobody_reviews_what_passed() -> None:
    with pytest.raises(ActRefusedError, match="nothing to review"):
        reviewed(went(COMPLETE))


def test_a_supplemental_review_waits_for_what_only_an_engineer_can_say() -> None:
    study = went(of_a_shop(kw="100")).study

    assert study.needs_review
    assert [(each.section, each.verdict) for each in study.screens] == [
        ("2.4.4.1", "pass"),
        ("2.4.4.2", "pass"),
        ("2.4.4.3", "undecided"),
    ]


def test_an_engineers_word_closes_the_review() -> None:
    study = reviewed(went(of_a_shop(kw="100"))).study

    assert study.review is not None
    assert study.review.engineer == "mara"
    assert study.screens[-1].verdict == "pass"
    assert study.screens[-1].found == APPROVED.because


def test_a_refusal_keeps_its_reason() -> None:
    said = Reviewed(is_approved=False, because="A second source of fault current is needed.")

    study = reviewed(went(of_a_shop(kw="100")), said).study

    assert study.screens[-1].verdict == "FAIL"
    assert study.review is not None
    assert not study.review.is_approved


def test_a_reason_that_names_the_network_is_not_taken() -> None:
    said = Reviewed(is_approved=True, because="transformer.t74 carries it with room to spare.")

    with pytest.raises(ActRefusedError, match="keeps to itself"):
        reviewed(went(of_a_shop(kw="100")), said)


def test_a_service_transformer_that_is_too_small_limits_the_export() -> None:
    study = went(of_a_shop(kw="600")).study

    assert study.export_limit_kw is not None
    assert 0 < study.export_limit_kw < 500
    assert study.witness_test
    assert all(each.is_kept for each in study.criteria)
    assert study.conditions[0].owner == "applicant"


def test_no_tenth_of_a_kilowatt_more_than_the_limit_keeps_all_limits() -> None:
    form = of_a_shop(kw="600")
    limit_kw = went(form).study.export_limit_kw
    assert limit_kw is not None
    point = GRID.service_point("M-74-1")
    assert point is not None
    generator = generator_of(form.project, point, settings=required_settings())

    def keeps(kw: float) -> bool:
        return study(GRID.feeder(point.feeder), replace(generator, kw=kw)).passed

    assert keeps(float(limit_kw))
    # The search ends at two thousandths.
    assert not keeps(float(limit_kw) * 1.002 + 0.1)


def test_a_larger_transformer_is_offered_with_its_price() -> None:
    _, instead = went(of_a_shop(kw="600")).study.conditions

    assert "750 kVA lets all 600 kW flow out" in instead.what
    assert instead.owner == "utility"
    assert instead.cost_cents == 5_600_000


def test_no_transformer_helps_where_the_substation_is_the_limit() -> None:
    (only,) = went(of_a_shop(kw="2500")).study.conditions

    assert only.cost_cents is None


def test_a_limit_that_the_applicant_keeps_is_studied_and_not_the_nameplate() -> None:
    form = of_a_shop(kw="600")
    project = replace(
        form.project, export_limit_kw=Decimal(300), export_control="power control system"
    )

    assert went(replace(form, project=project)).study.export_limit_kw is None


def test_what_no_export_limit_cures_cannot_be_approved() -> None:
    request = went(of_a_shop(kw="100"))
    broken = replace(request.study.criteria[0], is_kept=False)

    with pytest.raises(ActRefusedError, match="no export limit keeps every limit"):
        reviewed(replace(request, study=replace(request.study, criteria=(broken,))))
