"""What customers of smart homes see and do: their quote, their contract, and their home."""
