"""Inquiries from outside: a web form, a file or a program becomes a case."""
