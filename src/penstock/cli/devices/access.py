"""`penstock devices access` and `rules`: who may come to a broker, and what they may say."""

from pathlib import Path

import click

from penstock.cli.devices.desk import folder_option, wrong_broker


@click.command("access")
@click.argument("homes", nargs=-1, required=True, metavar="HOME...")
@folder_option
@click.option("--remove", is_flag=True, help="Let them in no more.")
def access(homes: tuple[str, ...], *, folder: Path, remove: bool) -> None:
    """Let homes come to the broker, and print the password of each, once.

    A broker that runs hears of it within a second. The file of users is one that Mosquitto reads,
    too.
    """
    with wrong_broker():
        from penstock.app.devices.broker.users import Users, users_file

        users = Users(users_file(folder))
        for home in homes:
            if remove:
                users.remove(home)
                click.echo(f"{home} is let in no more.")
            else:
                click.echo(f"{home} {users.add(home)}")


@click.command("rules")
@click.argument("devices", nargs=-1, required=True, metavar="HOME/DEVICE...")
def rules(devices: tuple[str, ...]) -> None:
    """Print what homes may say and hear as Mosquitto's acl_file."""
    from penstock.app.devices.broker.permits import mosquitto_rules

    homes: dict[str, list[str]] = {}
    for said in devices:
        home, divider, device = said.partition("/")
        if not divider or not device:
            raise click.UsageError(f"“{said}” is no device; expected HOME/DEVICE.")
        homes.setdefault(home, []).append(device)
    click.echo("\n".join(mosquitto_rules(homes)))
