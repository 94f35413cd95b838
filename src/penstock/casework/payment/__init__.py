"""Charges and refunds: asked for once, done once, whoever asks again."""
