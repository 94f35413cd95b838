"""What becomes of requests when a customer takes a consent back: they stand still at once."""

from penstock.app.cases import Cases
from penstock.app.interconnection.applicants import Applicant, third_party
from penstock.app.interconnection.counter import Counter
from penstock.governance.boundary.asking import Actor
from penstock.governance.interconnection.parties import Filing
from penstock.kernel.sides import Side


def stop_unconsented(cases: Cases, customer: str) -> tuple[str, ...]:
    """Put the requests of a customer on hold that nobody may be told of any more.

    Nothing of them is lost: with a new consent, whoever has the case lets it go on.

    Args:
        cases: The cases.
        customer: Whose consents have changed.

    Returns:
        The requests that were put on hold.

    Raises:
        UnaskedError: The boundary could not be asked.
    """
    counter = Counter(cases=cases)
    stopped = []
    for filing in counter.parties.filings():
        file = counter.inside.file(filing.case_id)
        if file.case.customer != customer or file.case.ended:
            continue
        applicant = _applicant(counter, filing)
        ruling = counter.asking.may_know(applicant, file.case)
        if ruling.denial:
            counter.inside.stop(file, ruling, recipient=applicant.recipient)
            stopped.append(filing.case_id)
    return tuple(stopped)


def _applicant(counter: Counter, filing: Filing) -> Applicant:
    for party in counter.parties.all():
        if party.code == filing.party:
            return third_party(party)
    own = counter.inside.own.show(filing.for_case)
    actor = Actor(id=filing.filed_by, side=Side.ENTERPRISE)
    return Applicant(name=filing.filed_by, actor=actor, hat=Side.read(own.model.side))
