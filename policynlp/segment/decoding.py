"""The best boundaries of a text, by dynamic programming where a boundary is not clear by itself.

What a cut is worth depends on the boundaries beside it only where a word of one character would
arise. Most are decided whatever their neighbours are; the rest stand in short runs, for which the
best choice is found from the left (Viterbi 1967).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Gains = npt.NDArray[np.int32]


def best_cuts(gains: Gains, pairs: Gains) -> npt.NDArray[np.bool_]:
    """Which boundaries to cut, so that the sum of what it gains is greatest.

    Parameters
    ----------
    gains : ndarray of int32, shape (n,)
        Of the cut behind each character.
    pairs : ndarray of int32, shape (n,)
        Of the cuts on both sides of a character together, beyond the gains of each.

    Returns
    -------
    ndarray of bool, shape (n,)
        Where both are worth the same, there is no cut.
    """
    lower, upper = np.minimum(pairs, 0), np.maximum(pairs, 0)
    least, most = gains + lower, gains + upper
    least[:-1] += lower[1:]
    most[:-1] += upper[1:]
    cuts = least > 0
    unclear = ((most >= 0) & ~cuts).nonzero()[0]
    if len(unclear):
        chosen = _chosen(unclear, gains, pairs, cuts)
        cuts[unclear] = chosen
    return cuts


def _chosen(
    unclear: npt.NDArray[np.int64], gains: Gains, pairs: Gains, cuts: npt.NDArray[np.bool_]
) -> list[bool]:
    """Whether to cut at each of the unclear boundaries, given the clear ones."""
    places = unclear.tolist()
    with_left = pairs.take(unclear).tolist()
    with_right = pairs.take(unclear + 1, mode="clip").tolist()
    left = cuts.take(np.maximum(unclear - 1, 0)).tolist()
    right = cuts.take(unclear + 1, mode="clip").tolist()
    # How much better the best choice up to here is with a cut than without.
    better = []
    last, lead = -2, 0
    for at, gain, pair, cut in zip(
        places, gains.take(unclear).tolist(), with_left, left, strict=True
    ):
        if at == last + 1:
            lead = gain + max(lead + pair, 0) - max(lead, 0)
        else:
            lead = gain + pair if cut else gain
        better.append(lead)
        last = at
    chosen = [False] * len(places)
    following, cut = -1, False
    for i in range(len(places) - 1, -1, -1):
        if places[i] + 1 != following:
            cut = right[i]
        cut = better[i] + (with_right[i] if cut else 0) > 0
        chosen[i] = cut
        following = places[i]
    return chosen
