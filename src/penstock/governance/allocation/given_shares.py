"""What each pool gives to each consumer, from the readings of its drivers."""

from collections.abc import Mapping
from fractions import Fraction

from penstock.governance.allocation.methods import Method, Pool
from penstock.governance.allocation.readings import Reading, Readings


class UnreadDriverError(Exception):
    """A driver has no reading for anyone whom a pool may charge."""

    def __init__(self, pool: str, *, driver: str, procedure: str) -> None:
        self.pool = pool
        self.driver = driver
        super().__init__(
            f"pool {pool} is shared by {driver}, which has no reading above zero for anyone whom "
            f"it may charge under the {procedure} procedure. Add readings, or change the method."
        )


def given_shares(method: Method, readings: Readings) -> dict[str, dict[str, Fraction]]:
    """Return a row for each pool: the part that it gives to each pool and receiver; sum 1.

        share of c = sum over drivers of  weight * reading of c / readings of all who are charged

    Raises:
        UnreadDriverError: Nobody can be charged by a driver.
    """
    return {pool.id: _row(method, pool, readings) for pool in method.pools.values()}


def charged_readings(
    method: Method, pool: str, driver: str, readings: Readings
) -> Mapping[str, Reading]:
    """Return the readings of those to whom a pool gives by a driver."""
    all_readings = readings.by_driver.get(driver, {})
    return {to: each for to, each in all_readings.items() if each.value and method.gives(pool, to)}


def _row(method: Method, pool: Pool, readings: Readings) -> dict[str, Fraction]:
    row: dict[str, Fraction] = {}
    for driver, weight in pool.weights.items():
        charged = charged_readings(method, pool.id, driver, readings)
        if not charged:
            raise UnreadDriverError(pool.id, driver=driver, procedure=method.procedure)
        total = sum(each.value for each in charged.values())
        for to, each in charged.items():
            row[to] = row.get(to, Fraction(0)) + weight * each.value / total
    return row
