"""The sciences inside the stages, pure: what a physicist or an accountant would recognise."""
