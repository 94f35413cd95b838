"""The picture of a usage report, as SVG or PNG by the ending of the file."""

from pathlib import Path

from penstock.app.energy.usage.report import Shown, UsageReport
from penstock.app.png import as_png
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.picture import load_profile_svg


def write_picture(report: UsageReport, path: Path) -> None:
    """Draw the average day of each season into a file.

    Raises:
        UsageError: The report is of bills, which tell no hours, or the ending is neither.
        NoRendererError: A PNG is asked for, and what makes it is not installed.
    """
    if report.shown is None:
        raise UsageError("Bills tell no hours of the day, so there is no average day to draw.")
    if path.suffix not in (".svg", ".png"):
        raise UsageError(f"“{path.name}” is no picture that can be drawn; expected .svg or .png.")
    svg = load_profile_svg(
        report.shown.seasons,
        title=_title(report.shown),
        subtitle=f"Average days of {report.of}, {report.total:,.0f} kWh; {report.file}",
        base_load_kw=report.shown.base_load_kw,
    )
    if path.suffix == ".svg":
        path.write_text(svg, encoding="utf-8", newline="")
    else:
        path.write_bytes(as_png(svg))


def _title(shown: Shown) -> str:
    busiest = max(shown.seasons, key=lambda season: max(season.weekday_kw, default=0))
    hour = max(range(24), key=lambda each: busiest.weekday_kw[each] if busiest.weekday_kw else 0)
    most = f"Most is used in {busiest.name} around {hour}:00"
    if shown.base_load_kw is None or not shown.mean_kw:
        return most
    return f"{most}; {100 * shown.base_load_kw / shown.mean_kw:.0f} % is always on"
