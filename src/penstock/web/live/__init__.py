"""Pages of the application that show cases: each declared once, guarded, and made for who asks."""
