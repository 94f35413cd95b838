"""The little of a shell that tutorials use: a variable, a loop over words or files, `penstock`."""

import hashlib
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from click.testing import CliRunner

from penstock.cli.main import penstock

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_LINE = re.compile(r"^\$ (.*\n(?:> .*\n)*)((?:(?!\$ ).*\n?)*)", re.MULTILINE)
_HASH = re.compile(r"(\w+)=\$\((.*) \| sha256sum \| cut -c1-64\)")
_LOOP = re.compile(r"for (\w+) in (.*?); do (.*); done")


def lines_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line that a page's blocks tell to a shell, with what the page shows of it."""
    for block in _BLOCK.findall(text):
        for line, shown in _LINE.findall(block):
            yield " ".join(part.removeprefix("> ") for part in line.splitlines()), shown


@dataclass
class Shell:
    """A shell in the current folder, with its variables."""

    variables: dict[str, str] = field(default_factory=dict)
    refusals: int = 0

    def run(self, line: str) -> str:
        """Run a line; return what it printed, and why where it was refused."""
        if named := _HASH.fullmatch(line):
            content = self._run(named[2])[0]
            self.variables[named[1]] = hashlib.sha256(content).hexdigest()
            return ""
        if not (loop := _LOOP.fullmatch(line)):
            return self._run(line)[1]
        said = []
        for word in self._words(loop[2]):
            self.variables[loop[1]] = word
            said += [self._run(command)[1] for command in loop[3].split("; ")]
        return "".join(said)

    def _run(self, command: str) -> tuple[bytes, str]:
        program, *words = self._words(command)
        assert program == "penstock", command
        result = CliRunner().invoke(penstock, words)
        assert result.exit_code in {0, 1}, f"{command}\n{result.output}"
        self.refusals += result.exit_code
        refusal = result.stderr if result.exit_code else ""
        return result.stdout_bytes, result.stdout + refusal

    def _words(self, text: str) -> list[str]:
        words = (Template(word).safe_substitute(self.variables) for word in shlex.split(text))
        return [found for word in words for found in _files(word)]


def _files(word: str) -> list[str]:
    """Return the files that a word with an asterisk stands for, in order of their names."""
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]
