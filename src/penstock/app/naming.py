"""What a folder of documents is called."""

from pathlib import Path

from penstock.architecture.reading import Reading


def title_of(reading: Reading, path: Path) -> str:
    """Return the first heading of the folder's README, or else the name of the folder."""
    for name, document in reading.folder.documents.items():
        if name.casefold() == "readme.md" and document.headings:
            return document.headings[0].text
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    return folder.name.replace("-", " ").replace("_", " ").strip().capitalize() or "Architecture"
