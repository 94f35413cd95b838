"""The company as sphinx-needs reads it: reStructuredText with a directive for each item."""

from collections import defaultdict
from pathlib import Path

from benchmarks.architecture.company import Company, Item

# Four types, ids with hyphens, and the two switches that spare sphinx-needs work nobody asks for.
_CONF = """extensions = ["sphinx_needs"]
project = "Company"
needs_types = [
    {"directive": name, "title": name, "prefix": "", "color": "#ffffff", "style": "node"}
    for name in ("capability", "stream", "stage", "information")
]
needs_id_regex = "^[A-Z0-9-]+$"
needs_json_remove_defaults = True
needs_schema_validation_enabled = False
"""


def write(company: Company, folder: Path) -> None:
    """Write a Sphinx project into a folder."""
    folder.mkdir(parents=True)
    documents: defaultdict[str, list[Item]] = defaultdict(list)
    for item in company.items():
        documents[item.document].append(item)
    entries = "".join(f"   {name}\n" for name in documents)
    (folder / "conf.py").write_text(_CONF, encoding="utf-8")
    index = f"Company\n=======\n\n.. toctree::\n\n{entries}"
    (folder / "index.rst").write_text(index, encoding="utf-8")
    for name, items in documents.items():
        text = f"{name}\n{'=' * len(name)}\n\n" + "\n".join(map(_directive, items))
        (folder / f"{name}.rst").write_text(text, encoding="utf-8")


def _directive(item: Item) -> str:
    links = f"   :links: {', '.join(item.links)}\n" if item.links else ""
    text = f"\n   {item.text}\n" if item.text else ""
    return f".. {item.kind}:: {item.title}\n   :id: {item.id}\n{links}{text}"
