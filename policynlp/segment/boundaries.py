"""Boundary levels: how strongly each character is cut from the next one.

``INSIDE`` a word, ``FINE`` between the words of a coarse unit, ``COARSE`` between units. One array
of levels holds both granularities, and every coarse unit is made of whole fine words.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from policynlp.tagging.automaton import Automaton

Levels = npt.NDArray[np.uint8]
Spans = npt.NDArray[np.int64]  # shape (n, 2): half-open

INSIDE, FINE, COARSE = range(3)

PAIRS = Automaton(tuple((left, right) for left in range(3) for right in range(3)), COARSE, COARSE)
"""Tag of a character: the levels to its left and right; a sequence runs from COARSE to COARSE."""

COMPOSITION = np.array(
    [
        [right != INSIDE for _, right in PAIRS.arcs],
        [right == COARSE for _, right in PAIRS.arcs],
        [left != INSIDE for left, _ in PAIRS.arcs],
        [left != INSIDE and right != INSIDE for left, right in PAIRS.arcs],
    ],
    dtype=np.float32,
)
"""Weights of a feature: for the end of a fine word, for the end of a coarse unit, for the start
of a fine word, for a word of one character. Four fill a machine word, nine would need three."""


def covered(spans: Spans, length: int) -> npt.NDArray[np.bool_]:
    """Which of ``length`` positions lie in spans that are apart from each other."""
    if len(spans) == 0:
        return np.zeros(length, dtype=bool)
    change = np.zeros(length + 1, dtype=np.int32)  # adding up bytes takes longer
    change[spans[:, 0]] += 1
    change[spans[:, 1]] -= 1
    inside: npt.NDArray[np.bool_] = change[:-1].cumsum(dtype=np.int32).astype(bool)
    return inside


def runs(mask: npt.NDArray[np.bool_], borders: npt.NDArray[np.bool_]) -> Spans:
    """Where a mask is true, as spans that no border lies inside of.

    Parameters
    ----------
    mask : ndarray of bool, shape (n,)
    borders : ndarray of bool, shape (n + 1,)
        Before each position, and behind the last.
    """
    padded = np.zeros(len(mask) + 2, dtype=bool)
    padded[1:-1] = mask
    before, after = padded[:-1], padded[1:]
    starts = (after & (~before | borders)).nonzero()[0]
    ends = (before & (~after | borders)).nonzero()[0]
    return np.array([starts, ends]).T
