"""Stream packages for tests: the example as it is built, and small ones that are written."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from penstock.app.cases.binding import Streams

Install = Callable[..., Streams]

STAGES = """
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from penstock.delivery.items import Sensitivity, information_item
from penstock.delivery.stage_work import stage_work
from penstock.kernel.sides import Side

customer = information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)

@customer
@dataclass(frozen=True)
class CustomerInquiry:
    power_kw: Decimal

@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True)
class CustomerEnergyBills:
    content: bytes

@customer
@dataclass(frozen=True)
class QualifiedLead:
    power_kw: Decimal
    qualified_at: datetime

@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL, is_file=True)
@dataclass(frozen=True)
class PreliminaryEnergyAnalysis:
    content: bytes

@stage_work("NCV-03.1")
def qualify(
    inquiry: CustomerInquiry, bills: CustomerEnergyBills, now: datetime
) -> tuple[QualifiedLead, PreliminaryEnergyAnalysis]:
    lead = QualifiedLead(power_kw=inquiry.power_kw, qualified_at=now)
    return lead, PreliminaryEnergyAnalysis(content=bills.content[::-1])
"""
MANIFEST = """
id = "NCV-03"

[stages."NCV-03.1"]
work = "stages:qualify"
side = "non-regulated"
"""


BY_HAND = 'id = "NCV-03"\n' + "".join(
    f'\n[stages."NCV-03.{number}"]\nstatus = "by-hand"\nbecause = "People do it."\n'
    for number in range(1, 8)
)


def write_by_hand(folder: Path) -> None:
    """Write a package with which a company works all of NCV-03 by hand, from its documents."""
    write_package(folder, name=f"by_hand_{folder.parent.name}", stages="", manifest=BY_HAND)


def write_package(
    folder: Path,
    *,
    name: str,
    stages: str = STAGES,
    manifest: str = MANIFEST,
    stream: str = "NCV-03",
) -> None:
    """Write a package into a folder as if it were installed there."""
    package, facts = folder / name, folder / f"{name}-1.0.dist-info"
    package.mkdir(parents=True)
    facts.mkdir()
    (package / "__init__.py").touch()
    (package / "stages.py").write_text(stages, encoding="utf-8")
    (package / "stream.toml").write_text(manifest, encoding="utf-8")
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    (facts / "METADATA").write_text(metadata, encoding="utf-8")
    entry = f"[penstock.streams]\n{stream} = {name}\n"
    (facts / "entry_points.txt").write_text(entry, encoding="utf-8")


def build_example(project: Path, folder: Path) -> Path:
    """Build the wheel of a project, unpack it, and return the folder that it is installed in."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=project,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"
