"""Annotated text: JSON Lines with spans, and the guide's inline form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policynlp.errors import FormatError, ReadError

LABELS = ("ORG", "POLICY", "REPORT", "METRIC")
_WORDS = ("unit", "kind", "bound", "direction", "status", "period", "scope", "indicator")
"""Attributes of metrics that are text; any other key of a span is kept as it is."""

_INLINE = re.compile(r"⟦(?P<label>[A-Z]+)\|(?P<surface>[^⟦⟧|]+)[^⟦⟧]*⟧")


@dataclass(frozen=True, slots=True)
class Annotation:
    """``text[start:end]`` is an entity; `values` has further attributes as they were annotated."""

    start: int
    end: int
    label: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A passage and its entities; passages of one `document` are trained on or tested together."""

    id: str
    document: str
    text: str
    spans: tuple[Annotation, ...]


def read_annotations(path: str | Path) -> list[AnnotatedText]:
    """Read ``.jsonl`` (``id``, ``doc``, ``text``, ``spans``) or ``.txt`` in the inline form.

    Raises
    ------
    FormatError
        Naming the line, if a line is no such record, a label is unknown or a span is not in its
        text.
    ReadError
        If the file can't be read.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise ReadError(path, error.strerror or "can't be read") from error
    except UnicodeDecodeError as error:
        raise FormatError(path, "not UTF-8", f"byte {error.start}") from None
    reader = _inline if path.suffix == ".txt" else _record
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or (path.suffix == ".txt" and line.startswith("#")):
            continue
        try:
            found.append(reader(line, f"{path.stem}-{number}", path.stem))
        except (ValueError, KeyError, TypeError) as error:
            raise FormatError(path, _problem(error), f"line {number}") from None
    return found


def _problem(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"no {error.args[0]!r} in the record"
    return f"not an annotated passage ({error})"


def _record(line: str, name: str, document: str) -> AnnotatedText:
    record = json.loads(line)
    text = record["text"]
    spans = tuple(_annotation(span, text) for span in record["spans"])
    return AnnotatedText(str(record.get("id", name)), str(record.get("doc", document)), text, spans)


def _annotation(span: dict[str, Any], text: str) -> Annotation:
    start, end, label = int(span["start"]), int(span["end"]), span["label"]
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no characters {start}:{end} in a text of {len(text)}")
    if label not in LABELS:
        raise ValueError(f"label {label!r}; expected one of {', '.join(LABELS)}")
    if span.get("text", text[start:end]) != text[start:end]:
        raise ValueError(f"{start}:{end} is {text[start:end]!r}, not {span['text']!r}")
    rest = {k: v for k, v in span.items() if k not in ("start", "end", "label", "text")}
    if "value" in rest:
        float(rest["value"])
    if not all(isinstance(v, str) for k, v in rest.items() if k in _WORDS):
        raise ValueError(f"{', '.join(_WORDS)} must be text")
    return Annotation(start, end, label, rest)


def _inline(line: str, name: str, document: str) -> AnnotatedText:
    return AnnotatedText(name, document, *_without_marks(line))


def _without_marks(line: str) -> tuple[str, tuple[Annotation, ...]]:
    parts: list[str] = []
    spans = []
    size = last = 0
    for match in _INLINE.finditer(line):
        if match["label"] not in LABELS:
            raise ValueError(f"label {match['label']!r}; expected one of {', '.join(LABELS)}")
        before = line[last : match.start()]
        size += len(before)
        spans.append(Annotation(size, size + len(match["surface"]), match["label"], {}))
        size += len(match["surface"])
        parts += [before, match["surface"]]
        last = match.end()
    text = "".join([*parts, line[last:]])
    if "⟦" in text or "⟧" in text:
        raise ValueError("a mark ⟦…⟧ that is not LABEL|surface")
    return text, tuple(spans)


def annotation_files(paths: Iterable[Path]) -> list[Path]:
    """The ``.jsonl`` and ``.txt`` files among some files and folders, each folder's in order."""
    return [
        file
        for path in paths
        for file in (sorted(path.iterdir()) if path.is_dir() else [path])
        if not path.is_dir() or file.suffix in (".jsonl", ".txt")
    ]
