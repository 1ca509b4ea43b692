"""Statistics of keyness on arrays of counts: which words one text uses more than another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.special import xlogy

Array = npt.NDArray[np.float64]

# Size of the prior in words: what Monroe et al. took for one speaker.
PRIOR_WORDS = 500.0


def log_likelihood(a: Array, b: Array, n_a: float, n_b: float) -> Array:
    """Signed log-likelihood ratio G² of each word (Dunning 1993), from its table of 2 × 2.

    Parameters
    ----------
    a, b : ndarray, shape (n_words,)
        Counts in two texts.
    n_a, n_b : float
        All words of each text.

    Returns
    -------
    ndarray, shape (n_words,)
        Positive where the first text uses the word more; its size is chi-square with one degree
        of freedom where both use it alike.
    """
    total, both = n_a + n_b, a + b
    if n_a == 0 or n_b == 0:
        return np.zeros_like(a)
    found = 2 * (
        _part(a, both * (n_a / total))
        + _part(b, both * (n_b / total))
        + _part(n_a - a, (total - both) * (n_a / total))
        + _part(n_b - b, (total - both) * (n_b / total))
    )
    more = np.sign(a * n_b - b * n_a)
    signed: Array = np.maximum(found, 0.0) * more
    return signed


def _part(observed: Array, expected: Array) -> Array:
    part: Array = xlogy(observed, np.divide(
        observed, expected, out=np.ones_like(observed), where=expected > 0
    ))  # fmt: skip
    return part


def log_odds(a: Array, b: Array, n_a: float, n_b: float, prior: Array) -> tuple[Array, Array]:
    """Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).

    Parameters
    ----------
    a, b : ndarray, shape (n_words,)
    n_a, n_b : float
    prior : ndarray, shape (n_words,)
        Pseudo-counts, greater than 0: `PRIOR_WORDS` shared out by the words' share of all texts.

    Returns
    -------
    delta, z : ndarray, shape (n_words,)
        The difference of the log odds, and the same in units of its standard deviation.
    """
    size = prior.sum()
    odds_a = (a + prior) / (n_a + size - a - prior)
    odds_b = (b + prior) / (n_b + size - b - prior)
    delta = np.log(odds_a) - np.log(odds_b)
    z = delta / np.sqrt(1 / (a + prior) + 1 / (b + prior))
    return delta, z


def log_ratio(a: Array, b: Array, n_a: float, n_b: float) -> Array:
    """Effect size: binary logarithm of the ratio of relative frequencies (Hardie 2014).

    1 means twice as often. Half an occurrence is added to each count, so that none is infinite.
    """
    ratio: Array = np.log2((a + 0.5) / (n_a + 0.5)) - np.log2((b + 0.5) / (n_b + 0.5))
    return ratio


def dispersion(counts: sp.csc_matrix, sizes: Array) -> Array:
    """Deviation of proportions, normalised: 0 spread evenly, 1 all in the smallest part.

    Parameters
    ----------
    counts : csc_matrix, shape (n_parts, n_words)
    sizes : ndarray, shape (n_parts,)
        Words of each part.

    Returns
    -------
    ndarray, shape (n_words,)
        NaN for a word that is nowhere. DP of Gries 2008, divided by its greatest value
        (Lijffijt & Gries 2012).
    """
    n_words = counts.shape[1]
    totals = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    shares = sizes / max(sizes.sum(), 1)
    words = np.repeat(np.arange(n_words), np.diff(counts.indptr))
    expected = shares[counts.indices]
    off = np.abs(counts.data / totals[words] - expected) - expected
    # Parts without the word contribute their whole share; all shares sum to 1.
    found = (1 + np.bincount(words, weights=off, minlength=n_words)) / 2
    greatest = 1 - (shares[sizes > 0].min() if (sizes > 0).any() else 0)
    scaled: Array = np.clip(found / greatest, 0, 1) if greatest > 0 else np.zeros(n_words)
    return np.where(totals > 0, scaled, np.nan)
