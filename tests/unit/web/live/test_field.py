"""The day of an installer by plain forms, and what a phone's queue is answered."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

import pytest
from httpx import Response
from starlette.testclient import TestClient

from tests.field_work import CREW, IVAN, JOB, LENA, OMAR, OTHER_CREW, Site, site
from tests.solar_installation import PHOTO

HERE = f"/field/jobs/{JOB}"
JSON = {"accept": "application/json"}


@pytest.fixture
def place() -> Iterator[Site]:
    with site() as found:
        found.book()
        yield found


def _fields(text: str, words: str) -> dict[str, str]:
    """Return what the form in which some words stand sends by itself."""
    forms = re.findall(r"<form[^>]*method=\"post\"[^>]*>.*?</form>", text, re.DOTALL)
    found = next(each for each in forms if words in each)
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found)
    return {name: unescape(value) for name, value in pairs}


def _report(client: TestClient, words: str = "Bonding", **typed: str) -> Response:
    fields = _fields(client.get(HERE).text, words)
    answer: Response = client.post(HERE, data=fields | typed)
    return answer


def _shot(
    client: TestClient, photo: bytes = PHOTO, headers: Mapping[str, str] | None = None
) -> Response:
    fields = _fields(client.get(HERE).text, "The array from above")
    files = {"photo": ("a.jpg", photo, "image/jpeg")}
    answer: Response = client.post(HERE, data=fields, files=files, headers=headers)
    return answer


def test_without_scripts_somebody_chooses_a_crew_and_reports_a_step(place: Site) -> None:
    client = place.client(IVAN)
    crew = _fields(client.get("/field/today").text, "Your crew")

    assert client.post("/field/today", data=crew | {"crew": CREW}).status_code == 303
    assert f'href="{HERE}"' in client.get("/field/today").text

    answer = _report(client, **{"reading:bonding": "0,05", "signed_by": "Ivan Installer"})
    assert answer.headers["location"] == f"{HERE}?done=sent#step-array"
    (report,) = place.report().reports
    assert (str(report.readings[0].value), report.signed_by) == ("0.05", "Ivan Installer")
    assert "ivan: bonding 0.05; signed by Ivan Installer" in client.get(HERE).text


def test_without_scripts_a_photo_is_sent_and_shown_as_taken(place: Site) -> None:
    client = place.client(IVAN)
    assert "3 photos to take" in client.get(HERE).text

    assert _shot(client).status_code == 303

    assert "2 photos to take" in client.get(HERE).text
    assert place.cases.content(JOB, "Installation photo") == PHOTO


def test_what_is_refused_stands_beside_what_was_typed(place: Site) -> None:
    answer = _report(place.client(IVAN), **{"serials:PV-400": "S-1\nS-2", "note": "windy"})

    assert answer.status_code == 409
    assert "S-1 of PV-400 never came" in answer.text
    assert 'value="windy"' in answer.text
    assert re.search(r">S-1\s+S-2</textarea>", answer.text)


@pytest.mark.parametrize(
    ("photo", "status", "words"),
    [
        (b"MZ" + bytes(99), 409, "This file is no photo"),
        (b"<svg onload='alert(1)'/>", 409, "This file is no photo"),
        (PHOTO[:-20], 409, "cut off"),
    ],
    ids=["a program", "a drawing with a script", "half a photo"],
)
def test_a_queue_is_told_in_json_what_is_wrong_with_a_file(
    place: Site, photo: bytes, status: int, words: str
) -> None:
    answer = _shot(place.client(IVAN), photo, JSON)

    assert answer.status_code == status
    assert answer.json()["state"] == "failed"
    assert words in answer.json()["sentence"]


def test_a_queue_names_its_item_in_a_header_and_is_taken_once(place: Site) -> None:
    client, headers = place.client(IVAN), JSON | {"Idempotency-Key": "phone-1"}

    answers = [_shot(client, headers=headers) for _ in range(2)]

    assert [each.json()["state"] for each in answers] == ["sent", "sent"]
    assert answers[0].json()["sentence"] == answers[1].json()["sentence"] == "Sent."
    assert len(place.report().reports) == 1


def test_a_file_larger_than_any_photo_is_refused(place: Site) -> None:
    assert _shot(place.client(IVAN), bytes(17 << 20), JSON).status_code == 413


def test_a_queue_learns_who_is_signed_in_or_that_nobody_is(place: Site) -> None:
    said = place.client(IVAN).get("/field/sending.json").json()

    assert said["person"] == IVAN
    assert place.client().get("/field/sending.json").status_code == 401


def test_a_page_says_whose_it_is_so_that_a_phone_keeps_it_for_them_alone(place: Site) -> None:
    answer = place.client(LENA).get("/field/today")

    assert answer.headers["penstock-person"] == LENA
    assert answer.headers["cache-control"] == "no-store"


def test_the_worker_has_a_version_that_its_files_make(place: Site) -> None:
    answer = place.client().get("/field/worker.js")

    assert re.match(r'const VERSION = "[0-9a-f]{12}";\nconst FILES = \["/assets/', answer.text)
    assert answer.headers["content-type"].startswith("text/javascript")
    for path in re.findall(r'"(/assets/[^"]+)"', answer.text):
        assert place.client().get(path).status_code == 200


def test_a_report_that_a_case_cannot_take_is_decided_on_by_who_answers(place: Site) -> None:
    client, office = place.client(IVAN), place.client(OMAR)
    crew = _fields(client.get("/field/today").text, "Your crew") | {"crew": CREW}
    client.post("/field/today", data=crew)
    fields = _fields(client.get(HERE).text, "The array from above")
    place.unbook()
    place.book(OTHER_CREW)

    files = {"photo": ("a.jpg", PHOTO, "image/jpeg")}
    answer = client.post(HERE, data=fields, files=files)
    assert answer.headers["location"].startswith(f"{HERE}?done=held")
    assert "FIELD-1: waits for a person" in client.get(HERE).text

    assert "1 report from the field</a> waits" in office.get("/work").text
    assert "FIELD-1" in office.get("/field/held").text
    assert office.get("/field/held/FIELD-1/photo").content == PHOTO
    assert client.get("/field/held/FIELD-1/photo").status_code == 404
    page = office.get("/field/held/FIELD-1").text
    aside = _fields(page, "Why") | {"do": "aside", "reason": " "}
    assert office.post("/field/held/FIELD-1", data=aside).status_code == 422
    decided = office.post("/field/held/FIELD-1", data=_fields(page, "Take it") | {"do": "take"})
    assert decided.headers["location"] == "/field/held"
    assert len(place.report().reports) == 1
    assert "FIELD-1: taken into the case" in client.get(HERE).text


def test_a_job_that_is_not_theirs_to_know_is_none(place: Site) -> None:
    assert place.client("gita").get(HERE).status_code == 404


def test_an_address_can_be_typed_by_the_number_of_the_case(place: Site) -> None:
    answer = place.client(IVAN).get(f"/field/today?job={JOB}")

    assert answer.headers["location"] == HERE
