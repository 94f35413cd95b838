"""What `penstock usage` prints."""
