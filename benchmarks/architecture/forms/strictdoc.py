"""The company as StrictDoc reads it: .sdoc documents with a node and its parents for each item."""

from collections import defaultdict
from pathlib import Path

from benchmarks.architecture.company import Company, Item


def write(company: Company, folder: Path) -> None:
    """Write the documents into a folder."""
    folder.mkdir(parents=True)
    documents: defaultdict[str, list[Item]] = defaultdict(list)
    for item in company.items():
        documents[item.document].append(item)
    for name, items in documents.items():
        text = f"[DOCUMENT]\nTITLE: {name}\n\n" + "\n".join(map(_node, items))
        (folder / f"{name}.sdoc").write_text(text, encoding="utf-8")


def _node(item: Item) -> str:
    text = f"STATEMENT: {item.text}\n" if item.text else ""
    parents = "".join(f"- TYPE: Parent\n  VALUE: {link}\n" for link in item.links)
    relations = f"RELATIONS:\n{parents}" if parents else ""
    return f"[REQUIREMENT]\nUID: {item.id}\nTITLE: {item.title}\n{text}{relations}"
