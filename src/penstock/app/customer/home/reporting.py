"""What a customer reports of their home: it becomes a ticket, in their own words."""

from collections.abc import Mapping

from penstock.app.cases.usecases import Cases
from penstock.app.customer.acting import do_act
from penstock.app.customer.home.devices import DeviceSeen
from penstock.app.customer.language import Language
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.customer.signing import ON
from penstock.app.links import PersonalLink
from penstock.casework.ticket.levels import Priority

HOME = "home"
LONGEST = 2000


def report(
    cases: Cases,
    link: PersonalLink,
    form: Mapping[str, str],
    devices: tuple[DeviceSeen, ...],
    language: Language,
) -> None:
    """Take in what a customer reports, once for each form.

    Raises:
        CustomerRefusedError: They wrote nothing, too much, or of a device that is not theirs.
    """
    text, device, say = form.get("text", "").strip(), form.get("device", ""), language.say
    if not text:
        raise CustomerRefusedError(say("Write what is wrong."))
    if len(text) > LONGEST:
        raise CustomerRefusedError(say("Write at most {most} characters.", most=LONGEST))
    if device not in {HOME, *(each.name for each in devices)}:
        raise CustomerRefusedError(say("Choose one of your devices, or your whole home."))
    is_urgent = form.get("urgent") == ON
    said = {
        "words": text,
        "by": "their page",
        "device": device,
        "priority": (Priority.URGENT if is_urgent else Priority.NORMAL).value,
    }
    do_act(cases, link, "report-problem", said, form, language)
