"""What a run of the command leaves behind, and the shapes of the fixtures that run it."""

import io
import re
from collections.abc import Mapping
from subprocess import PIPE, Popen
from typing import IO, NamedTuple, Protocol

Stream = int | IO[bytes] | None


class Ran(NamedTuple):
    """What a run of the command left behind."""

    code: int
    out: str
    err: str

    def is_one_error(self, code: int) -> bool:
        """Whether it printed nothing but one line of error, and left with this code."""
        return self.code == code and not self.out and re.fullmatch(r"vanity: [^\n]+\n", self.err) is not None


class Run(Protocol):
    """Runs the command to its end. given: its standard input."""

    def __call__(self, *arguments: str, given: bytes = b"") -> Ran: ...


class Shell(Protocol):
    """The same, with more environment variables."""

    def __call__(self, *arguments: str, given: bytes = b"", **env: str) -> Ran: ...


class Start(Protocol):
    """Starts the command and goes on beside it."""

    def __call__(
        self, *arguments: str, stdin: Stream = None, stdout: Stream = PIPE, env: Mapping[str, str] | None = None
    ) -> Popen[bytes]: ...


class Screen(io.StringIO):
    """A stream that is a terminal, or says so."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal
