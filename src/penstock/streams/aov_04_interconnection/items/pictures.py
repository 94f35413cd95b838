"""Pictures of the network, for those who run it."""

from dataclasses import dataclass

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.CONFIDENTIAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class VoltageProfile:
    """The voltage along the feeder, with the generator and without it, as SVG."""

    content: bytes


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.CONFIDENTIAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class FeederHeatMap:
    """The feeder's map with the voltage of each bus, as SVG."""

    content: bytes


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.CONFIDENTIAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class StudyVoltageProfile:
    """The voltage along the feeder on the terms that the study proposes, as SVG."""

    content: bytes
