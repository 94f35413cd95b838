"""The pages of the site; each module yields paths, and what writes the page at each."""

from collections.abc import Callable, Iterator

from penstock.web.site.markup import Here

Write = Callable[[Here], str]
Pages = Iterator[tuple[str, Write]]
