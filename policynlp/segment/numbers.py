"""Numbers with their units, dates and document numbers, as the grammar of figures reads them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, compress

import numpy as np
import numpy.typing as npt

from policynlp.segment.boundaries import Spans

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class NumberTerms:
    """Coarse units that the grammar is sure of.

    Attributes
    ----------
    spans : ndarray of int64, shape (n, 2)
        In order and apart.
    meetings : ndarray of int64
        Where fine words meet within them.
    """

    spans: Spans
    meetings: Ints


def number_terms(text: str, taken: npt.NDArray[np.bool_]) -> NumberTerms:
    """Terms of a folded text that hold no ``taken`` character."""
    # Imported here: its patterns take longer to compile than the model to load.
    from policynlp.grammar.number_words import find_number_words

    terms = find_number_words(text)
    spans = np.array([(term[0], term[-1]) for term in terms], dtype=np.int64).reshape(-1, 2)
    before = np.concatenate(([0], np.cumsum(taken)))  # taken characters before each place
    free = before[spans[:, 0]] == before[spans[:, 1]]
    meetings = chain.from_iterable(term[1:-1] for term in compress(terms, free.tolist()))
    return NumberTerms(spans[free], np.array(list(meetings), dtype=np.int64))
