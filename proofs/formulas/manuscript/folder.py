r"""The files of a manuscript, read within its folder and within bounds, and the lines and columns of their places."""

import os
import stat
from bisect import bisect_right
from pathlib import Path

from bornproof.proofs.errors import PlacedError, ReadError
from bornproof.proofs.formulas.syntax import quote

__all__ = ["Folder", "Source", "read_text"]

MAX_BYTES = 4_000_000  # of all files together
MAX_FILES = 500
OF_TEX = frozenset({"glyphtounicode", "pdfglyphlist"})  # files that come with TeX, and hold no mathematics


class Source:
    """One file: its name as it is shown, and its text."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._starts: list[int] = []

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a place in the text, counted from 1.

        >>> Source("a.tex", "x\\ny").place(2)
        (2, 1)
        """
        if not self._starts:
            self._starts = [0, *(k + 1 for k, character in enumerate(self.text) if character == "\n")]
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


class Folder:
    """The files of one manuscript, in the order in which they are read; no path leads out of the folder of the first one.

    Raises ReadError, as `add` does, for a first file that cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.all: list[Source] = []
        self._bytes = 0
        self._folder = Path(os.path.realpath(path.parent))
        self._open(path, path.name, str(path))

    def add(self, name: str) -> Source | None:
        r"""The file that `\input{name}` names; nothing for one that comes with TeX.

        Raises ReadError for a file that is not there, that lies outside of the folder (a link that leads there, too), that
        is no text, or that makes it too much.
        """
        shown = quote(name)
        if name in OF_TEX:
            return None
        if not name or "\0" in name:
            raise ReadError(f"{shown} names no file")
        for path in (self._folder / f"{name}.tex", self._folder / name):
            real = Path(os.path.realpath(path))
            if not real.is_relative_to(self._folder):
                raise ReadError(f"{shown} leads out of the manuscript's folder")
            if real.is_file():
                return self._open(real, str(path.relative_to(self._folder)) if path.is_relative_to(self._folder) else name, shown)
        raise ReadError(f"there is no file {shown}")

    def fault(self, file: int, at: int, what: str) -> PlacedError:
        """The error that names file, line and column of a place."""
        return PlacedError(self.all[file].name, *self.all[file].place(at), what)

    def _open(self, path: Path, name: str, shown: str) -> Source:
        text = read_text(path, MAX_BYTES - self._bytes, shown, MAX_BYTES)
        self._bytes += len(text)
        if len(self.all) >= MAX_FILES:
            raise ReadError(f"a manuscript must have at most {MAX_FILES} files")
        self.all.append(Source(name, text))
        return self.all[-1]


def read_text(path: Path, most: int, shown: str, stated: int) -> str:
    """The text of a file in UTF-8, or else Latin-1, of at most so many bytes.

    Raises ReadError for what is no file of text, or larger; no pipe and no device is waited for.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise ReadError(f"{shown} is not a file")
        if state.st_size > most:
            raise ReadError(f"{shown}: there must be at most {stated} bytes in all")
        with path.open("rb") as stream:
            found = stream.read(most + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"cannot read {shown}: {getattr(error, 'strerror', None) or error}") from None
    if len(found) > most:
        raise ReadError(f"{shown}: there must be at most {stated} bytes in all")
    if b"\0" in found:
        raise ReadError(f"{shown} is not a text: it has null bytes")
    try:
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = found.decode("latin-1")
        if sum(not (character.isprintable() or character.isspace()) for character in text[:10000]):
            raise ReadError(f"{shown} is not a text") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
