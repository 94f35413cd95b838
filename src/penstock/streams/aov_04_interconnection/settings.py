"""How inverters of customers have to be set, as an agreement states it."""

from penstock.casework.interconnection import Setting
from penstock.engineering.network.inverters import VOLT_VAR, Category

_STANDARD = "IEEE 1547-2018"


def required() -> tuple[Setting, ...]:
    """Return the default settings of normal category B and abnormal category III."""
    curve = VOLT_VAR[Category.B]
    points = " ".join(f"{pu:g}:{percent:g}" for pu, percent in curve.points)
    return (
        Setting(function="volt-var", value=points, source=curve.source),
        Setting(
            function="voltage ride-through",
            value="category III",
            source=f"{_STANDARD}, 6.4.2, table 16",
        ),
        Setting(
            function="enter service delay", value="300 s", source=f"{_STANDARD}, 4.10.3, table 4"
        ),
    )
