"""Documents as PDF, for those who have installed what that takes."""

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from penstock.app.fonts import INTER


class NoTypesetterError(Exception):
    """The packages that set documents as PDF are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "PDF needs two more packages. Install them with: pip install 'penstock[pdf]'. "
            "The other formats need nothing."
        )


def as_pdf(template: Path, data: Any) -> bytes:
    """Return a document as a tagged PDF (PDF/UA-1), the same bytes for the same data.

    Args:
        template: The Typst file, which finds the data as JSON in `sys.inputs.data`.
        data: Whatever JSON can hold.

    Raises:
        NoTypesetterError: What sets it is not installed.
    """
    try:
        import typst

        font = _font()
    except ImportError as error:
        raise NoTypesetterError from error
    with TemporaryDirectory() as name:
        # Nothing but the template and the font is where it may look.
        folder = Path(name)
        document = folder / template.name
        document.write_bytes(template.read_bytes())
        (folder / "inter.ttf").write_bytes(font)
        return typst.compile(
            document,
            root=folder,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[folder]),
            # Data goes in as data: whatever a text says, it is printed and never run.
            sys_inputs={"data": json.dumps(data)},
            pdf_standards="ua-1",
        )


@cache
def _font() -> bytes:
    """Return the font as typesetters take it; to unpack it takes longer than to set a page."""
    from fontTools.ttLib import woff2  # type: ignore[import-untyped]

    unpacked = BytesIO()
    woff2.decompress(BytesIO(INTER.read_bytes()), unpacked)
    return unpacked.getvalue()
