"""The weight table of a tagger, packed so that one look-up brings all weights of a feature."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.tagging.hashing import Hashes, scatter

_LANES = 4  # 16-bit sums in a 64-bit word


class Weights:
    """A few weights for each hashed feature.

    Four of them share a 64-bit word, 16 bits each: adding the words of two features adds four
    weights at once. They are stored above an offset so that no sum is negative, and are small
    enough that no sum of ``n_features`` of them can reach into the next one.

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
        words = -(-self.n_weights // _LANES)
        packed = np.full((len(rows), words * _LANES), self._offset, dtype=np.uint16)
        packed[:, : self.n_weights] += values.astype(np.uint16)
        self._table = np.full((1 << bits, words * _LANES), self._offset, np.uint16).view(np.uint64)
        self._table[rows] = packed.view(np.uint64)

    @classmethod
    def quantised(cls, weights: npt.NDArray[np.float32], n_features: int) -> Weights:
        """From trained weights, shape (2**bits, n_weights); rows of zeros are left out."""
        top = limit(n_features)
        kept = np.flatnonzero(weights.any(axis=1))
        scale = top / max(float(np.abs(weights).max(initial=0.0)), 1e-6)
        values = np.round(weights[kept] * scale).astype(np.int16)
        bits = len(weights).bit_length() - 1
        return cls(kept.astype(np.int32), values, bits, n_features)

    def sums(self, features: Iterable[Hashes], n: int) -> npt.NDArray[np.int32]:
        """Sums of the weights of each position's features.

        Parameters
        ----------
        features : iterable of ndarray of uint32, shape (n,)
            ``n_features`` arrays.
        n : int
            Positions.

        Returns
        -------
        ndarray of int32, shape (n, n_weights)
        """
        words = self._table.shape[1]
        total = np.zeros((n, words), dtype=np.uint64)
        for feature in features:
            total += self._table.take(scatter(feature, self.bits), axis=0)
        lanes = total.view(np.uint16).reshape(n, words * _LANES)[:, : self.n_weights]
        return lanes.astype(np.int32) - self._offset * self.n_features

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
        if values.ndim != 2 or rows.shape != values.shape[:1] or not 0 < bits < 31:
            raise ValueError("arrays of unequal length")
        if len(rows) and (rows.min() < 0 or rows.max() >= 1 << bits):
            raise ValueError("a row outside of the table")
        if len(rows) and np.abs(values.astype(np.int32)).max() > limit(n_features):
            raise ValueError("a weight too large to be summed")
        return cls(rows, values, bits, n_features)


def limit(n_features: int) -> int:
    """Largest quantised weight of which ``n_features`` fit into 16 bits together."""
    return ((1 << 16) - 1) // (2 * n_features)
