"""What every drawing is made with: measured text, markup, colours, recurring marks, the sheet."""
