"""Hashes of items as they are recorded, for the code of stages."""

from hashlib import sha256

from penstock.delivery.items import item_type


class RecordedFingerprints:
    """Hashes of items as they are recorded: the same value, the same hash."""

    def sha256(self, item: object) -> str:
        """Return the SHA-256 of the bytes that an item is recorded as, in hexadecimal digits.

        Raises:
            ValueError: It is none, or holds what its type does not allow.
        """
        kind = item_type(type(item))
        if kind is None:
            raise ValueError(f"{type(item).__name__} is no information item, so it has no hash.")
        if kind.is_file:
            content: bytes = getattr(item, "content")  # noqa: B009  # every file has this field
            return sha256(content).hexdigest()
        from penstock.app.items.form import form_of  # pydantic is slow to import

        return sha256(form_of(kind).write(item, item=kind.name)).hexdigest()
