"""Tiny documents of each kind."""

COLUMNS = (
    "| Stage ID | Stage Name | Description | Enabling Capabilities | Expected Inputs "
    "| Expected Outputs | Key Metrics |"
)


def capability_catalogue(*names: str) -> str:
    """Return a catalogue of capabilities: `2 Market Development`, `2.1 Market Research`."""
    return "# CORE CAPABILITIES\n" + "".join(_capability(name) for name in names)


def _capability(text: str) -> str:
    number, _, name = text.partition(" ")
    heading = "####" if "." in number else "##"
    return f"\n{heading} {number}. {name}\n\n**Definition:** To do it.\n"


def stage(
    identifier: str,
    name: str = "Work",
    *,
    capabilities: str = "1 Solar",
    inputs: str = "Request",
    outputs: str = "Result",
) -> str:
    """Return a row of a stage table."""
    return (
        f"| **{identifier}** | **{name}** | Do it. | {capabilities} | {inputs} | {outputs} | Days |"
    )


def stage_model(stream: str, *stages: str, more: str = "", fields: str = "") -> str:
    """Return a stage model of a stream such as `NCV-03 Rooftop Solar`."""
    identifier, _, name = stream.partition(" ")
    rows = "\n".join(stages)
    return (
        f"# {identifier}: {name} - Stages\n\n**Value Stream ID:** {identifier}\n**Name:** {name}\n"
        f"{fields}{table(COLUMNS, rows)}\n{more}\n"
    )


def stream_catalogue(*streams: str, fields: str = "") -> str:
    """Return a catalogue of streams such as `NCV-03: Rooftop Solar`, all with the same fields."""
    sections = (f"### {each}\n\n**Description:** What it does.\n{fields}\n" for each in streams)
    return "# Value Streams\n\n" + "\n".join(sections)


def table(header: str, *rows: str) -> str:
    """Return a table."""
    delimiter = "|" + " --- |" * (header.count("|") - 1)
    return "\n".join(("", header, delimiter, *rows, ""))


def products(*rows: str) -> str:
    """Return a catalogue of products."""
    return "# Products\n" + table("| Product ID | Product Name | Description |", *rows)


def product_mapping(*rows: str) -> str:
    """Return a mapping of products to streams."""
    header = (
        "| Product ID | Product Name | Primary Delivering Value Stream | Supporting Value Streams |"
    )
    return "# Mapping\n" + table(header, *rows)


def raci(*rows: str) -> str:
    """Return a responsibility matrix."""
    return table("| Stage ID | Responsible | Accountable | Consulted | Informed |", *rows)


def roles(*rows: str) -> str:
    """Return a catalogue of roles."""
    return "# Roles\n" + table("| Role | Side | Organization Unit | Purpose |", *rows)


def diagram(stream: str, *lines: str) -> str:
    """Return a document with the diagram of a stream."""
    body = "\n".join(f"    {line}" for line in lines)
    return f"# Diagrams\n\n## {stream}\n\n```mermaid\ngraph LR\n{body}\n```\n"
