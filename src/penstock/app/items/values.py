"""Information items as values, from what a case holds of them, and back."""

from collections.abc import Collection

from penstock.app.items.problems import Problem, UnfitItemError
from penstock.delivery.items import ItemType
from penstock.kernel.terms import key_of


def item_among(kind: ItemType, names: Collection[str]) -> str:
    """Return which of the documents' names a type answers to; nothing where it is none."""
    by_key = {key_of(name): name for name in names}
    return next((by_key[key] for key in kind.keys if key in by_key), "")


def value_of(kind: ItemType, content: bytes, *, item: str) -> object:
    """Return the value that a content says.

    Raises:
        UnfitItemError: It does not fit the type.
    """
    if kind.is_file:
        return kind.of(content=content)
    from penstock.app.items.form import form_of  # pydantic is slow to import

    return form_of(kind).read(content, item=item)


def content_of(kind: ItemType, value: object, *, item: str) -> bytes:
    """Return the content that says a value: the same value, the same bytes.

    Raises:
        UnfitItemError: The value is none of its type.
    """
    if kind.is_file:
        content = getattr(value, "content", None)
        if isinstance(content, bytes):
            return content
        problem = Problem(path="content", because="has to be bytes")
        raise UnfitItemError(item, type_name=kind.name, problems=[problem])
    from penstock.app.items.form import form_of  # pydantic is slow to import

    return form_of(kind).write(value, item=item)
