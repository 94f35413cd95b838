"""What was typed on the page of a job, as JSON of a report."""

import json
from collections.abc import Iterator, Mapping

from penstock.app.field import SentReport, What

_TEXTS = ("step", "shows", "signed_by", "failed_because", "note", "done_at")


def sent_of(case_id: str, form: Mapping[str, str], files: Mapping[str, bytes]) -> SentReport:
    """Return the item that a form sends.

    Args:
        case_id: The job.
        form: The fields of the form.
        files: Its files.
    """
    what = form.get("what", "")
    seen = form.get("seen", "")
    kind = What(what) if what in set(What) else What.REPORT
    return SentReport(
        case_id=case_id,
        key=form.get("key", "").strip(),
        what=kind,
        said=json.dumps(_said(form)).encode() if kind in {What.REPORT, What.PHOTO} else b"",
        photo=files.get("photo"),
        crew=form.get("crew", ""),
        seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else None,
        is_handed_over=form.get("decide") == "yes",
    )


def _said(form: Mapping[str, str]) -> dict[str, object]:
    said: dict[str, object] = {
        name: form[name].strip() for name in _TEXTS if form.get(name, "").strip()
    }
    # Some keyboards have a comma alone.
    readings = [
        {"name": name, "value": typed.replace(",", ".")} for name, typed in _after(form, "reading:")
    ]
    if readings:
        said["readings"] = readings
    serials = [
        {"part_number": part, "serial_number": number}
        for part, typed in _after(form, "serials:")
        for number in typed.split()
    ]
    if serials:
        said["serials"] = serials
    return said


def _after(form: Mapping[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield what was typed into fields whose names begin so, by the rest of the name."""
    for name, value in form.items():
        if name.startswith(prefix) and value.strip():
            yield name.removeprefix(prefix), value.strip()
