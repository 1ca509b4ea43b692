"""Entities of the pipeline as words: what was found as one name is one token."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from policynlp.segment import Tokens
from policynlp.segment.tokens import ORIGINS


def merge(tokens: Tokens, doc: Doc) -> Tokens:
    """Words of a text in which each entity is one token.

    Parameters
    ----------
    tokens : Tokens
        The words of ``doc.text``, of either granularity.
    doc : spacy.tokens.Doc
        With entities, in any tokenization.

    Returns
    -------
    Tokens
        ``origin`` of an entity is ``"entity"``, and its ``parts`` are the fine words. A word that
        an entity cuts leaves the rest of it as a word of its own.

    Raises
    ------
    ValueError
        If the two are not of the same text.

    Examples
    --------
    >>> nlp = policynlp.load()
    >>> text = "工业和信息化部发布报告"
    >>> merge(Segmenter().segment(text), nlp(text))[0].text
    '工业和信息化部'
    """
    if tokens.text != doc.text:
        raise ValueError("the words and the document are of different texts")
    spans = np.array([(e.start_char, e.end_char) for e in doc.ents], dtype=np.int32).reshape(-1, 2)
    starts, last = spans[:, 0], spans[:, 1]
    borders = spans[spans > 0]
    # An end is kept unless it lies inside an entity: behind its start and before its last border.
    inside = np.searchsorted(starts, tokens.ends) - np.searchsorted(last, tokens.ends, "right") > 0
    ends = np.union1d(tokens.ends[~inside], borders).astype(np.int32)
    origins = tokens.origins[np.searchsorted(tokens.ends, ends)]
    origins[np.searchsorted(ends, last)] = ORIGINS.index("entity")
    return Tokens(tokens.text, ends, origins, np.union1d(tokens.fine, borders).astype(np.int32))
