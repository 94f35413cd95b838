"""`/new-consent`, `/consents/…/narrow` and `/widen`: tried first, and kept when it is confirmed."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from starlette.responses import Response

from penstock.app.cases import new_key
from penstock.app.consenting import Consenting, NoSuchConsentError, UnfitWishError
from penstock.app.consenting.rehearsing import Rehearsal, Rehearsing
from penstock.app.consenting.wishes import CHANNELS
from penstock.app.consenting.wording import listed, sentence
from penstock.delivery.handling import KeyUsedError
from penstock.governance.audit.entry import UnfitEntryError
from penstock.governance.consent.bundling import SEPARATE, BundledError
from penstock.governance.consent.changing import WideningError
from penstock.governance.consent.consent import Consent, UnsoundConsentError
from penstock.web.live.answers import to
from penstock.web.live.pages import Page
from penstock.web.live.showing.governing.consent_typed import ConsentTyped
from penstock.web.live.showing.governing.consents import consenting_of, stop_unconsented
from penstock.web.live.showing.governing.sections import SECTION
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

_MOST_BYTES = 1 << 20
_WRONG = (
    BundledError,
    KeyUsedError,
    UnfitEntryError,
    UnfitQueryError,
    UnfitWishError,
    UnsoundConsentError,
    WideningError,
)


def pages() -> tuple[Page, ...]:
    """Return the forms; who may fill them in is asked at the boundary."""
    forms: tuple[tuple[str, str, type[_Form]], ...] = (
        ("/new-consent", "new-consent", _Giving),
        ("/consents/{consent}/narrow", "narrow-consent", _Narrowing),
        ("/consents/{consent}/widen", "widen-consent", _Widening),
    )
    return tuple(_page(path, name, form) for path, name, form in forms)


def _page(path: str, name: str, form: "type[_Form]") -> Page:
    def show(visit: Visit) -> Response:
        return form(visit, ConsentTyped(visit.asked, visit.zone)).shown()

    def take(visit: Visit, fields: Mapping[str, str]) -> Response:
        return form(visit, ConsentTyped(fields, visit.zone, visit.files.get("file", b""))).taken()

    return Page(
        path=path,
        name=name,
        show=show,
        take=take,
        section=SECTION,
        is_sheet=False,
        most_bytes=_MOST_BYTES,
        called="Enter a consent" if form is _Giving else "",
    )


@dataclass(frozen=True)
class _Form(ABC):
    """A form about a consent, as somebody filled it in."""

    visit: Visit
    typed: ConsentTyped
    title = ""
    meaning = ""
    does = ""
    is_new_act = True

    def shown(self) -> Response:
        """Return the form."""
        self.require_offered()
        return self._page()

    def taken(self) -> Response:
        """Try what the form says, or keep it where that was confirmed; or say why not.

        Raises:
            NoSuchConsentError: There is none, as far as they may know.
        """
        self.require_offered()
        try:
            if self.typed.said("do") != "keep":
                return self._page(tried=self.tried(Rehearsing(consenting=self.consenting)))
            # A key is a person's own, so that nobody learns of another's.
            key = self.typed.needed("key", "The key of the form")
            kept = self.keep(f"{self.visit.who.person}/{key}")
        except _WRONG as error:
            return self._page(wrong=str(error))
        return to(f"/consents/{quote(kept.id, safe='')}")

    @cached_property
    def consenting(self) -> Consenting:
        """What they can do about consents."""
        return consenting_of(self.visit)

    @property
    def consent(self) -> Consent | None:
        """The consent that is changed; None for a new one."""
        return None

    @abstractmethod
    def require_offered(self) -> None:
        """Return where the boundary would let them.

        Raises:
            NoSuchConsentError: It would not.
        """

    @abstractmethod
    def tried(self, rehearsing: Rehearsing) -> Rehearsal:
        """Return what would become of it."""

    @abstractmethod
    def keep(self, key: str) -> Consent:
        """Keep it."""

    @property
    def data(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen as data, each with what is called so."""
        classes = self.consenting.keeping.classes
        return tuple((name, ", ".join(classes.items_of(name))) for name in sorted(classes.names))

    @property
    def purposes(self) -> frozenset[str]:
        """What may be chosen as a purpose."""
        door = self.visit.cases.door
        return SEPARATE | frozenset(door.purposes.by_id.values() if door else ())

    def _page(self, *, tried: Rehearsal | None = None, wrong: str = "") -> Response:
        consent = self.consent
        crumbs = [Crumb("Consents", "/consents")]
        if consent:
            crumbs.append(Crumb(consent.id, f"/consents/{quote(consent.id, safe='')}"))
        head = Head(
            title=self.title,
            kind="Consent",
            meaning=self.meaning,
            section=SECTION,
            crumbs=tuple(crumbs),
        )
        return self.visit.html(
            "live/governing/consent_form.html",
            head,
            status=422 if wrong else 200,
            form=self,
            typed=self.typed.fields,
            carried=self.typed.carried,
            text=self.typed.text.decode(errors="replace") if tried and self.is_new_act else "",
            channels=CHANNELS,
            tried=tried,
            wrong=wrong,
            key=new_key(),
            sentence=sentence,
            listed=listed,
        )


class _Giving(_Form):
    """A consent that a customer gave."""

    title = "Enter a consent"
    meaning = "What a customer agreed to, word for word. Nothing is filled in for them."
    does = "Keep the consent"

    def require_offered(self) -> None:
        if not self.consenting.may_give(self.typed.said("customer")):
            raise NoSuchConsentError("consent that you may enter")

    def tried(self, rehearsing: Rehearsing) -> Rehearsal:
        return rehearsing.give(self.typed.wish, self.typed.proof)

    def keep(self, key: str) -> Consent:
        return self.consenting.give(self.typed.wish, self.typed.proof, key=key)


class _Changing(_Form, ABC):
    """A consent that is changed."""

    @cached_property
    def consent(self) -> Consent:
        return self.consenting.versions(self.visit.part("consent"))[-1]

    def require_offered(self) -> None:
        if not self.consenting.may_change(self.consent):
            raise NoSuchConsentError(f"consent {self.consent.id} that you may change")

    @property
    def purposes(self) -> frozenset[str]:
        return super().purposes | self.consent.purposes


class _Narrowing(_Changing):
    """A consent that says less."""

    title = "Narrow a consent"
    meaning = "What stays ticked remains; the rest is closed at once. It takes no new act."
    does = "Narrow the consent"
    is_new_act = False

    @property
    def data(self) -> tuple[tuple[str, str], ...]:
        return tuple(each for each in super().data if each[0] in self.consent.data_classes)

    @property
    def purposes(self) -> frozenset[str]:
        return self.consent.purposes

    def tried(self, rehearsing: Rehearsing) -> Rehearsal:
        self.typed.needed("reason", "Why it is narrowed")
        return rehearsing.narrow(self.consent.id, self.typed.terms)

    def keep(self, key: str) -> Consent:
        reason = self.typed.needed("reason", "Why it is narrowed")
        terms = self.typed.terms
        kept = self.consenting.narrow(self.consent.id, terms, key=key, reason=reason)
        stop_unconsented(self.visit, kept)
        return kept


class _Widening(_Changing):
    """A consent that says what a customer agreed to anew."""

    title = "Widen a consent"
    meaning = "A new act of the customer; all that it covers from then on is named anew."
    does = "Keep the new version"

    def tried(self, rehearsing: Rehearsing) -> Rehearsal:
        return rehearsing.widen(self.consent.id, self.typed.terms, self.typed.proof)

    def keep(self, key: str) -> Consent:
        typed = self.typed
        kept = self.consenting.widen(self.consent.id, typed.terms, typed.proof, key=key)
        stop_unconsented(self.visit, kept)
        return kept
