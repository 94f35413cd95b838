"""From the words a person types to the element they mean."""

from difflib import get_close_matches

from penstock.architecture.model import Architecture, Kind, Ref


class UnknownElementError(LookupError):
    """Nothing in the documents has this id or name."""

    def __init__(self, words: str, *, near: tuple[str, ...]) -> None:
        self.words = words
        self.near = near
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"Nothing in the documents is called '{words}'.{hint}")


class UnknownKindError(LookupError):
    """There is no such kind of element."""

    def __init__(self, words: str) -> None:
        self.words = words
        kinds = ", ".join(Kind)
        super().__init__(f"'{words}' is no kind of element. Expected one of: {kinds}.")


def find_element(architecture: Architecture, words: str) -> Ref:
    """Return the element that an id or name means; of several, the one with the most ties.

    Raises:
        UnknownElementError: Nothing is called so.
    """
    found = architecture.find(words)
    if found:
        ties = (architecture.outgoing, architecture.incoming)
        return max(found, key=lambda ref: sum(len(side.get(ref, ())) for side in ties))
    known = {key: architecture.label(refs[0]) for key, refs in architecture.by_id.items()}
    near = get_close_matches(words.strip().casefold(), known, n=3, cutoff=0.7)
    raise UnknownElementError(words, near=tuple(dict.fromkeys(known[key] for key in near)))


def find_kind(words: str) -> Kind:
    """Return the kind that a word means, singular or plural.

    Raises:
        UnknownKindError: There is no such kind.
    """
    wanted = words.strip().casefold().replace(" ", "-").replace("_", "-")
    singular = {wanted, wanted.removesuffix("s"), wanted.replace("ies", "y")}
    aliases = {"stream": Kind.VALUE_STREAM, "streams": Kind.VALUE_STREAM, "kpi": Kind.METRIC}
    for kind in Kind:
        if kind.value in singular:
            return kind
    if wanted.removesuffix("s") in aliases:
        return aliases[wanted.removesuffix("s")]
    raise UnknownKindError(words)
