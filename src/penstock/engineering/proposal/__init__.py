"""What a proposal shows: pictures, words and the pages' data, from plain values."""
