"""The quote of a smart home in Spanish: the company's catalogue in the customer's language."""

import re
import shutil
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.customer.home.company import against_languages
from penstock.app.links import Links
from penstock.app.loading import reference_company
from penstock.web.customers import assets, project
from tests.home_sale import HomeCase, home_on

HOMES = Path("products") / "smart-home"


class Quoted:
    """A home that was quoted, and its customer's browser without scripts."""

    def __init__(self, home: HomeCase) -> None:
        self.home = home
        links = Links(records=home.cases.store.records, now=home.cases.now)
        self.path = links.make(
            home.id, purpose="project", person="Ana Rivera", by="Sam", lasts=timedelta(days=9)
        ).path
        self.kept = KeptOpen(database=IN_MEMORY)
        self.kept.hold(home.cases)
        served = Starlette(routes=[*assets.routes(), *project.routes(self.kept)])
        self.client = TestClient(served)

    def look(self, language: str = "es") -> str:
        answer = self.client.get(f"{self.path}/proposal?language={language}")
        assert answer.status_code == 200, answer.text
        return " ".join(unescape(answer.text).split())

    def of_company(self, folder: Path) -> None:
        """Let the documents of another company count."""
        cases = self.home.cases
        cases = replace(cases, ports=replace(cases.ports, folder=folder))
        self.home = HomeCase(cases, self.home.id)
        self.kept.hold(cases)


@pytest.fixture
def quoted() -> Quoted:
    home = home_on().opened()
    home.led().quoted(discount_cents=900, discount_because="Fair")
    return Quoted(home)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Return documents with a catalogue of their own, and no Spanish for it."""
    (tmp_path / HOMES).mkdir(parents=True)
    shutil.copy(reference_company() / HOMES / "catalogue.toml", tmp_path / HOMES)
    return tmp_path


def test_all_that_the_catalogue_says_is_in_spanish(quoted: Quoted) -> None:
    text = quoted.look()

    for sentence in (
        "1 × Termostato inteligente, 24 V. Reemplaza al termostato que está ahí.",
        "1 × Adaptador para un cable común. Ningún cable común llega al termostato",
        "<dt>termostato en Hall</dt>",
        "enchufe en Cellar: La red inalámbrica llega ahí con menos de -75 dBm",
        "Fuente: U.S. EIA: 10,791 kWh al año",
        "(RECS 2020); ENERGY STAR: los termostatos inteligentes ahorran",
        "Cómo se contó: la electricidad que calienta",
        "Impuesto sobre las ventas de los aparatos",
        "Instalación",
        'Descuento: <span lang="en">Fair</span>',
        "el nivel premium: 1 × Concentrador; 1 × Termostato inteligente, 24 V; ",
    ):
        assert sentence in text
    assert re.findall(r'<span lang="en">.*?</span>', text) == ['<span lang="en">Fair</span>']


def test_in_english_nothing_is_marked_as_another_language(quoted: Quoted) -> None:
    text = quoted.look("en")

    assert "1 × Smart thermostat, 24 V. It takes the place of the thermostat" in text
    assert "<dt>thermostat in Hall</dt>" in text
    assert "plug in Cellar: The wireless network is weaker than -75 dBm" in text
    assert '<span lang="en">' not in text


def test_only_what_is_missing_in_spanish_is_marked_as_english(
    quoted: Quoted, company: Path
) -> None:
    said = '[sentences]\n"Smart thermostat, 24 V" = "Termostato"\n"thermostat" = "termostato"\n'
    (company / HOMES / "catalogue.es.toml").write_text(said, encoding="utf-8")

    quoted.of_company(company)

    text = quoted.look()
    assert '1 × Termostato. <span lang="en">It takes the place of the thermostat' in text
    assert "<dt>termostato en Hall</dt><dd><b>es compatible con un adaptador</b>" in text
    assert '<span lang="en">plug in Cellar</span>: <span lang="en">The wireless' in text


def test_a_catalogue_of_a_company_without_spanish_is_told_in_english(
    quoted: Quoted, company: Path
) -> None:
    quoted.of_company(company)

    text = quoted.look()

    assert '1 × <span lang="en">Smart thermostat, 24 V</span>' in text
    assert "Lo que puede ahorrar" in text
    assert list(against_languages(quoted.home.cases)) == []


def test_a_wrong_file_is_told_to_staff_and_the_page_stays_in_english(
    quoted: Quoted, company: Path
) -> None:
    (company / HOMES / "catalogue.es.toml").write_text("[sentences]\nHub = 3\n", encoding="utf-8")

    quoted.of_company(company)

    (told,) = against_languages(quoted.home.cases)
    assert '<span lang="en">Smart thermostat, 24 V</span>' in quoted.look()
    assert told.startswith("Customers read the catalogue in English. ")
    assert told.endswith(
        "catalogue.es.toml cannot be followed: “Hub” is 3; write the sentence in quotation marks."
    )


def test_what_is_other_than_before_is_told_in_spanish_with_its_values(quoted: Quoted) -> None:
    needs = {"needs": ["comfort"], "tier": "basic"}
    quoted.home.record("Customer needs", needs).do("design").do("quote", because="Less")

    text = quoted.look()

    assert re.search(r"<li>precio \$[\d,.]+ → \$[\d,.]+</li>", text)
    assert "<li>se quita 1 × Sensor de fugas de agua, era $39.00</li>" in text
    assert '<li>se quita Descuento: <span lang="en">Fair</span>, era −$9.00</li>' in text
    assert "avisos (primer año): $108.00</li>" in text
    assert ": 1 Enchufe inteligente, 15 A, 1 Sensor de fugas de agua, 1 Sensor de temp" in text
    assert "<li>nivel: premium → básico</li>" in text
    assert "<li>otra versión: diseño de la solución</li>" in text
    assert '<p class="small"><span lang="en">Less</span></p>' in text


def test_what_is_other_than_before_is_told_in_english_as_it_is_kept(quoted: Quoted) -> None:
    needs = {"needs": ["comfort"], "tier": "basic"}
    quoted.home.record("Customer needs", needs).do("design").do("quote", because="Less")

    text = quoted.look("en")

    for each in quoted.home.read("Detailed quote")["differences"]:
        assert f"<li>{each}</li>" in text, each
