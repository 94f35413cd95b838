"""Papers: working documents that a stage knows and never waits for."""

from dataclasses import replace

from penstock.delivery import commands as do
from penstock.delivery.case import Phase
from penstock.delivery.models import StreamModel
from tests.unit.delivery.working import MODEL, Bench, opened

PAPERS = MODEL.with_papers({"NCV-03.3": ("Purchase orders", "Design")})


def test_a_model_without_papers_keeps_its_fingerprint() -> None:
    assert MODEL.with_papers({}).fingerprint == MODEL.fingerprint


def test_a_paper_is_an_item_of_the_stream() -> None:
    assert "Purchase orders" in PAPERS.items
    assert PAPERS.fingerprint != MODEL.fingerprint


def test_what_a_stage_takes_in_or_gives_out_is_no_paper() -> None:
    assert PAPERS.papers == ("Purchase orders",)


def test_a_model_with_papers_is_kept_and_read() -> None:
    assert StreamModel.from_json(PAPERS.to_json()) == PAPERS


def test_a_stage_starts_and_ends_without_its_papers() -> None:
    bench = _built()

    bench.record("Installed array")

    assert bench.do(do.Complete()).phase is Phase.WORKED


def test_going_back_leaves_papers_as_they_are() -> None:
    bench = _built()
    bench.record("Purchase orders", "Installed array")

    case = bench.do(do.Reopen(stage_id="NCV-03.3", reason="the inspector found a loose clamp"))

    assert case.has("Purchase orders")
    assert not case.has("Installed array")


def test_a_paper_can_be_taken_back() -> None:
    bench = _built()
    bench.record("Purchase orders")

    assert "Purchase orders" not in bench.do(do.Undo()).items


def _built() -> Bench:
    bench = opened()
    bench.model = PAPERS
    bench.case = replace(bench.do(), fingerprint=PAPERS.fingerprint)
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))
    bench.record("Inquiry")
    bench.run()
    for stage in PAPERS.stages[:2]:
        bench.record(*stage.outputs)
        bench.do(do.Complete(), do.Pass(role=stage.accountable, evidence="seen"))
        bench.run()
    return bench
