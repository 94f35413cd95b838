"""Taking a run back: what it charged and posted, once more with the other sign."""

from dataclasses import replace

from penstock.governance.allocation.runs import Run

SUFFIX = "-reversed"


class AlreadyReversalError(ValueError):
    """A reversal that somebody wants to reverse."""

    def __init__(self, run: Run) -> None:
        self.run = run
        super().__init__(
            f"{run.id} itself takes {run.reverses} back. To charge again, correct the inputs and "
            "run the period again."
        )


def reversal(run: Run) -> Run:
    """Return the run that, added to a run, leaves nothing on any line, pool, receiver or account.

    Raises:
        AlreadyReversalError: The run is a reversal.
    """
    if run.reverses:
        raise AlreadyReversalError(run)
    return replace(
        run,
        id=f"{run.id}{SUFFIX}",
        charges=tuple(
            charge._replace(
                cents=-charge.cents, by_receiver=tuple(-each for each in charge.by_receiver)
            )
            for charge in run.charges
        ),
        sales=tuple(
            replace(
                sale,
                cents=-sale.cents,
                cost_cents=-sale.cost_cents,
                market_cents=None if sale.market_cents is None else -sale.market_cents,
            )
            for sale in run.sales
        ),
        journal=tuple(line._replace(cents=-line.cents) for line in run.journal),
        reverses=run.id,
    )
