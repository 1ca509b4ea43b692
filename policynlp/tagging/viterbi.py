"""The best tag sequence of every sequence of a batch (Viterbi 1967), step by step for all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from policynlp.tagging.automaton import Automaton
from policynlp.tagging.packing import Packed

_NEVER = np.int32(-(2**29))


def best_tags(
    scores: npt.NDArray[np.int32], packed: Packed, automaton: Automaton
) -> npt.NDArray[np.int64]:
    """Tags of highest total score.

    Parameters
    ----------
    scores : ndarray of int32, shape (n_positions, n_tags)
        Score of each tag at each position, in packed order.
    packed : Packed
    automaton : Automaton

    Returns
    -------
    ndarray of int64, shape (n_positions,)
        In packed order.

    Notes
    -----
    Only the score of each state is kept on the way forward; the way back looks again which tag
    gave it, for the one state that it comes from. That is less work than to keep all choices.
    """
    bounds, n_tags = packed.bounds, automaton.n_tags
    by_tag = np.full((n_tags + 1, len(scores)), _NEVER, dtype=np.int32)
    by_tag[:n_tags] = scores.T
    incoming, before = automaton.incoming, automaton.source[automaton.incoming]
    by_state = by_tag[incoming]
    state = np.full((automaton.n_states, bounds[1]), _NEVER, dtype=np.int32)
    state[automaton.first] = 0
    states = []
    for t in range(packed.n_steps):
        lo, hi = bounds[t], bounds[t + 1]
        state = state[:, : hi - lo]
        states.append(state)
        arriving = state[before] + by_state[:, :, lo:hi]
        state = np.maximum(arriving.max(axis=1), _NEVER)

    tags = np.empty(len(scores), dtype=np.int64)
    reached = np.full(0, automaton.last)
    for t in reversed(range(packed.n_steps)):
        lo, hi = bounds[t], bounds[t + 1]
        rows = np.arange(hi - lo)
        here = np.full(hi - lo, automaton.last)
        here[: len(reached)] = reached
        choices = incoming[here].T
        arriving = states[t][automaton.source[choices], rows] + by_tag[choices, rows + lo]
        tags[lo:hi] = choices[arriving.argmax(axis=0), rows]
        reached = automaton.source[tags[lo:hi]]
    return tags
