"""The parser counts bytes; people count characters."""

from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.documents.offsets import characters


@given(st.text(st.sampled_from("aé€𝄞\n"), max_size=3000), st.data())
def test_bytes_before_a_character_lead_to_that_character(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))

    assert characters(text)(len(text[:index].encode())) == index


def test_a_text_longer_than_a_chunk_is_counted_to_its_end() -> None:
    text = "ä" * 5000

    assert characters(text)(len(text.encode())) == 5000
