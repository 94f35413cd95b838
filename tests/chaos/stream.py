"""Documents and an installed package whose stages take a few milliseconds, for kills of serve."""

from pathlib import Path

from tests.small_company import TEXTS
from tests.stream_packages import write_package

STAGES = """
import os
import time
from dataclasses import dataclass
from pathlib import Path
from penstock.delivery.items import Sensitivity, information_item
from penstock.delivery.stage_work import stage_work
from penstock.kernel.sides import Side

if fault := os.environ.get("CHAOS_FAULT"):
    from tests.chaos import faults
    faults.plant(fault)

item = information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
file = information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL, is_file=True)

@item
@dataclass(frozen=True)
class Inquiry:
    customer: str

@item
@dataclass(frozen=True)
class QualifiedLead:
    customer: str

@file
@dataclass(frozen=True)
class Design:
    content: bytes

@file
@dataclass(frozen=True)
class InstalledArray:
    content: bytes

def work():
    with Path(os.environ["CHAOS_WORK"]).open("ab", buffering=0) as file:
        file.write(b".")
    time.sleep(0.004)

@stage_work("NCV-03.1")
def qualify(inquiry: Inquiry) -> QualifiedLead:
    work()
    return QualifiedLead(customer=inquiry.customer)

@stage_work("NCV-03.3")
def build(design: Design) -> InstalledArray:
    work()
    return InstalledArray(content=design.content[::-1])
"""
MANIFEST = """
id = "NCV-03"

[stages."NCV-03.1"]
work = "stages:qualify"
side = "non-regulated"

[stages."NCV-03.3"]
work = "stages:build"
side = "non-regulated"
"""


def written(folder: Path) -> tuple[Path, Path]:
    """Write both below a folder, and return where the documents and the package lie."""
    documents, installed = folder / "documents", folder / "installed"
    documents.mkdir()
    for name, text in TEXTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    write_package(installed, name="arrays", stages=STAGES, manifest=MANIFEST)
    return documents, installed
