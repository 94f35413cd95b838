"""How cases move through the stages of a stream, told from its log."""
