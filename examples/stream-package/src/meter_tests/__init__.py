"""The work of MSV-01, Meter Test on Request."""
