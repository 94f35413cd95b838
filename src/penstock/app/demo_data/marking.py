"""The mark of a database whose cases were played, and the sentence that people read of it."""

from penstock.delivery.ports import Store, Wanted
from penstock.measurement.ports import About
from penstock.simulation.mark import Play


def play_in(store: Store) -> Play | None:
    """Return the play that a database was filled by; None where its cases are its own."""
    return next(iter(store.records.latest(Play)), None)


def synthetic_caution(store: Store) -> str:
    """Return what people should know who look at a played database; empty for any other."""
    play = play_in(store)
    if play is None:
        return ""
    return (
        f"These cases are synthetic: penstock demo-data played them with seed {play.seed}, from "
        f"{play.begins} to {play.ends}. No customer, person or number in them is real."
    )


def synthetic_mark_of(store: Store) -> str:
    """Return what stands on whatever shows cases of a database; empty where they are its own."""
    play = play_in(store)
    return play.mark if play else ""


def about_of(store: Store) -> About:
    """Return what the log of a database says of itself.

    A play has a calendar of its own, which the models of its cases carry: it begins before the
    company's does, and business time could not be counted by that.
    """
    play, first = play_in(store), next(iter(store.find(Wanted(limit=1))), None)
    if play is None or first is None:
        return About()
    with store.transaction() as transaction:
        return About(synthetic=play.mark, calendar=transaction.model(first.fingerprint).calendar)
