"""Passages as sets of shingles: which pairs of many passages have so many in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from policynlp.folding import fold

Ints = npt.NDArray[np.int64]

# Characters of a shingle.
LENGTH = 4
# A shingle of more passages than this is a set phrase, and says nothing of where a text is from.
COMMON = 200
# Shingles that are compared; of more, a sample (FracMinHash) that costs as much.
_MOST = 4_000_000
_ROWS = 1024

# What numbers a provision or an item, which its copy numbers anew.
_NUMBERING = re.compile(
    r"(?:^|(?<=[\n。；：]))[ \u3000]*(?:第[一二三四五六七八九十百零〇\d]{1,7}[条章款项节]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|[①-⑳])"
)


@dataclass(frozen=True, slots=True, eq=False)
class Stripped:
    """What of a text is compared: letters, digits and Chinese characters, in their plain forms.

    Attributes
    ----------
    text : str
        Without punctuation, white space and numbering; a figure is one 0, so that a sentence
        that was taken over with new figures is still found.
    origin : ndarray of int64, shape (n,)
        Where each character stands in the text.
    """

    text: str
    origin: Ints


def strip(text: str) -> Stripped:
    """The characters of a text that are compared."""
    folded = fold(text)
    kept = np.array([character.isalnum() for character in folded], dtype=bool)
    for match in _NUMBERING.finditer(folded):
        kept[match.start() : match.end()] = False
    digit = np.array([character.isdecimal() for character in folded], dtype=bool)
    # The dot of 12.5 goes too: it stands between digits.
    places = np.flatnonzero(kept)
    digits = digit[places]
    places = places[~(digits & np.r_[False, digits[:-1]][: len(digits)])]
    plain = "".join("0" if digit[at] else folded[at] for at in places.tolist())
    return Stripped(plain, places.astype(np.int64))


def shingle_sets(texts: Sequence[str]) -> tuple[sp.csr_matrix, int]:
    """Which shingles each text has.

    Parameters
    ----------
    texts : sequence of str
        As `strip` gives them.

    Returns
    -------
    sets : csr_matrix of int32, shape (n_texts, n_shingles)
        1 where a text has a shingle; those of one text alone, or of more than `COMMON`, are gone.
    rate : int
        One shingle in so many was kept.

    Notes
    -----
    Of many shingles, those whose hash is divisible by `rate` are kept, the same ones in all
    texts. The share of a text's shingles that another has can be estimated from such a sample,
    which a MinHash of fixed size does not allow (FracMinHash: Irber et al. 2022; after
    Broder 1997).
    """
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    hashes = _hashes(codes)
    rows = np.repeat(np.arange(len(texts)), lengths)[: len(hashes)]
    # A shingle must not go on into the next text.
    ends = np.cumsum(lengths)[rows] if len(rows) else rows
    whole = np.arange(len(hashes)) + LENGTH <= ends
    hashes, rows = hashes[whole], rows[whole]
    rate = -(-len(hashes) // _MOST) or 1
    kept = hashes % np.uint64(rate) == 0
    different, columns = np.unique(hashes[kept], return_inverse=True)
    sets = sp.csr_matrix(
        (np.ones(len(columns), dtype=np.int32), (rows[kept], columns)),
        shape=(len(texts), len(different)),
    )
    sets.data[:] = 1
    frequency = np.bincount(sets.indices, minlength=sets.shape[1])
    return sets[:, (frequency > 1) & (frequency <= COMMON)].tocsr(), rate


def _hashes(codes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """A well mixed 64-bit number for each run of `LENGTH` characters."""
    n = max(0, len(codes) - LENGTH + 1)
    mixed = np.zeros(n, dtype=np.uint64)
    for at in range(LENGTH):
        # The finaliser of SplitMix64 (Steele, Lea & Flood 2014); arithmetic is modulo 2 to the 64.
        mixed = (mixed ^ codes[at : at + n]) + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed


def pairs_with(
    sets: sp.csr_matrix, groups: Ints, least: int, share: float
) -> Iterator[tuple[int, int]]:
    """Pairs of texts of different groups that have shingles in common, the first before the second.

    Parameters
    ----------
    sets : csr_matrix, shape (n_texts, n_shingles)
    groups : ndarray of int, shape (n_texts,)
    least : int
        Shingles that both have to have.
    share : float
        Share of the shingles of the one with fewer that the other has to have.
    """
    sizes = np.diff(sets.indptr)
    other = sets.T.tocsr()
    for first in range(0, sets.shape[0], _ROWS):
        common = (sets[first : first + _ROWS] @ other).tocoo()
        a, b = common.row + first, common.col
        enough = (
            (a < b)
            & (common.data >= least)
            & (common.data >= share * np.minimum(sizes[a], sizes[b]))
            & (groups[a] != groups[b])
        )
        order = np.lexsort((b[enough], a[enough]))
        yield from zip(a[enough][order].tolist(), b[enough][order].tolist(), strict=True)
