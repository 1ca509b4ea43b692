"""Training of spacy-pkuseg, which ships no model of its own (Luo et al. 2019)."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from policynlp.errors import MissingExtraError
from policynlp.segment.annotation import Annotated


def train_pkuseg(passages: Sequence[Annotated], output: Path, *, iterations: int = 20) -> None:
    """Train on the fine words of annotated passages; takes minutes for 1,000 passages.

    Raises
    ------
    MissingExtraError
        Without spacy-pkuseg.
    """
    try:
        import spacy_pkuseg
    except ImportError:
        raise MissingExtraError("training pkuseg", "pkuseg") from None
    lines = [" ".join(_fine_words(passage)) for passage in passages]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "train.txt"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        # pkuseg wants a file to test on while it trains; its scores are not used.
        spacy_pkuseg.train(str(file), str(file), str(output), train_iter=iterations)


def _fine_words(passage: Annotated) -> list[str]:
    ends = (np.flatnonzero(passage.levels) + 1).tolist()
    words = (passage.text[a:b] for a, b in zip([0, *ends], ends, strict=False))
    return [word for word in words if word.strip()]
