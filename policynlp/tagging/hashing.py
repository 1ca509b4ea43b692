"""Hashed n-gram features: 32-bit hashes of what stands around each position, as arrays.

No feature has a name or an entry in a dictionary; its hash picks a row of the weight table
(Weinberger et al. 2009). All arithmetic wraps around at 32 bits; the upper bits are the good ones.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]

# Odd constants with well-spread bits (golden ratio; MurmurHash3).
_A, _B = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
_BASE = 0xC2B2AE3D
_FOLD = np.uint32(15)


def spread(values: npt.NDArray[np.uint32]) -> Hashes:
    """Hash of each number."""
    result = values * _A
    result ^= result >> _FOLD
    return result


def mix(left: Hashes, right: Hashes | np.uint32) -> Hashes:
    """Hash of an ordered pair, element by element."""
    result = spread(left)
    result ^= right * _B
    return result


def salt(values: Hashes) -> Hashes:
    """What the right side of a pair adds to its hash: ``mix(a, b) == spread(a) ^ salt(b)``."""
    return values * _B


def scatter(hashes: Hashes, bits: int) -> npt.NDArray[np.int64]:
    """Numbers below ``2**bits``: the upper bits."""
    return (hashes >> np.uint32(32 - bits)).astype(np.int64)


class Substrings:
    """Hashes of any stretches of a text, from differences of one running sum (Karp and Rabin 1987).

    Parameters
    ----------
    codes : ndarray of uint32, shape (n,)

    Attributes
    ----------
    spread : ndarray of uint32, shape (n,)
        Hash of each character alone.
    """

    def __init__(self, codes: npt.NDArray[np.uint32]) -> None:
        powers, inverses = _powers(len(codes).bit_length())
        self._sums = np.zeros(len(codes) + 1, dtype=np.uint32)
        self.spread = spread(codes)
        (self.spread * powers[: len(codes)]).cumsum(dtype=np.uint32, out=self._sums[1:])
        self._inverses = inverses

    def at(self, starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64] | int) -> Hashes:
        """Hashes of ``codes[start : start + length]``."""
        difference = self._sums.take(starts + lengths) - self._sums.take(starts)
        difference *= self._inverses.take(starts)
        return difference

    def ngrams(self, n: int) -> Hashes:
        """Hashes of ``codes[i : i + n]`` for every i up to the last n-gram."""
        result: Hashes = (self._sums[n:] - self._sums[:-n]) * self._inverses[: len(self._sums) - n]
        return result


@cache
def _powers(bits: int) -> tuple[Hashes, Hashes]:
    """Powers of an odd number and of its inverse modulo 2**32, ``2**bits`` of them."""
    both = []
    for base in (_BASE, pow(_BASE, -1, 1 << 32)):
        factors = np.full(1 << bits, base, dtype=np.uint32)
        factors[0] = 1
        both.append(np.multiply.accumulate(factors, dtype=np.uint32))
    return both[0], both[1]
