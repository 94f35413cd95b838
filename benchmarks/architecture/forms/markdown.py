"""The company as architects write it: a capability catalogue, and a stage model for each stream."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.architecture.company import Capability, Company, Stream

_CONTROL = """**Document Version:** 1.0
**Date:** 2026-11-20
**Author:** Business Architecture
**Approval:** Chief Enterprise Architect
**Next Review:** Annually
"""
_STAKEHOLDERS = f"""# Stakeholders

{_CONTROL}
| Stakeholder | Description |
| :--- | :--- |
| Customer | Asks for something and receives it. |
"""
_COLUMNS = (
    *("Stage ID", "Stage Name", "Description", "Enabling Capabilities"),
    *("Expected Inputs", "Expected Outputs", "Key Metrics"),
)


def write(company: Company, folder: Path) -> None:
    """Write the documents into a folder."""
    (folder / "stages").mkdir(parents=True)
    (folder / "stakeholders.md").write_text(_STAKEHOLDERS, encoding="utf-8")
    (folder / "capabilities.md").write_text(_catalogue(company), encoding="utf-8")
    followers = (*company.streams[1:], None)
    for stream, follower in zip(company.streams, followers, strict=True):
        path = folder / "stages" / f"{stream.id.lower()}.md"
        path.write_text(_stage_model(stream, follower), encoding="utf-8")


def _catalogue(company: Company) -> str:
    parts = [f"# Capabilities\n\n{_CONTROL}", *map(_capability, company.capabilities)]
    return "\n".join(parts)


def _capability(capability: Capability) -> str:
    level = "####" if capability.parent else "##"
    return f"""{level} {capability.number}. {capability.name}

**Definition:** {capability.definition}
"""


def _stage_model(stream: Stream, follower: Stream | None) -> str:
    rows = [_COLUMNS, [":---"] * len(_COLUMNS), *_rows(stream)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"""# {stream.id}: {stream.name} - Stages

{_CONTROL}
**Value Stream ID:** {stream.id}
**Name:** {stream.name}
**Description:** {stream.description}
**Triggering Stakeholder:** Customer
**Receiving Stakeholder:** Customer
**Value Proposition:** A result on the date that was promised.

**Entry Criteria:**
-   The customer has asked for it.

**Exit Criteria:**
-   The customer has it.

## Stages and Enabling Capabilities

{table}

## Information from Outside and for Others

| Information Item | Provided By | Used By |
| :--- | :--- | :--- |
| {stream.information[0]} | Customer |  |
| {stream.information[-1]} |  | Customer |

## Cross-Value Stream Dependencies

{"".join(_dependencies(stream, follower))}"""


def _rows(stream: Stream) -> Iterator[list[str]]:
    for stage in stream.stages:
        first, *others = stage.capabilities
        yield [
            f"**{stream.id}.{stage.position}**",
            f"**{stage.name}**",
            stage.description,
            f"{first.number} {first.name}",
            stream.information[stage.position - 1],
            stream.information[stage.position],
            "Lead time",
        ]
        for other in others:
            yield ["", "", "", f"{other.number} {other.name}", "", "", ""]


def _dependencies(stream: Stream, follower: Stream | None) -> Iterator[str]:
    if stream.needs:
        yield f"-   The service depends on **{stream.needs.id} {stream.needs.name}** for results.\n"
    if follower:
        yield f"-   The service hands results to **{follower.id} {follower.name}** every day.\n"
