"""What a form asks of a case: one command, with the version that was seen and a key of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from penstock.app.cases import (
    By,
    ConflictError,
    NoSuchNameError,
    TooLargeError,
    UnwritableTextError,
)
from penstock.app.items import UnfitItemError
from penstock.app.items.sayings import UnfitSaidError
from penstock.delivery import commands as do
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.web.live.fields import fields_of, said_json
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.typed import Typed
from penstock.web.live.visit import Visit

REFUSALS: tuple[type[Exception], ...] = (
    ActRefusedError,
    ConflictError,
    KeyUsedError,
    NoSuchNameError,
    RefusedError,
    TooLargeError,
    UnfitItemError,
    UnfitQueryError,
    UnfitSaidError,
    UnwritableTextError,
)
"""What is told beside the form, with all that was typed into it."""

DONE: Mapping[str, str] = {
    "attest": "Attested.",
    "record": "Recorded.",
    "do": "Done, and recorded.",
    "claim": "The task is yours.",
    "release": "The task is given back.",
    "complete": "The work of the stage is done.",
    "pass": "The stage is closed.",
    "send-back": "The work is sent back.",
    "reopen": "The case has gone back.",
    "link": "The stage waits for the other case.",
    "hold": "The case is on hold.",
    "resume": "The case goes on.",
    "cancel": "The case is cancelled.",
    "undo": "Taken back.",
}
"""What people are told after each command, by its name in forms."""
UNDO = {
    "attested": "“{}” was attested",
    "recorded": "“{}” was recorded",
    "acted": "“{}” was done",
    "claimed": "{} claimed the task",
}
"""What is told of the last thing that can be taken back, by its kind."""

_Form = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A form that was sent for a case.

    Args:
        visit: Who sent it, and what files came along.
        case_id: The case.
        form: Its fields.
    """

    visit: Visit
    case_id: str
    form: _Form

    @property
    def typed(self) -> Typed:
        """What was typed into it."""
        return Typed(self.form, self.visit.zone)

    @property
    def what(self) -> str:
        """The name of the command."""
        return self.form.get("do", "")

    @property
    def by(self) -> By:
        """Who acts: the same form sent twice counts once.

        Raises:
            UnfitQueryError: The form says no version or no key.
        """
        person, key, version = (
            self.visit.who.person,
            self.typed.said("key"),
            self.typed.said("version"),
        )
        if not (key and version.isascii() and version.isdigit() and len(version) < 16):
            raise UnfitQueryError("The form does not say what it was made for. Load the page anew.")
        return By(actor=person, key=f"{person}/{key}", expected_version=int(version))

    def be_done(self) -> None:
        """Do it.

        Raises:
            UnfitQueryError: Something is missing, or it is no command.
            RefusedError: The case does not allow it now, or the person may not.
            ConflictError: Somebody else was faster.
        """
        if self.what in _BY_ITSELF:
            self.visit.cases.act(self.case_id, _BY_ITSELF[self.what](self), self.by)
        elif self.what == "record":
            self._record()
        elif self.what == "do":
            self._perform()
        elif self.what == "link":
            self._link()
        else:
            raise UnfitQueryError(f"There is no command “{self.what}”.")

    def _record(self) -> None:
        cases, item = self.visit.cases, self.typed.needed("item", "The information item")
        content = self.visit.files.get("file") or self._typed(item)
        if not content:
            raise UnfitQueryError(f"“{item}” is empty. Type what it says, or choose a file.")
        cases.record(self.case_id, item, content, self.by)

    def _typed(self, item: str) -> bytes:
        if self.typed.said("text"):
            return self.typed.said("text").encode()
        schema = schema_of(self.visit, self.case_id, item)
        return said_json(self.form, fields_of(schema), self.visit.zone) if schema else b""

    def _perform(self) -> None:
        cases, act = self.visit.cases, self.typed.needed("act", "The act")
        schema = cases.said_schema(self.case_id, act)
        said = said_json(self.form, fields_of(schema), self.visit.zone) if schema else b""
        cases.do(self.case_id, act, self.by, said=said, attached=self.visit.files.get("file"))

    def _link(self) -> None:
        cases, until = self.visit.cases, self.typed.said("until")
        if other := self.typed.said("other"):
            cases.link(self.case_id, other, self.by, until=until)
        else:
            stream = self.typed.needed("stream", "The other case, or the stream of a new one,")
            cases.link_new(self.case_id, stream, self.by, until=until)


def schema_of(visit: Visit, case_id: str, item: str) -> dict[str, object] | None:
    """Return the JSON Schema of an item of a case; None where it is typed as it is, or a file."""
    model = visit.cases.store.model(visit.cases.case(case_id).fingerprint)
    kind = visit.cases.streams.type_in(model, item)
    if kind is None or kind.is_file:
        return None
    from penstock.app.items.form import form_of  # pydantic is slow to import

    return form_of(kind).schema


_BY_ITSELF: Mapping[str, Callable[[Deed], do.Command]] = {
    "attest": lambda deed: do.Attest(
        criterion=deed.typed.needed("criterion", "The criterion"),
        evidence=deed.typed.said("evidence"),
    ),
    "claim": lambda deed: do.Claim(person=deed.visit.who.person),
    "release": lambda _: do.Release(),
    "complete": lambda _: do.Complete(),
    "pass": lambda deed: do.Pass(role="", evidence=deed.typed.needed("evidence", "The evidence")),
    "send-back": lambda deed: do.SendBack(
        role="", reason=deed.typed.needed("reason", "The reason")
    ),
    "reopen": lambda deed: do.Reopen(
        stage_id=deed.typed.needed("stage", "The stage"),
        reason=deed.typed.needed("reason", "The reason"),
    ),
    "hold": lambda deed: do.Hold(reason=deed.typed.needed("reason", "The reason")),
    "resume": lambda deed: do.Resume(reason=deed.typed.needed("reason", "The reason")),
    "cancel": lambda deed: do.Cancel(reason=deed.typed.needed("reason", "The reason")),
    "undo": lambda _: do.Undo(),
}
