"""`GET /problems/{name}`: what a kind of problem means, at the address that answers name."""

from fastapi import APIRouter
from pydantic import BaseModel

from penstock.api.documenting import problems
from penstock.api.problem_types import NOT_FOUND, TYPES
from penstock.api.problems import ProblemError

router = APIRouter(tags=["problems"])


class Explained(BaseModel):
    """A kind of problem."""

    type: str
    title: str
    status: int
    advice: str


@router.get("/problems/{name}", responses=problems(404))
def explain_problem(name: str) -> Explained:
    """Tell what a kind of problem means, and what to do about it."""
    found = TYPES.get(name)
    if found is None:
        raise ProblemError(NOT_FOUND, f"There is no kind of problem “{name}”.")
    return Explained(
        type=found.address, title=found.title, status=found.status, advice=found.advice
    )
