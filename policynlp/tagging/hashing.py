"""Hashed n-gram features: 32-bit hashes of what stands around each position, as arrays.

No feature has a name or an entry in a dictionary; its hash picks a row of the weight table
(Weinberger et al. 2009). All arithmetic wraps around at 32 bits.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]

# Odd constants with well-spread bits (golden ratio; MurmurHash3).
_A, _B, _C = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D)
_FOLD = np.uint32(15)


def mix(left: Hashes, right: Hashes | np.uint32) -> Hashes:
    """Hash of an ordered pair, element by element."""
    spread = left * _A
    result: Hashes = spread ^ (spread >> _FOLD) ^ (right * _B)
    return result


def scatter(hashes: Hashes, bits: int) -> npt.NDArray[np.int64]:
    """Numbers below ``2**bits``: the upper bits of a product (Fibonacci hashing)."""
    spread = hashes * _C
    spread >>= np.uint32(32 - bits)
    return spread.astype(np.int64)


def shifted(values: npt.NDArray[np.uint32], by: int) -> npt.NDArray[np.uint32]:
    """``values[i + by]`` at place i, 0 beyond the ends."""
    result = np.zeros_like(values)
    if by > 0:
        result[:-by] = values[by:]
    elif by < 0:
        result[-by:] = values[:by]
    else:
        result[:] = values
    return result


def ngrams(codes: npt.NDArray[np.uint32], longest: int) -> list[Hashes]:
    """Hashes of ``codes[i : i + n]`` at place i, for n = 1 .. ``longest`` (list index n - 1)."""
    grams = [codes * _C]
    for n in range(1, longest):
        grams.append(mix(grams[-1], shifted(codes, n)))
    return grams
