"""Turns a prepared text into tokens, one at a time, in time proportional to the text."""

import re
from functools import cache
from typing import NamedTuple

from penstock.architecture.mermaid.spaces import BREAK, SPACE
from penstock.architecture.mermaid.tokens import LINKS, Kind, Mode, Rule, Token, rules_of

_SPACES = re.compile(rf"[{SPACE}]*")
_ID_RUN = re.compile(rf"[^{SPACE}\"\[\](){{}}|]*")
_REST_OF_LINE = re.compile(rf"[^{BREAK}]*")
_DIRECTION = re.compile("direction")
_DIRECTION_VALUES = tuple(
    re.compile(rf"[{SPACE}]+{value}[^\n]*") for value in ("TB", "BT", "RL", "LR", "TD")
)

# What an edge's label consists of: any character but those that begin the edge's second half.
_EDGE_WORDS = {
    Mode.EDGE_TEXT: (0, rf'[^-"xo<{SPACE}]+|[^-]|-(?!-)'),
    Mode.THICK_EDGE_TEXT: (2, rf'[^="xo<{SPACE}]+|[^=]'),
    Mode.DOTTED_EDGE_TEXT: (4, rf'[^.\-"xo<{SPACE}]+|[^.]'),
}

# Of these, Mermaid finds one without characters where a text ends too early.
_EMPTY_AT_THE_END: dict[Mode | None, Kind] = {
    Mode.TITLE: Kind.TITLE_VALUE,
    Mode.DESCRIPTION: Kind.DESCRIPTION_VALUE,
    Mode.DESCRIPTION_BLOCK: Kind.DESCRIPTION_BLOCK,
    Mode.CLICK: Kind.CLICK,
    Mode.CALLBACK_NAME: Kind.CALLBACK_NAME,
    Mode.CALLBACK_ARGUMENTS: Kind.CALLBACK_ARGUMENTS,
}


class _Scanner(NamedTuple):
    """The rules of a mode as one expression, whose groups are numbered like the rules."""

    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]


def _scanner(rules: tuple[Rule, ...]) -> _Scanner:
    """Return a scanner that tries rules in order."""
    pattern = "|".join(f"({rule.pattern})" for rule in rules)
    return _Scanner(re.compile(pattern, re.ASCII), rules)


@cache
def _scanner_of(mode: Mode) -> _Scanner:
    """Return the scanner of a mode."""
    rules = tuple(rules_of(mode))
    if mode in _EDGE_WORDS:
        number, words = _EDGE_WORDS[mode]
        quotes = tuple(rule for rule in rules if rule.pattern.startswith('"'))
        end = Rule(LINKS[number][0], Kind.LINK, ends=True)
        return _scanner((*quotes, end, Rule(words, Kind.EDGE_TEXT)))
    if mode is Mode.BASE:
        words_end = next(n for n, rule in enumerate(rules) if rule.kind is Kind.NUMBER)
        return _scanner(rules[words_end:])
    return _scanner(rules)


@cache
def _keywords() -> _Scanner:
    """Return the scanner of what comes before ids of edges: words of the language, and quotes."""
    rules = tuple(rules_of(Mode.BASE))
    words_end = next(n for n, rule in enumerate(rules) if rule.kind is Kind.NUMBER)
    return _scanner(rules[:words_end])


@cache
def _links() -> _Scanner:
    """Return the scanner of what may follow white space as a part of an edge."""
    return _scanner(tuple(Rule(pattern, kind, begins=mode) for pattern, kind, mode in LINKS))


class Lexer:
    """A position in a text, and the modes that are open there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._direction_wanted = True
        self._spaces = (0, 0)
        self._edge_id_run = (0, 0)
        self._edge_id_at = -1
        self._line = (0, -1)
        self._directions: list[tuple[int, int]] = []
        self._has_edge_ids = "@" in text
        self._has_directions = "direction" in text
        self.resume(0)

    def resume(self, position: int, *, behind_graph: bool = False) -> None:
        """Go on at a position, outside labels and all else, or where a direction is due."""
        self._position = position
        self._modes = [Mode.BASE, Mode.DIRECTION] if behind_graph else [Mode.BASE]
        self._direction_wanted = self._direction_wanted and not behind_graph
        self._ended = False

    def next(self) -> Token:
        """Return the next token."""
        while self._position < len(self.text):
            token, rule = self._match(self._modes[-1], self._position)
            self._position = token.end
            self._change_mode(rule)
            if token.kind is Kind.GRAPH and self._direction_wanted:
                self._direction_wanted = False
                self._modes.append(Mode.DIRECTION)
            if rule is None or rule.kind is not None:
                return token
        return self._end()

    def _end(self) -> Token:
        """Return what comes behind the last character: an end of a line, then nothing more."""
        mode, self._ended = (None if self._ended else self._modes[-1]), True
        kind = Kind.END_OF_TEXT if mode is Mode.BASE else Kind.NOTHING
        if mode in _EMPTY_AT_THE_END:
            kind = _EMPTY_AT_THE_END[mode]
        return Token(kind, "", len(self.text), len(self.text))

    def _change_mode(self, rule: Rule | None) -> None:
        """End and begin modes as a rule demands."""
        if rule is None:
            return
        if rule.ends and len(self._modes) > 1:
            self._modes.pop()
        if rule.begins:
            self._modes.append(rule.begins)

    def _match(self, mode: Mode, start: int) -> tuple[Token, Rule | None]:
        """Return the token that starts at a position, and the rule it follows."""
        if mode is Mode.BASE:
            return self._match_base(start)
        if mode in _EDGE_WORDS:
            end = self._end_of_spaces(start)
            if end > start:
                return self._match_behind_spaces(_scanner_of(mode), start, end)
        return self._scan(_scanner_of(mode), start)

    def _match_base(self, start: int) -> tuple[Token, Rule | None]:
        """Return the token that starts at a position outside labels."""
        spaces_end = self._end_of_spaces(start)
        if spaces_end == start and (match := _keywords().pattern.match(self.text, start)):
            return self._token(_keywords(), match, start)
        if direction := self._direction(start):
            return direction, None
        if spaces_end > start:
            link = _links().pattern.match(self.text, spaces_end)
            return (
                self._token(_links(), link, start)
                if link
                else self._scan(_scanner_of(Mode.BASE), start)
            )
        if self._has_edge_ids and (edge_id := self._edge_id(start)):
            return edge_id, None
        return self._scan(_scanner_of(Mode.BASE), start)

    def _match_behind_spaces(
        self, scanner: _Scanner, start: int, end: int
    ) -> tuple[Token, Rule | None]:
        """Return the second half of an edge with the white space before it, or that space alone."""
        match = scanner.pattern.match(self.text, end)
        if match and scanner.rules[(match.lastindex or 1) - 1].kind is Kind.LINK:
            return self._token(scanner, match, start)
        return Token(Kind.EDGE_TEXT, self.text[start:end], start, end), None

    def _scan(self, scanner: _Scanner, start: int) -> tuple[Token, Rule | None]:
        """Return the token that a mode's rules make out at a position."""
        match = scanner.pattern.match(self.text, start)
        if match:
            return self._token(scanner, match, start)
        character = self.text[start]
        kind = Kind.LETTER if self._is_letter(character) else Kind.UNKNOWN
        return Token(kind, character, start, start + 1), None

    def _token(
        self, scanner: _Scanner, match: re.Match[str], start: int
    ) -> tuple[Token, Rule | None]:
        """Return a match as a token, with its rule."""
        rule = scanner.rules[(match.lastindex or 1) - 1]
        kind = rule.kind or Kind.UNKNOWN
        return Token(kind, self.text[start : match.end()], start, match.end()), rule

    def _is_letter(self, character: str) -> bool:
        """Tell whether a character outside ASCII may stand in a name, in the mode that is open."""
        if self._modes[-1] is not Mode.BASE or character < "\x80":
            return False
        from penstock.architecture.mermaid.letters import is_letter

        return is_letter(character)

    def _end_of_spaces(self, start: int) -> int:
        """Return where the white space at a position ends."""
        if not self._spaces[0] <= start < self._spaces[1]:
            match = _SPACES.match(self.text, start)
            self._spaces = match.span() if match else (start, start)
        return self._spaces[1]

    def _edge_id(self, start: int) -> Token | None:
        """Return `id@` in front of an edge."""
        if not self._edge_id_run[0] <= start < self._edge_id_run[1]:
            match = _ID_RUN.match(self.text, start)
            self._edge_id_run = match.span() if match else (start, start)
            self._edge_id_at = self._last_at(*self._edge_id_run)
        end = self._edge_id_at + 1
        if start < self._edge_id_at:
            return Token(Kind.LINK_ID, self.text[start:end], start, end)
        return None

    def _last_at(self, start: int, end: int) -> int:
        """Return the last `@` of a run of characters that `@{` does not begin."""
        at = self.text.rfind("@", start, end)
        if at == end - 1 and self.text[end : end + 1] in ("{", '"', ""):
            at = self.text.rfind("@", start, at)
        return at

    def _direction(self, start: int) -> Token | None:
        """Return the rest of a line that says `direction` anywhere, as Mermaid does."""
        if not self._has_directions:
            return None
        if not self._line[0] <= start <= self._line[1]:
            self._find_directions(start)
        for at, end in self._directions:
            if start <= at:
                return Token(Kind.DIRECTION_STATEMENT, self.text[start:end], start, end)
        return None

    def _find_directions(self, start: int) -> None:
        """Note where the line that holds a position says `direction`."""
        match = _REST_OF_LINE.match(self.text, start)
        self._line = match.span() if match else (start, start)
        words = list(_DIRECTION.finditer(self.text, *self._line))
        self._directions = []
        for pattern in _DIRECTION_VALUES if words else ():
            ends = ((word.start(), pattern.match(self.text, word.end())) for word in words)
            found = [(start, end.end()) for start, end in ends if end]
            self._directions.extend(found[-1:])
