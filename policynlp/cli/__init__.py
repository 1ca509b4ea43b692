"""The command line: one file a command, each loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys

import click

from policynlp.errors import MissingExtraError, PolicyNLPError

_COMMANDS = {
    "topics": "Find what documents are about: named topics, by document.",
    "tag": "Find organisations, policies, reports and metrics.",
    "facts": "List the figures of documents: what, how much, of whom, when.",
    "compare": "Set documents side by side: topics, wording, text, names, figures.",
    "report": "Write one page with all of this, to be handed on.",
    "kwic": "Show each occurrence of a word, a pattern or a name in its context.",
    "read": "Show what was made of each file: articles, sections, passages.",
    "segment": "Cut text into words.",
    "terms": "Find the terms of a corpus that the lexicon lacks.",
    "index": "Keep a corpus in one file: documents, names, figures, topics.",
    "query": "Ask such a file, in SQL.",
    "train": "Train the pipeline that finds names.",
    "evaluate": "Score the pipeline on annotated passages.",
    "train-segmenter": "Train the engine that cuts text into words.",
}


class _Commands(click.Group):
    """Loads the module of a command only when it runs, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"policynlp.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  policynlp topics FOLDER      Help on a command:  policynlp topics --help",
)
@click.version_option(package_name="policynlp")
@click.option(
    "--max-mib",
    type=click.IntRange(min=1),
    help="Refuse a document larger than this, unpacked.  [default: 128]",
)
def cli(max_mib: int | None) -> None:
    """Read, segment, tag and cluster Chinese policy documents, offline.

    PATH… are files (txt, md, html, docx, pdf, jsonl, parquet; also .gz), folders or patterns.
    """
    if max_mib is not None:
        os.environ["POLICYNLP_MAX_MIB"] = str(max_mib)


def main() -> None:
    """Entry point: one line for each error a user can cause; exit codes 0, 1 and 2."""
    for stream in (sys.stdout, sys.stderr):
        # Chinese must come out also where the locale is C; a lone surrogate must not stop it.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        status = 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; nothing more to say
        status = 1
    except MissingExtraError as error:
        click.echo(f"Error: {error}", err=True)
        status = 2
    except (PolicyNLPError, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        status = 2
    sys.exit(status if isinstance(status, int) else 0)
