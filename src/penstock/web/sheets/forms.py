"""The forms in which pages are given, by the ending of their address."""

FORMS = ("csv", "json", "svg", "png", "pdf")
