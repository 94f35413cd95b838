"""Words that Markdown could mistake for its own, and models written as it and read again."""

from hypothesis import strategies as st

from penstock.architecture.documents import Folder
from penstock.architecture.exchange import to_markdown
from penstock.architecture.model import (
    Architecture,
    Stated,
)
from penstock.architecture.reading import read
from penstock.kernel.places import Place
from tests.statements import without_places

HERE = Place("a.md", 1)


# Words as no form could mistake for its own: not empty, in one line, no white space around them.
WORDS = (
    (
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=12)
        | st.lists(
            st.sampled_from(
                [
                    *("|", "\\", "*", "**", "_", "`", "[a](b)", "[", "]", "(", ")", "<br>", "<!--"),
                    *(
                        ",",
                        ";",
                        "- ",
                        "+ ",
                        "1. ",
                        "# ",
                        "> ",
                        "~~~",
                        ":",
                        "•",
                        "=",
                        "---",
                        "&amp;",
                    ),
                    *(
                        "NCV-03",
                        "2.1 Name",
                        "RCV-01: ",
                        "Site",
                        "é",
                        "漢",
                        "𝄞",
                        " ",
                        "/",
                        " / ",
                        "{}",
                    ),
                ]
            ),
            max_size=6,
        ).map("".join)
    )
    .map(str.strip)
    .filter(bool)
)
STREAM_IDS = st.sampled_from(["AOV-01", "AOV-02", "SMV-03", "XY-09"])


def quoted(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Stated | None]:
    return st.none() | words.map(lambda text: Stated(text, HERE))


def again(architecture: Architecture) -> Architecture:
    """Return the model that the documents written from a model state."""
    return read(Folder.from_texts(to_markdown(architecture))).architecture


def assert_same(one: Architecture, other: Architecture) -> None:
    first, second = without_places(one), without_places(other)
    assert {name: first[name] - second[name] for name in first} == {name: {} for name in first}
    assert {name: second[name] - first[name] for name in first} == {name: {} for name in first}
