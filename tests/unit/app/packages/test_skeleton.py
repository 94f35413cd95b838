"""Skeletons of packages: of every stream of the reference company, and of unusual terms."""

import tomllib
from dataclasses import replace

import pytest

from penstock.app.packages.skeleton import package_name, skeleton
from penstock.delivery.from_documents import stream_model
from penstock.delivery.items import ItemType, item_type
from penstock.delivery.manifests import read_manifest
from penstock.delivery.models import StageModel, StreamModel
from tests.unit.app.cases.bench import company
from tests.unit.delivery.working import MODEL


def _types(model: StreamModel) -> list[ItemType]:
    name = package_name(model)
    scope: dict[str, object] = {"__name__": f"{name}.items"}
    exec(skeleton(model)[f"src/{name}/items.py"], scope)  # it is what is tried
    return [kind for kind in map(item_type, scope.values()) if kind]


@pytest.mark.parametrize("stream_id", sorted(company().stages_by_stream))
def test_every_term_of_a_stream_has_a_class_that_answers_to_it(stream_id: str) -> None:
    model = stream_model(company(), stream_id)

    keys = {kind.key for kind in _types(model)}

    from penstock.kernel.terms import key_of

    assert {key_of(term) for term in model.items} <= keys
    manifest = read_manifest(
        skeleton(model)[f"src/{package_name(model)}/stream.toml"], file="stream.toml"
    )
    assert set(manifest.stages) == {stage.id for stage in model.stages}
    assert manifest.name == model.name


def test_terms_that_no_class_can_bear_are_said_beside_it() -> None:
    stage = StageModel(id="X-01.1", name="Answer", inputs=("911 calls",), outputs=("Über",))
    model = replace(MODEL, stages=(stage,))

    assert {"911calls", "über"} <= {kind.key for kind in _types(model)}


def test_the_project_names_its_entry_point() -> None:
    project = tomllib.loads(skeleton(MODEL)["pyproject.toml"])

    assert project["project"]["entry-points"]["penstock.streams"] == {
        "NCV-03": "ncv_03_rooftop_solar"
    }
