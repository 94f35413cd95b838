"""What may come of a stream if something were changed: its measured work is played on."""
