from penstock.architecture.checks.model.dependencies import OneSidedDependency
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model


def model(stream: str, *sentences: str) -> str:
    points = "".join(f"-   {sentence}\n" for sentence in sentences)
    more = f"\n## Cross-Value Stream Dependencies\n\n{points}"
    return stage_model(stream, stage(f"{stream.partition(' ')[0]}.1"), more=more)


def test_a_dependency_that_the_other_document_does_not_know_is_reported() -> None:
    [finding] = found(
        OneSidedDependency,
        model("NCV-03 Solar", "It relies on **AOV-04 Grid**."),
        model("AOV-04 Grid", "It relies on **RCV-02 Service**."),
    )

    assert finding.place == ("a.md", 13, 5, 0)
    assert finding.others == (("b.md", 11, 4, 0),)
    assert finding.message == (
        "NCV-03 says here that it and AOV-04 depend on each other, but AOV-04 does not name NCV-03 "
        "among its dependencies (b.md:11). Name it there too, or take it out here."
    )


def test_dependencies_that_both_state_are_silent_whoever_serves_whom() -> None:
    texts = (
        model("NCV-03 Solar", "It relies on **AOV-04 Grid**."),
        model("AOV-04 Grid", "It is critical for **NCV-01, 03**."),
    )

    assert found(OneSidedDependency, *texts) == []


def test_a_document_without_such_a_section_is_not_asked() -> None:
    texts = (
        model("NCV-03 Solar", "It relies on **AOV-04 Grid**."),
        stage_model("AOV-04 Grid", stage("AOV-04.1")),
    )

    assert found(OneSidedDependency, *texts) == []
