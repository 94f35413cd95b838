"""What a customer wants and cannot have, in a sentence for them."""


class CustomerRefusedError(Exception):
    """What a customer wants cannot be done; the sentence is for them."""
