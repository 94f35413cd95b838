from penstock.app.items.form import form_of
from penstock.delivery.items import item_type
from penstock.streams.aov_04_interconnection import items
from penstock.streams.aov_04_interconnection.items import StudyResult
from tests.applications import COMPLETE
from tests.unit.streams.aov_04_interconnection.requests import went


def test_every_item_of_the_procedure_can_be_kept() -> None:
    kinds = [item_type(getattr(items, name)) for name in items.__all__]

    kept = [each for each in kinds if each is not None]
    assert len(kept) == 14
    for each in kept:
        assert each.is_file or form_of(each).schema["type"] == "object"


def test_a_study_is_read_back_as_it_was_written() -> None:
    study = went(COMPLETE).study
    kind = item_type(StudyResult)
    assert kind is not None

    assert form_of(kind).read(form_of(kind).write(study, item="x"), item="x") == study
