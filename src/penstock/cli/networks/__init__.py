"""What the command `penstock network` is made of."""
