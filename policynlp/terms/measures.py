"""How much an n-gram is one thing: branching entropy, cohesion, C-value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policynlp.terms.ngrams import NGrams, Occurrences, Values, distinct
from policynlp.terms.stream import BREAK, Numbers


def branching_entropy(grams: Occurrences, neighbours: Numbers) -> Values:
    """Entropy of the words on one side of each n-gram, in nats, shape (n_grams,).

    Parameters
    ----------
    neighbours : ndarray of int64, shape (n_occurrences,)
        The word beside each of ``grams.positions``. Each break counts as a word of its own:
        nothing is as free as the end of a clause.

    Notes
    -----
    Jin and Tanaka-Ishii, "Unsupervised segmentation of Chinese text by use of branching entropy"
    (COLING/ACL 2006). Low entropy means that the n-gram is cut out of a longer one.
    """
    own = np.arange(len(neighbours)) + int(neighbours.max(initial=0)) + 1
    members, counts = distinct(grams, np.where(neighbours == BREAK, own, neighbours))
    share = counts / grams.counts[members]
    entropy = np.bincount(members, -share * np.log(share), minlength=len(grams))
    return entropy.astype(np.float64, copy=False)


def cohesion(levels: Sequence[NGrams]) -> Values:
    """How firmly the weakest seam of each n-gram of the last level holds, -1 to 1.

    The normalised pointwise mutual information of the two parts, at the cut where it is least:
    1 where neither part occurs without the other, 0 where they meet by chance.

    Parameters
    ----------
    levels : sequence of NGrams
        Of 1, 2, … n words.

    Notes
    -----
    Bouma, "Normalized (pointwise) mutual information in collocation extraction" (GSCL 2009);
    the least over all cuts after Silva and Lopes, "A local maxima method and a fair dispersion
    normalization for extracting multi-word units from corpora" (MOL 6, 1999).
    """
    whole = levels[-1]
    total = int(levels[0].counts.sum())
    log_whole = np.log(whole.counts / total)
    least = np.ones(len(whole))
    for left, right in zip(levels[:-1], levels[-2::-1], strict=True):
        one = left.counts[left.at[whole.first]] / total
        two = right.counts[right.at[whole.first + left.length]] / total
        least = np.minimum(least, (log_whole - np.log(one) - np.log(two)) / -log_whole)
    return least


def c_value(levels: Sequence[NGrams], candidates: Sequence[Numbers]) -> list[Values]:
    """C-value of the candidates of each level: frequency that longer candidates don't explain.

    ``log2(n + 1) * (f - mean f of the longer candidates that it stands in)`` for n words; with
    n + 1 so that it is defined for single words too.

    Parameters
    ----------
    levels : sequence of NGrams
        Of 1, 2, … words.
    candidates : sequence of ndarray of int64
        For each level the n-grams that may be terms.

    Notes
    -----
    Frantzi, Ananiadou and Mima, "Automatic recognition of multi-word terms: the C-value/NC-value
    method" (IJDL 3, 2000), equation 2.
    """
    inside = [np.zeros(len(grams)) for grams in levels]
    longer = [np.zeros(len(grams)) for grams in levels]
    for grams, chosen in zip(levels, candidates, strict=True):
        starts, counts = grams.first[chosen], grams.counts[chosen]
        for part in levels[: grams.length - 1]:
            # Each different part counts once for a longer candidate, however often it is in it.
            shifts = np.arange(grams.length - part.length + 1)
            parts = part.at[starts[:, None] + shifts]
            for shift in shifts:
                new = (parts[:, :shift] != parts[:, shift : shift + 1]).all(axis=1)
                np.add.at(inside[part.length - 1], parts[new, shift], counts[new])
                np.add.at(longer[part.length - 1], parts[new, shift], 1)
    return [
        np.log2(grams.length + 1) * (grams.counts - total / np.maximum(number, 1))[chosen]
        for grams, chosen, total, number in zip(levels, candidates, inside, longer, strict=True)
    ]
