"""The table of widths against the font that pages ship, as a browser sets it."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from penstock.kernel.pictures.inter_widths import WIDTHS

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

_MEASURE = """
const [data, weight, characters, done] = arguments;
const face = new FontFace("Shipped", `url(data:font/woff2;base64,${data})`, {weight: "100 900"});
face.load().then(() => {
  document.fonts.add(face);
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = `${weight} 1000px Shipped`;
  done([...characters].map((each) => canvas.measureText(each).width));
}).catch((refusal) => done(String(refusal)));
"""


@pytest.mark.parametrize("weight", WIDTHS)
def test_the_table_is_the_shipped_font_s(browser: "Chrome", checkout: Path, weight: int) -> None:
    font = checkout / "src" / "penstock" / "web" / "static" / "inter.woff2"
    data = base64.b64encode(font.read_bytes()).decode()
    characters = "".join(WIDTHS[weight])

    measured = browser.execute_async_script(_MEASURE, data, weight, characters)

    off = {
        character: (width, WIDTHS[weight][character])
        for character, width in zip(characters, measured, strict=True)
        if abs(width - WIDTHS[weight][character]) > 1
    }
    assert off == {}
