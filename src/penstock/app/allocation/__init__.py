"""Allocating shared cost: from the manual's folder to runs that are kept, and reports of them."""
