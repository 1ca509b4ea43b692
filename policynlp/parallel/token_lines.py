"""Words of a passage as lines of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from policynlp.parallel.outcome import json_lines

if TYPE_CHECKING:
    from policynlp.segment import Token, Tokens

Form = Literal["text", "tsv", "jsonl", "rows"]

TSV_HEADER = b"id\tstart\tend\torigin\tword\n"
_ESCAPES = str.maketrans({"\n": "\\n", "\t": "\\t", "\r": "\\r"})


def token_lines(name: str, tokens: Tokens, form: Form) -> bytes:
    """The words of one passage.

    Parameters
    ----------
    name : str
        Id of the passage.
    tokens : Tokens
    form : {"text", "tsv", "jsonl", "rows"}
        The words on one line; a word a line, tabs between; an object with all words; an object a
        word.
    """
    if form == "rows":
        return json_lines({"id": name, **_row(token)} for token in tokens)
    if form == "jsonl":
        rows = [_row(token) for token in tokens]
        return json_lines([{"id": name, "text": tokens.text, "tokens": rows}])
    if form == "tsv":
        lines = [
            f"{name}\t{t.start}\t{t.end}\t{t.origin}\t{t.text.translate(_ESCAPES)}" for t in tokens
        ]
        text = "".join(f"{line}\n" for line in lines)
    else:
        text = " ".join(word for word in tokens.words() if word.strip()) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _row(token: Token) -> dict[str, Any]:
    return {"text": token.text, "start": token.start, "end": token.end, "origin": token.origin}
