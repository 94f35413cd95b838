"""The site of an architecture: every element a page, every statement linked to its line."""

from penstock.web.site.edition import Edition
from penstock.web.site.site import Site

__all__ = ["Edition", "Site"]
