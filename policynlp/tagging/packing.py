"""Sequences of different length side by side: step t holds position t of all that reach it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Packed:
    """A batch of sequences in time-major order, the longest first, without padding.

    Attributes
    ----------
    index : ndarray of int64, shape (n_positions,)
        Position in the flat text of each element; step after step.
    bounds : list of int, length n_steps + 1
        Step t is ``index[bounds[t]:bounds[t + 1]]``; its rows are the first ones of step t - 1.
    """

    index: Ints
    bounds: list[int]

    @property
    def n_steps(self) -> int:
        return len(self.bounds) - 1


def pack(starts: Ints, lengths: Ints) -> Packed:
    """Pack sequences ``[start, start + length)`` of a flat text; lengths are at least 1."""
    order = np.argsort(-lengths, kind="stable")
    firsts = starts[order]
    # reach[t] is the number of sequences longer than t.
    reach = np.cumsum(np.bincount(lengths)[::-1])[::-1][1:]
    bounds = np.concatenate([[0], np.cumsum(reach)])
    step = np.repeat(np.arange(len(reach)), reach)
    row = np.arange(bounds[-1]) - bounds[step]
    return Packed(firsts[row] + step, bounds.tolist())
