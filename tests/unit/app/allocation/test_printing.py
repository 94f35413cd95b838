import sys
from collections.abc import Callable

import pytest

from penstock.app.allocation.printing import as_pdf
from penstock.app.allocation.reporting import Report
from penstock.app.pdf import NoTypesetterError
from tests.small_manual import DRIVERS, METHOD

Kept = Callable[..., Report]


def test_s3_the_same_run_gives_the_same_pdf(reported: Kept) -> None:
    found = reported()

    assert as_pdf(found) == as_pdf(found)


def test_a_pdf_is_tagged_and_says_its_language(reported: Kept) -> None:
    pdf = as_pdf(reported())

    assert pdf.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid" in pdf
    assert b"/Lang" in pdf


def test_what_a_text_says_is_printed_and_never_run(reported: Kept) -> None:
    reason = '#panic(\\"run\\") $x$ #read(\\"/etc/passwd\\") *bold* @label'

    pdf = as_pdf(reported(method=(METHOD + DRIVERS).replace("First version.", reason)))

    assert pdf.startswith(b"%PDF")


def test_without_the_typesetter_a_sentence_says_what_to_install(
    reported: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(NoTypesetterError, match=r"pip install 'penstock\[pdf\]'"):
        as_pdf(reported())
