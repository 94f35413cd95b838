"""What is held about a customer: what they allowed, and who read it, asked as they themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from penstock.app.cases.usecases import Cases
from penstock.app.consenting import Consenting
from penstock.app.consenting.parties import as_object
from penstock.app.customer.papers import papers_of
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.guard import Guard
from penstock.app.links import PersonalLink
from penstock.delivery.case import Case
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.ports import Asked
from penstock.governance.audit.writing import Told
from penstock.governance.boundary.asking import Action, Object
from penstock.governance.consent.consent import Consent
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.naming import account_of

_PURPOSE, _DISCLOSURE = "customer_request", "disclosure"
_HOMES = "NCV-01"
# So many of the newest entries about a customer are looked at.
_LOOKED_AT = 2_000


@dataclass(frozen=True, kw_only=True)
class OwnData:
    """The data of the customer of a case, who came by a link and acts for themselves.

    Args:
        cases: The cases, behind the customer's own door.
        case: Theirs.
        premise: The service address that the case is about.
        account: The account, where it is known.
        link: By which they came.
    """

    cases: Cases
    case: Case
    premise: str
    account: str
    link: PersonalLink

    @classmethod
    def of(cls, cases: Cases, link: PersonalLink) -> Self | None:
        """Return the data of whoever came by a link; None where nobody knows whose the case is.

        Raises:
            UnaskedError: Nobody stands before these cases.
        """
        case = cases.case(link.case_id)
        inquiry = papers_of(cases, case).inquiry
        if not case.customer:
            return None
        asker = Asker(person=case.customer, purpose=_PURPOSE, link=link.id)
        return cls(
            cases=cases.seen_by(asker),
            case=case,
            premise=case.premise or (inquiry.premise if inquiry else ""),
            account=_account(case) or (inquiry.account_id if inquiry else ""),
            link=link,
        )

    @property
    def is_account_ours(self) -> bool:
        """Tell whether the account is AES's own, as the customer named none at the utility."""
        return bool(self.account) and self.account == _account(self.case) != self.case.account

    @property
    def customer(self) -> str:
        """Whose they are."""
        return self.case.customer

    @property
    def consenting(self) -> Consenting:
        """What can be done about consents."""
        return self.cases.consenting

    def consents(self) -> tuple[Consent, ...]:
        """Return what the customer has allowed about this premise, after it is on record."""
        keeping = self.consenting.keeping
        kept = keeping.consents.of_customer(self.customer)
        found = [each for each in kept if each.premise == self.premise]
        objects = [as_object(each, keeping.classes, hat=None) for each in found]
        if not objects:
            return ()
        decisions = keeping.guard.decide(self._asker, Action.INSPECT, objects)
        return tuple(each for each, said in zip(found, decisions, strict=True) if said.allowed)

    def entries(self) -> Sequence[Told]:
        """Return who read what of this case or about this premise, the newest first.

        It is on record, before anything is returned, that the customer asked.
        """
        keeping, about = self.consenting.keeping, self._about()
        if not keeping.guard.allows(self._asker, Action.INSPECT, about):
            return ()
        recorded = Entry(
            at=self.cases.now(),
            kind=Kind.LOG_READ,
            actor=self.customer,
            action="inspect",
            object_kind="audit log",
            subject=self.customer,
            purpose=_DISCLOSURE,
        )
        asked = Asked(subject=self.customer, newest=True, limit=_LOOKED_AT)
        found = keeping.guard.log.read(asked, recorded=recorded)
        return [each for each in reversed(found) if self._is_theirs(each)]

    @property
    def guard(self) -> Guard:
        """What knows who works here, and as what."""
        return self.consenting.keeping.guard

    def _is_theirs(self, told: Told) -> bool:
        """Tell whether an entry is about this case or premise, and tells of somebody else.

        Two customers may have one name; what is about neither is not told.
        """
        is_here = self.case.case_id in {told.object, told.object.partition("/")[0]}
        is_home = bool(self.premise) and told.premise == self.premise
        return told.actor != self.customer and (is_here or is_home)

    def _about(self) -> Object:
        return Object(
            id="audit log",
            kind="audit log",
            side=Side.ENTERPRISE,
            sensitivity=Sensitivity.PERSONAL,
            subject=self.customer,
            premise=self.premise,
            account=self.account,
            data_class="audit_log",
        )

    @property
    def _asker(self) -> Asker:
        asker = self.consenting.keeping.asker
        return replace(asker, purpose=_DISCLOSURE)


def _account(case: Case) -> str:
    return account_of(case.case_id, case.account) if case.stream_id == _HOMES else case.account
