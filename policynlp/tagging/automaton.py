"""The shape of a tag sequence: tags are arcs between the states of a small automaton.

Segmentation needs boundary levels as states and one arc for each pair of levels around a
character; named entities need *outside* and *inside of each type*, with arcs begin, middle, end
and single. A sequence of tags is well-formed where each arc starts in the state that the one
before it ends in, so neither decoding nor training can produce an impossible sequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Automaton:
    """Tags as arcs.

    Attributes
    ----------
    arcs : tuple of (int, int)
        Source and target state of each tag; several tags may join the same two states.
    first, last : int
        States before the first and after the last position of every sequence.
    incoming, outgoing : ndarray of int64, shape (n_states, degree)
        The tags that end (start) in each state, padded with ``len(arcs)``: no tag.
    """

    arcs: tuple[tuple[int, int], ...]
    first: int
    last: int
    source: Ints = field(init=False, repr=False, compare=False)
    target: Ints = field(init=False, repr=False, compare=False)
    incoming: Ints = field(init=False, repr=False, compare=False)
    outgoing: Ints = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        source = [a for a, _ in self.arcs]
        target = [b for _, b in self.arcs]
        put = object.__setattr__
        put(self, "source", np.array([*source, self.first]))
        put(self, "target", np.array([*target, self.last]))
        put(self, "incoming", _by_state(target, self.n_states))
        put(self, "outgoing", _by_state(source, self.n_states))

    @property
    def n_states(self) -> int:
        return 1 + max(max(arc) for arc in self.arcs)

    @property
    def n_tags(self) -> int:
        return len(self.arcs)


def _by_state(states: Sequence[int], n_states: int) -> Ints:
    rows = [[tag for tag, state in enumerate(states) if state == s] for s in range(n_states)]
    width = max(len(row) for row in rows)
    return np.array([row + [len(states)] * (width - len(row)) for row in rows])
