"""Use cases of the energy sciences: files come in, the sciences answer, words go out."""
