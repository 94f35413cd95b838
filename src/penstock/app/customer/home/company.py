"""What the company's catalogue of smart homes says, in the languages of its customers."""

from collections.abc import Iterator

from penstock.app.cases.usecases import Cases
from penstock.app.customer.language import ENGLISH, Language, languages
from penstock.app.streams.home_selling import HouseOfferings
from penstock.streams.ncv_01_smart_home.selling_ports import UnusableOfferingError


def company_language(cases: Cases, language: Language) -> Language:
    """Return a language with the sentences of the catalogue; without them where a file is wrong."""
    if language.code == ENGLISH.code:
        return language
    try:
        return language.with_sentences(_offerings(cases).sentences(language.code))
    except UnusableOfferingError:
        return language


def against_languages(cases: Cases) -> Iterator[str]:
    """Yield why customers read the catalogue in English, for each file that is wrong."""
    for code in languages():
        try:
            _offerings(cases).sentences(code)
        except UnusableOfferingError as error:
            yield f"Customers read the catalogue in English. {error}"


def _offerings(cases: Cases) -> HouseOfferings:
    return HouseOfferings(folder=cases.ports.folder, now=cases.now)
