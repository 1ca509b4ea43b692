"""Every exception that policynlp raises on purpose.

PolicyNLPError
├── ReadError                 a file that can't be read: which, where in it, what was found
│   ├── EncodingError         bytes that fit no supported encoding
│   ├── FormatError           a broken, encrypted or textless file of a known format
│   └── UnsupportedFormatError  a format that has to be converted first
├── MissingExtraError     an optional package is not installed
├── ResourceError         a lexicon, themes or metadata file with a mistake in it
├── ModelError            a model file that can't be loaded
├── StoreError            a store that can't be opened
└── UsageError            arguments that can't work together
"""

from __future__ import annotations

from pathlib import Path


class PolicyNLPError(Exception):
    """Base of every error that policynlp raises on purpose; its text is meant for the user."""


class ReadError(PolicyNLPError):
    """A file that can't be read.

    Parameters
    ----------
    path : str or Path
        The file as the user named it.
    problem : str
        What was found, and what was expected or can be done.
    place : str
        Where in the file: ``"byte 17"``, ``"line 3"``, ``"page 2"``; empty for the whole file.
    """

    def __init__(self, path: str | Path, problem: str, place: str = "") -> None:
        self.path = Path(path)
        self.problem = problem
        self.place = place
        super().__init__(path, problem, place)

    def __str__(self) -> str:
        where = f"{self.path}, {self.place}" if self.place else str(self.path)
        return f"{where}: {self.problem}"


class EncodingError(ReadError):
    """Bytes that fit none of the supported encodings."""


class FormatError(ReadError):
    """A file that is not what its name says: broken, encrypted, or without any text."""


class UnsupportedFormatError(ReadError):
    """A format that policynlp does not read; the message says how to convert it."""


class ResourceError(ReadError):
    """A lexicon, themes or metadata file with a mistake in it."""


class ModelError(ReadError):
    """A saved model that can't be loaded."""


class StoreError(ReadError):
    """A store that can't be opened."""


class MissingExtraError(PolicyNLPError):
    """An optional package is not installed.

    Parameters
    ----------
    what : str
        What was asked for, e.g. ``"reading PDF files"``.
    extra : str
        The extra of policynlp that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        self.what = what
        self.extra = extra
        super().__init__(what, extra)

    def __str__(self) -> str:
        return f"{self.what} needs an extra package: pip install 'policynlp[{self.extra}]'"


class UsageError(PolicyNLPError):
    """Arguments that can't work, or can't work together."""
