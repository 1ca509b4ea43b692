"""Classes of words by the company they keep, from unannotated text.

Words that stand between the same neighbours behave alike (Harris 1954): what the tagger learns of
one holds for the others of its class. Each word is a row of positive pointwise mutual information
with the frequent words before and behind it, reduced to its first singular vectors (Levy and
Goldberg 2014), and the rows are grouped by k-means.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.segment.evidence import ClassTable
from policynlp.tagging.hashing import Hashes

N_CLASSES = 100
LEAST = 10  # rarer words have no class
_NEIGHBOURS = 2000
_DIMENSIONS = 100
_SMOOTHING = 0.75  # of the neighbours' counts (Mikolov et al. 2013)
_BITS = 17


def class_table(words: Hashes) -> ClassTable:
    """Class of each frequent word of a corpus.

    Parameters
    ----------
    words : ndarray of uint32, shape (n,)
        Hash of each word, in the order of the text.
    """
    vocabulary, number, counts = np.unique(words, return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    rank = np.empty(len(vocabulary), dtype=np.int64)
    rank[order] = np.arange(len(vocabulary))
    n_words = int((counts >= LEAST).sum())
    if n_words <= N_CLASSES:
        return ClassTable(np.zeros(1, dtype=np.uint16))
    classes = _grouped(_information(rank[number], n_words))
    # Of two words in one slot the more frequent is kept.
    rising = order[:n_words][::-1]
    return ClassTable.build(vocabulary[rising], classes[::-1].astype(np.uint8), _BITS)


def _information(ranks: npt.NDArray[np.int64], n_words: int) -> sparse.csr_matrix:
    """Positive pointwise mutual information with neighbours, shape (n_words, 2 * neighbours)."""
    sides = []
    for word, beside in ((ranks[:-1], ranks[1:]), (ranks[1:], ranks[:-1])):
        kept = (word < n_words) & (beside < _NEIGHBOURS)
        pairs = (np.ones(kept.sum(), dtype=np.float32), (word[kept], beside[kept]))
        sides.append(sparse.coo_matrix(pairs, shape=(n_words, _NEIGHBOURS)).tocsr())
    joint = sparse.hstack(sides).tocoo()
    of_word = np.asarray(joint.sum(axis=1)).ravel()
    of_neighbour = np.asarray(joint.sum(axis=0)).ravel() ** _SMOOTHING
    expected = of_word[joint.row] * of_neighbour[joint.col] / of_neighbour.sum()
    information = np.maximum(np.log(joint.data / expected), 0)
    return sparse.csr_matrix((information, (joint.row, joint.col)), shape=joint.shape)


def _grouped(rows: sparse.csr_matrix) -> npt.NDArray[np.int64]:
    """Class of each row, 1 to ``N_CLASSES``."""
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    vectors = normalize(TruncatedSVD(_DIMENSIONS, random_state=0).fit_transform(rows))
    groups = MiniBatchKMeans(N_CLASSES, random_state=0, n_init=3, batch_size=4096)
    labels: npt.NDArray[np.int64] = groups.fit_predict(vectors) + 1
    return labels
