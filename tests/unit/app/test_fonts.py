import base64
import re

from penstock.app.fonts import INTER, with_font


def test_a_drawing_brings_the_very_font_along() -> None:
    svg = with_font("<svg><style>.a{}</style></svg>")

    data = re.search(r"base64,([^)]+)\)", svg)
    assert data is not None
    assert base64.b64decode(data[1]) == INTER.read_bytes()


def test_a_drawing_without_a_style_stays_as_it_is() -> None:
    assert with_font("<svg></svg>") == "<svg></svg>"
