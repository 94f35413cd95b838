"""`penstock tariff`: price lists, and what a year of energy costs under them."""

import click

from penstock.cli.tariffs import billing, showing


@click.group("tariff")
def command() -> None:
    """Bill a year of energy under a tariff, line by line, and compare tariffs.

    A tariff is one that lies in tariffs/ beside the documents, or else one of the reference
    company's, or any file in the form of the Utility Rate Database. Exit codes: 0 when it is done,
    1 when check finds a tariff that cannot be billed, 2 when the command is used wrongly or a file
    cannot be followed, 3 when something that it names does not exist.
    """


for each in (showing.listed, showing.show, showing.check, billing.bill, billing.compare):
    command.add_command(each)
