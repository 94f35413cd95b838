"""How many of what, in words."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 row`, `3,000 rows`; `many` is a plural of another form."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
