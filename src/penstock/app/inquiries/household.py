"""By which e-mail, telephone and address households are known, and which case is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from penstock.app.streams.keeping import again, latest_of, number_of
from penstock.governance.conduct.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWay:
    """Cases of whoever is reached by ways that share a hash; each change is a version.

    What people are reached by is not kept here, but its hash.

    Args:
        number: A part of the hash.
        version: From 1.
        cases: The cases, the newest last.
    """

    number: int
    version: int
    cases: tuple[str, ...]

    @property
    def id(self) -> str:
        """What people call it."""
        return f"way {self.number} to a household"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderKey:
    """What came under a key.

    Args:
        case_id: The case.
        said_sha256: Of what was said.
    """

    case_id: str
    said_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLead:
    """A lead that came under a key.

    Args:
        number: A part of the key's hash.
        version: From 1.
        leads: What came, by key.
    """

    number: int
    version: int
    leads: Mapping[str, UnderKey]

    @property
    def id(self) -> str:
        """What people call it."""
        return f"leads under the keys of page {self.number}"


@dataclass(frozen=True, kw_only=True)
class Households:
    """Who asked before.

    Args:
        records: Where that is kept, for all programs together.
    """

    records: Records

    def alike(self, ways: Mapping[str, str]) -> tuple[str, ...]:
        """Return cases that may be of a household, by its ways; another's may be among them."""
        found: dict[str, None] = {}
        for field, said in ways.items():
            known = latest_of(self.records, KnownWay, _number(field, said))
            found |= dict.fromkeys(reversed(known.cases)) if known else {}
        return tuple(found)

    def under(self, key: str) -> UnderKey | None:
        """Return what came under a key; None where nothing did."""
        known = latest_of(self.records, KnownLead, number_of(f"lead {key}"))
        return known.leads.get(key) if known else None

    def keep_ways(self, ways: Mapping[str, str], *, case_id: str) -> tuple[str, ...]:
        """Keep by which ways a household is known; return cases that were there before.

        Of two that come at once, each sees the other or is the first: which of them was there
        before is decided by the first way that both have, in an order that is the same for all.
        """
        for field, said in ways.items():
            again(partial(self._keep_way, _number(field, said), case_id))
        decided, before = {case_id}, []
        for field, said in ways.items():
            known = latest_of(self.records, KnownWay, _number(field, said))
            together = known.cases if known else ()
            ours = together.index(case_id)
            before += [each for each in together[:ours] if each not in decided]
            decided |= {*together}
        return tuple(before)

    def keep(self, key: str, *, case_id: str, said_sha256: str) -> None:
        """Keep what came under a key."""
        lead = UnderKey(case_id=case_id, said_sha256=said_sha256)
        again(lambda: self._keep_lead(key, lead))

    def _keep_way(self, number: int, case_id: str) -> None:
        known = latest_of(self.records, KnownWay, number)
        known = known or KnownWay(number=number, version=0, cases=())
        if case_id not in known.cases:
            cases = (*known.cases, case_id)
            self.records.keep(replace(known, version=known.version + 1, cases=cases))

    def _keep_lead(self, key: str, lead: UnderKey) -> None:
        number = number_of(f"lead {key}")
        known = latest_of(self.records, KnownLead, number)
        known = known or KnownLead(number=number, version=0, leads={})
        if key not in known.leads:
            leads = {**known.leads, key: lead}
            self.records.keep(replace(known, version=known.version + 1, leads=leads))


def _number(field: str, said: str) -> int:
    return number_of(f"{field} {said}")
