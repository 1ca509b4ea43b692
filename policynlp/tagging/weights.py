"""The weight table of a tagger, packed so that one look-up brings all weights of a feature."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.tagging.hashing import Hashes, scatter

MOST_WEIGHTS = 4  # 16-bit sums in a 64-bit word
_BLOCK = 1 << 11  # positions whose weights fit into the cache together
Packed = npt.NDArray[np.uint64]


class Weights:
    """Up to four weights for each hashed feature.

    They share a 64-bit word, 16 bits each: adding the words of two features adds four weights at
    once. They are stored above an offset so that no sum is negative, and are small enough that no
    sum of ``n_features`` of them can reach into the next one.

    Parameters
    ----------
    rows : ndarray of int32, shape (n_rows,)
        Buckets that have a weight, in rising order; all others weigh 0.
    values : ndarray of int16, shape (n_rows, n_weights)
        Quantised weights, at most ``limit(n_features)`` in size.
    bits : int
        The table has ``2**bits`` buckets.
    n_features : int
        Features of a position.
    """

    def __init__(
        self,
        rows: npt.NDArray[np.int32],
        values: npt.NDArray[np.int16],
        bits: int,
        n_features: int,
    ) -> None:
        self.rows, self.values = rows, values
        self.bits, self.n_features = bits, n_features
        self.n_weights = values.shape[1]
        self._offset = limit(n_features)
        table = np.full((1 << bits, MOST_WEIGHTS), self._offset, dtype=np.uint16)
        table[rows, : self.n_weights] += values.astype(np.uint16)
        self._table = table.view(np.uint64).ravel()

    @classmethod
    def quantised(cls, weights: npt.NDArray[np.float32], n_features: int) -> Weights:
        """From trained weights, shape (2**bits, n_weights); rows of zeros are left out."""
        top = limit(n_features)
        scale = top / max(float(np.abs(weights).max(initial=0.0)), 1e-6)
        values = np.round(weights * scale).astype(np.int16)
        kept = np.flatnonzero(values.any(axis=1))
        bits = len(weights).bit_length() - 1
        return cls(kept.astype(np.int32), values[kept], bits, n_features)

    def sums(self, features: Hashes, width: int = 1) -> Packed:
        """Sums of the weights of features, still packed, so that sums can be added.

        Parameters
        ----------
        features : ndarray of uint32, shape (n_features, n)
        width : {1, 2}
            Neighbouring buckets that a feature has.

        Returns
        -------
        ndarray of uint64, shape (n * width,)
        """
        table = self._table.reshape(-1, width) if width > 1 else self._table
        bits = self.bits - (width - 1)
        shape = (features.shape[1], width) if width > 1 else features.shape[1]
        total = np.empty(shape, dtype=np.uint64)
        for start in range(0, len(total), _BLOCK):
            rows = scatter(features[:, start : start + _BLOCK], bits)
            found = table.take(rows, axis=0, mode="clip")
            found.sum(axis=0, out=total[start : start + _BLOCK])
        return total.ravel()

    def unpacked(self, sums: Packed) -> npt.NDArray[np.int32]:
        """Each weight apart, from the sums of ``n_features`` features, shape (n_weights, n)."""
        lanes = sums.view(np.uint16).reshape(-1, MOST_WEIGHTS)[:, : self.n_weights]
        return lanes.T.astype(np.int32, order="C") - self._offset * self.n_features

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What ``numpy.savez`` needs to keep."""
        return {
            "rows": self.rows,
            "values": self.values,
            "shape": np.array([self.bits, self.n_features], dtype=np.int32),
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> Weights:
        """The reverse of ``arrays``; ``KeyError`` or ``ValueError`` where they don't fit."""
        bits, n_features = (int(v) for v in arrays["shape"])
        rows, values = arrays["rows"], arrays["values"]
        if values.ndim != 2 or rows.shape != values.shape[:1] or not 1 < bits < 31:
            raise ValueError("arrays of unequal length")
        if values.shape[1] > MOST_WEIGHTS:
            raise ValueError("too many weights for a feature")
        if len(rows) and (rows.min() < 0 or rows.max() >= 1 << bits):
            raise ValueError("a row outside of the table")
        if len(rows) and np.abs(values.astype(np.int32)).max() > limit(n_features):
            raise ValueError("a weight too large to be summed")
        return cls(rows, values, bits, n_features)


def limit(n_features: int) -> int:
    """Largest quantised weight of which ``n_features`` fit into 16 bits together."""
    return ((1 << 16) - 1) // (2 * n_features)
