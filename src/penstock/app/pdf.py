"""Documents as PDF, for those who have installed what that takes."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from penstock.app.fonts import INTER

if TYPE_CHECKING:
    import typst

_WARMING = '#set text(font: "Inter")\nA'


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

        fonts = _fonts()
    except ImportError as error:
        raise NoTypesetterError from error
    with TemporaryDirectory() as name:
        # Nothing but the template is where it may look.
        folder = Path(name)
        document = folder / template.name
        document.write_bytes(template.read_bytes())
        return typst.compile(
            document,
            root=folder,
            font_paths=fonts,
            # Data goes in as data: whatever a text says, it is printed and never run.
            sys_inputs={"data": json.dumps(data)},
            pdf_standards="ua-1",
        )


@cache
def _fonts() -> "typst.Fonts":
    """Return our font as a typesetter keeps it; to unpack and read it takes longer than to set."""
    import typst
    from fontTools.ttLib import woff2  # type: ignore[import-untyped]

    with TemporaryDirectory() as name:
        folder = Path(name)
        woff2.decompress(str(INTER), str(folder / "inter.ttf"))
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
        warming = folder / "warming.typ"
        warming.write_text(_WARMING, encoding="utf-8")
        # A typesetter reads a font when it first needs it, and keeps it from then on.
        typst.compile(warming, root=folder, font_paths=fonts)
    return fonts
