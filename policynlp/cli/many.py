"""What commands over many documents share: processes, resuming, the word at the end."""

from __future__ import annotations

import click

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes; the result is the same with any number.",
)


def check_cleaning(without: tuple[str, ...]) -> None:
    """Refuse the name of a step that there is not, before the long work begins."""
    from policynlp.cleaning import Cleaner

    try:
        Cleaner(without)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--without") from None
