"""``policynlp segment``: words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policynlp.cli.inputs import exit_code, read_corpus, reading_options, report_skipped
from policynlp.cli.output import check_writable, deliver, format_for, output_options, to_jsonl

if TYPE_CHECKING:
    from policynlp.segment import Segmenter, Tokens


@click.command("segment")
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(path_type=str))
@click.option(
    "--granularity",
    type=click.Choice(["coarse", "fine"]),
    default="coarse",
    show_default=True,
    help="coarse keeps policy terms whole (数字政府); fine cuts them (数字 政府).",
)
@click.option(
    "--lexicon",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own words, one a line, optionally TAB and a kind; they are never cut.",
)
@output_options(
    "text",
    "jsonl",
    "tsv",
    help_="text: a passage a line, words apart; tsv: a word a line with its place; "
    "jsonl: a passage a line with its words and their places.",
)
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    granularity: Any,
    lexicon: Path | None,
    format_: str,
    output: Path | None,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Cut text into words; without PATH, each line of standard input.

    \b
    Examples:
      policynlp segment folder/ -o words.txt
      policynlp segment report.pdf --granularity fine --format tsv
      echo 加快数字政府建设 | policynlp segment
    """
    from policynlp.segment import Lexicon, Segmenter

    check_writable(output)
    format_ = format_for(format_, output, context)
    words = Lexicon.from_file(lexicon) if lexicon else None
    segmenter = Segmenter(granularity, lexicon=words)
    if not paths:
        lines = (line.rstrip("\n") for line in _standard_input())
        pairs = ((str(number), line) for number, line in enumerate(lines, 1))
        deliver(_render(pairs, segmenter, format_), output)
        return
    corpus = read_corpus(paths, metadata, without, quiet)
    passages = ((passage.id, passage.text) for passage in corpus.passages())
    deliver(_render(passages, segmenter, format_), output)
    report_skipped(corpus.skipped, quiet)
    context.exit(exit_code(corpus))


def _standard_input() -> Iterator[str]:
    from policynlp.reading import decode

    text, _ = decode(sys.stdin.buffer.read(), "standard input")
    return iter(text.splitlines())


def _render(texts: Iterable[tuple[str, str]], segmenter: Segmenter, format_: str) -> str:
    named = list(texts)
    cut = segmenter.segment_many([text for _, text in named])
    pairs = [(name, tokens) for (name, _), tokens in zip(named, cut, strict=True)]
    if format_ == "jsonl":
        return to_jsonl(_as_dict(name, tokens) for name, tokens in pairs)
    if format_ == "tsv":
        rows = [
            f"{name}\t{token.start}\t{token.end}\t{token.origin}\t{_one_line(token.text)}\n"
            for name, tokens in pairs
            for token in tokens
        ]
        return "id\tstart\tend\torigin\tword\n" + "".join(rows)
    return "".join(
        " ".join(word for word in tokens.words() if word.strip()) + "\n" for _, tokens in pairs
    )


def _as_dict(name: str, tokens: Tokens) -> dict[str, Any]:
    return {
        "id": name,
        "text": tokens.text,
        "tokens": [
            {"text": t.text, "start": t.start, "end": t.end, "origin": t.origin} for t in tokens
        ],
    }


def _one_line(word: str) -> str:
    return word.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
