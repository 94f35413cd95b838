"""`POST /api/inquiries`: the same as the form, for programs; problems after RFC 9457."""

import json
from base64 import b64decode
from binascii import Error
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from penstock.app.cases.kept_open import NoCasesError
from penstock.app.energy.extra import NoEnergyPackagesError
from penstock.app.inquiries.receiving import OtherInquiryError, UnfitInquiryError, receive
from penstock.app.items.problems import Problem
from penstock.streams.ncv_03_solar_storage.items.lead import Source
from penstock.web.customers.answers import HEADERS, UnfitFormError
from penstock.web.customers.inquiry import InquiryDesk
from penstock.web.customers.uploads import body_of

# Base64 makes four of three bytes.
_MOST_BYTES = 12 << 20
_LONGEST_KEY = 200


class ApiProblemError(Exception):
    """What a program did wrong, as it is answered.

    Args:
        status: The status of the answer.
        title: What kind of problem it is, the same each time.
        detail: What it is this time.
        errors: What is wrong with which field.
    """

    def __init__(
        self, status: int, title: str, detail: str, errors: Sequence[Problem] = ()
    ) -> None:
        self.status = status
        self.title = title
        self.errors = tuple(errors)
        super().__init__(detail)

    def answer(self) -> Response:
        """Return the problem as RFC 9457 has it."""
        body: dict[str, object] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": str(self),
        }
        if self.errors:
            body["errors"] = [
                {"pointer": f"#/{each.path}", "detail": each.for_logs} for each in self.errors
            ]
        return JSONResponse(body, self.status, HEADERS, "application/problem+json")


def routes(desk: InquiryDesk) -> list[Route]:
    """Return where programs send inquiries."""

    async def take(request: Request) -> Response:
        try:
            return await _taken(desk, request)
        except ApiProblemError as problem:
            return problem.answer()
        except UnfitFormError as error:
            return ApiProblemError(error.status, "Too large", str(error)).answer()

    return [Route("/api/inquiries", take, methods=["POST"])]


async def _taken(desk: InquiryDesk, request: Request) -> Response:
    key = request.headers.get("idempotency-key", "").strip()
    if not key or len(key) > _LONGEST_KEY:
        detail = f"Send a header Idempotency-Key of 1 to {_LONGEST_KEY} characters."
        raise ApiProblemError(400, "Idempotency-Key needed", detail)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise ApiProblemError(415, "Not JSON", "Send application/json.")
    if wait_s := desk.visitors.wait_s(request.client.host if request.client else ""):
        detail = f"Send no more before {wait_s:.0f} seconds have passed."
        raise ApiProblemError(429, "Too many", detail)
    said = _object(await body_of(request, most=_MOST_BYTES))
    return await run_in_threadpool(_received, desk, said, key)


def _received(desk: InquiryDesk, said: dict[str, object], key: str) -> Response:
    bills = _bills(said.pop("bills_base64", None))
    try:
        found = receive(desk.kept.cases(), said, source=Source.API, key=f"api/{key}", bills=bills)
    except UnfitInquiryError as error:
        raise ApiProblemError(422, "Unfit inquiry", str(error), error.problems) from error
    except OtherInquiryError as error:
        raise ApiProblemError(422, "Key used before", str(error)) from error
    except (NoCasesError, NoEnergyPackagesError) as error:
        raise ApiProblemError(503, "Not taken here", str(error)) from error
    told = {"case_id": found.case_id, "has_bills": found.has_bills, "merged": found.merged}
    return JSONResponse(told, 201, HEADERS)


def _object(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ApiProblemError(400, "Not JSON", f"The body is no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise ApiProblemError(422, "Unfit inquiry", "Expected one JSON object.")
    return found


def _bills(given: object) -> bytes | None:
    if given is None:
        return None
    try:
        return b64decode(str(given), validate=True)
    except (Error, ValueError) as error:
        problem = Problem(path="bills_base64", because="is no base64")
        raise ApiProblemError(422, "Unfit inquiry", str(problem), [problem]) from error
