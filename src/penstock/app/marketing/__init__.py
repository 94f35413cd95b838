"""Campaigns of AES: whom they may write to, and what came of them."""
