"""The notebooks run from top to bottom, and are saved with what they print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
EACH = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


# Last digits of a model's numbers depend on the machine, and with them the widths of columns.
DECIMALS = re.compile(r"-?\d+\.\d+")


def printed(cell: NotebookNode) -> list[list[str]]:
    """Words of what a cell prints or shows as text, decimals set aside."""
    texts = [
        output["text"] if output["output_type"] == "stream" else output["data"]["text/plain"]
        for output in cell.outputs
    ]
    return [DECIMALS.sub("#", text).split() for text in texts]


@EACH
def test_a_notebook_runs_from_top_to_bottom_and_prints_what_it_was_saved_with(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    notebook = nbformat.read(path, as_version=4)
    saved = [printed(cell) for cell in notebook.cells if cell.cell_type == "code"]
    resources = {"metadata": {"path": str(path.parent)}}
    client.NotebookClient(notebook, timeout=300, resources=resources).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    warned = [
        output["text"]
        for cell in cells
        for output in cell.outputs
        if output["output_type"] == "stream" and output["name"] == "stderr"
    ]
    assert warned == []
    for cell, before in zip(cells, saved, strict=True):
        assert printed(cell) == before, "save the notebook anew: see CONTRIBUTING.md"


@EACH
def test_a_notebook_is_saved_as_it_ran(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert all(cell.outputs for cell in cells)
    assert "/tmp/" not in path.read_text(encoding="utf-8")  # noqa: S108 (no path of a machine)
