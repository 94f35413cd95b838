"""What `penstock flow` prints."""
