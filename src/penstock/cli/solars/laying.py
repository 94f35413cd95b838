"""`penstock solar layout`."""

import json
from pathlib import Path

import click

from penstock.cli.solars.desk import json_option, module_option, roof_argument, wrong_input


@click.command("layout")
@roof_argument
@module_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw the roof into this SVG file.",
)
@json_option
def layout(roof: Path, module: str | None, output: Path | None, as_json: bool) -> None:
    """Lay modules on ROOF where the fire code lets them."""
    with wrong_input():
        from penstock.app.energy.solar import laid_out
        from penstock.app.energy.solar_words import layout_json, layout_lines
        from penstock.engineering.solar.picture import roof_picture

        found = laid_out(roof, module=module)
        if output is not None:
            output.write_text(roof_picture(found), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(layout_json(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(layout_lines(found)))
    if output is not None:
        click.echo(f"Drew {output}.", err=True)
