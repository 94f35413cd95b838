"""All consents by whom they are of, so that finding one takes as long among many as among few."""

from collections.abc import Iterable, Iterator

from penstock.governance.boundary.asking import Question
from penstock.governance.consent.consent import Consent


class StaleVersionError(ValueError):
    """A consent is not the next version of itself."""

    def __init__(self, consent: Consent, *, latest: int) -> None:
        self.consent_id, self.version, self.latest = consent.id, consent.version, latest
        super().__init__(
            f"Consent {consent.id} stands at version {latest}; version {consent.version} cannot "
            "follow it. Read the consent again and change what it says now."
        )


class ConsentRegister:
    """Consents in memory, each at its latest version."""

    def __init__(self, consents: Iterable[Consent] = ()) -> None:
        self._by_customer: dict[str, dict[str, Consent]] = {}
        self._customers: dict[str, str] = {}
        for each in consents:
            self.put(each)

    def __len__(self) -> int:
        return len(self._customers)

    def __iter__(self) -> Iterator[Consent]:
        return (each for some in self._by_customer.values() for each in some.values())

    def put(self, consent: Consent) -> None:
        """Keep a consent, or the next version of it; the next decision goes by it.

        Raises:
            StaleVersionError: It is not the version that follows the latest.
        """
        latest = self.latest(consent.id)
        if consent.version != (latest.version + 1 if latest else consent.version):
            raise StaleVersionError(consent, latest=latest.version if latest else 0)
        if latest:
            del self._by_customer[latest.customer][latest.id]
        self._by_customer.setdefault(consent.customer, {})[consent.id] = consent
        self._customers[consent.id] = consent.customer

    def latest(self, consent_id: str) -> Consent | None:
        """Return a consent as it stands, or None where there is none of that id."""
        customer = self._customers.get(consent_id)
        return None if customer is None else self._by_customer[customer][consent_id]

    def candidate(self, question: Question) -> Consent | None:
        """Return the consent of the customer that comes nearest to a question, live or not.

        The policies decide whether it is near enough. So a refusal tells which term is off, and a
        wrong choice here can refuse what another consent would allow, but never allow anything.
        """
        given = [*self._by_customer.get(question.object.subject, {}).values()]
        if len(given) > 1:
            return max(given, key=lambda each: _nearness(each, question))
        return given[0] if given else None


def _nearness(consent: Consent, question: Question) -> tuple[int, int, str]:
    about = question.object
    terms = (
        consent.grantee == question.recipient,
        consent.premise == about.premise,
        consent.account == about.account,
        about.data_class in consent.data_classes,
        question.purpose in consent.purposes,
        consent.start <= question.at < consent.end,
        not consent.is_revoked,
        consent.ended_at is None or question.at < consent.ended_at,
        consent.is_proven,
    )
    # Of two that come equally near, whichever has the later id, so that the answer is one.
    return sum(terms), consent.version, consent.id
