"""Markdown as it stands: tables, fields, lists and links, each with its place."""

from penstock.architecture.documents.document import Document, Section
from penstock.architecture.documents.folder import Folder, NoSuchFolderError
from penstock.architecture.documents.scanning import scan
from penstock.architecture.documents.source import Source

__all__ = ["Document", "Folder", "NoSuchFolderError", "Section", "Source", "scan"]
