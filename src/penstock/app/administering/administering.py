"""People, and by what they sign in, for those who enter people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from penstock.app.administering.people import Person
from penstock.app.conduct.acts import Act, What
from penstock.app.people import Roster
from penstock.governance.accountability.register import Delegation, Holding, Register
from penstock.governance.identity.accounts import Account, AccountError, Invitation
from penstock.governance.identity.passkeys import Passkey
from penstock.governance.identity.ports import Held
from penstock.governance.identity.sessions import Session
from penstock.governance.identity.tokens import Token

if TYPE_CHECKING:
    from penstock.app.signing_in import SigningIn  # what hashes passwords may not be installed


class _Owned(Protocol):
    """Something of somebody."""

    @property
    def person(self) -> str: ...


_Held = TypeVar("_Held", bound=Held)
_Own = TypeVar("_Own", bound=_Owned)
_Ended = TypeVar("_Ended", Session, Token)


@dataclass(frozen=True, kw_only=True)
class Administering:
    """People and how they sign in, as somebody comes to them.

    Args:
        roster: The register of people, which asks the boundary for them.
        signing_in: All by which people sign in.
        person: Who comes.
    """

    roster: Roster
    signing_in: "SigningIn"
    person: str

    @property
    def may_enter(self) -> bool:
        """Tell whether they would be let enter people, so that it is offered to them."""
        return self.roster.acts.foresees(_about("enter people", ""))

    def everybody(self) -> tuple[Person, ...]:
        """Return everybody who has a role or an account, by name.

        Raises:
            DeniedActError: Whoever asks does not enter people.
        """
        self.require_offered()
        names = {*self._holdings, *self._accounts}
        return tuple(self._person(name) for name in sorted(names))

    def somebody(self, name: str) -> Person:
        """Return somebody whom the register knows, or who has an account.

        Raises:
            DeniedActError: Whoever asks does not enter people.
            AccountError: Nobody is called so.
        """
        self.require_offered()
        if not self._register.knows(name) and name not in self._accounts:
            raise AccountError(f"The register knows no {name}, and nobody of that name signs in.")
        return self._person(name)

    def end_session(self, session_id: str, *, of: str, reason: str) -> None:
        """End a session of somebody.

        Raises:
            DeniedActError: Whoever does it does not enter people, or it is their own.
            AccountError: It is over.
        """
        found = _named(self._sessions.get(of, ()), session_id)
        self._end(found, "session", reason)

    def end_token(self, token_id: str, *, of: str, reason: str) -> None:
        """End a token of somebody.

        Raises:
            DeniedActError: Whoever does it does not enter people, or it is their own.
            AccountError: It counts no more.
        """
        self._end(_named(self._tokens.get(of, ()), token_id), "token", reason)

    def _end(self, found: Session | Token, words: str, reason: str) -> None:
        what = f"end the {words} {found.id} of {found.person}"
        self.roster.acts.require(_about(what, found.person))
        told = f"of {found.person}: {reason}"
        self.signing_in.recorder.changed(
            self.person, "end", kind_of=words, about=found.id, words=told
        )
        self.signing_in.identities.take(type(found), found.key)

    def require_offered(self) -> None:
        """Return where they would be let enter people.

        Raises:
            DeniedActError: They would not; that they asked is on record.
        """
        if not self.may_enter:
            self.roster.acts.require(_about("enter people", ""))

    def _person(self, name: str) -> Person:
        return Person(
            name=name,
            side=self.signing_in.guard().actor_of(name).side,
            holdings=self._holdings.get(name, ()),
            stands_in=tuple(each for each in self._delegations if each.taker == name),
            is_stood_in_for=tuple(each for each in self._delegations if each.giver == name),
            account=self._accounts.get(name),
            invitation=next(iter(self._invitations.get(name, ())), None),
            sessions=self._sessions.get(name, ()),
            tokens=self._tokens.get(name, ()),
            passkeys=self._passkeys.get(name, ()),
            waits_until=self.signing_in.doorkeeper.throttle.waits_until(name),
        )

    @cached_property
    def _register(self) -> Register:
        return self.roster.shown()

    @cached_property
    def _at(self) -> datetime:
        return self.roster.now()

    @cached_property
    def _holdings(self) -> dict[str, tuple[Holding, ...]]:
        return _by_person(each for each in self._register.holdings if each.is_held(self._at))

    @cached_property
    def _delegations(self) -> tuple[Delegation, ...]:
        return tuple(each for each in self._register.delegations if self._at < each.end)

    @cached_property
    def _accounts(self) -> dict[str, Account]:
        return {each.person: each for each in self.signing_in.identities.all(Account)}

    @cached_property
    def _sessions(self) -> dict[str, tuple[Session, ...]]:
        live = (each for each in self._all(Session) if not each.is_over(self._at))
        return _by_person(sorted(live, key=lambda each: each.seen_at, reverse=True))

    @cached_property
    def _tokens(self) -> dict[str, tuple[Token, ...]]:
        return _by_person(each for each in self._all(Token) if self._at < each.ends_at)

    @cached_property
    def _passkeys(self) -> dict[str, tuple[Passkey, ...]]:
        return _by_person(self._all(Passkey))

    @cached_property
    def _invitations(self) -> dict[str, tuple[Invitation, ...]]:
        return _by_person(each for each in self._all(Invitation) if self._at < each.ends_at)

    def _all(self, kind: type[_Held]) -> Iterator[_Held]:
        yield from self.signing_in.identities.all(kind)


def _about(words: str, person: str) -> Act:
    return Act(kind="register", what=What.ROLES, words=words, subject=person)


def _named(found: Iterable[_Ended], name: str) -> _Ended:
    for each in found:
        if each.id == name:
            return each
    raise AccountError(f"{name} counts no more, so there is nothing to end.")


def _by_person(found: Iterable[_Own]) -> dict[str, tuple[_Own, ...]]:
    groups: defaultdict[str, list[_Own]] = defaultdict(list)
    for each in found:
        groups[each.person].append(each)
    return {person: tuple(own) for person, own in groups.items()}
