"""The form in which a company writes down its key metrics: a TOML file for each value stream."""

from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field

from penstock.app.service_levels.form import Form
from penstock.measurement.metrics.records import At, Kind, Statistic, Versions

_Text = Annotated[str, Field(min_length=1)]
_Written = Field(strict=False)


class MomentForm(Form):
    """A moment in a case's life; without a stage it is the metric's own."""

    at: Annotated[At, _Written]
    stage: str = ""
    outcome: str = ""
    last: bool = False


class MetricForm(Form):
    """A key metric as it is written."""

    # `from` is no name that Python allows.
    model_config = ConfigDict(validate_by_alias=True)

    name: _Text
    stage: str = ""
    kind: Annotated[Kind, _Written]
    unit: _Text = "1"
    # Text, because a number of TOML is no exact amount.
    scale: Annotated[Decimal, Field(strict=False, gt=0)] = Decimal(1)
    statistic: Annotated[Statistic, _Written] = Statistic.MEDIAN
    owner: str = ""
    meaning: str = ""
    baseline: str = ""
    target: str = ""
    needs: str = ""

    begin: Annotated[MomentForm | None, Field(alias="from")] = None
    end: Annotated[MomentForm | None, Field(alias="to")] = None
    within: str = ""

    item: str = ""
    numerator: _Text = "1"
    denominator: str = ""
    where: dict[str, str] = Field(default_factory=dict)
    versions: Annotated[Versions, _Written] = Versions.NEWEST
    at: str = ""
    of: str = ""
    of_versions: Annotated[Versions, _Written] = Versions.NEWEST
    zone: str = "UTC"
    whole_days: bool = False


class MetricsForm(Form):
    """The whole file."""

    stream: _Text
    metric: list[MetricForm]
