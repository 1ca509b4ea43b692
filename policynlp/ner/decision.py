"""The one place that decides between overlapping proposals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policynlp.ner.proposals import Proposal


def decide(groups: Sequence[Iterable[Proposal]]) -> list[Proposal]:
    """Proposals that are kept, in order and apart.

    The longest wins; of two of one length that of the earlier group, then the leftmost. Spans of
    the first group, the user's own names, win over everything.

    Parameters
    ----------
    groups : sequence of iterables of Proposal
        Offsets are not negative.
    """
    ranked = [
        (rank > 0, proposal.start - proposal.end, rank, proposal.start, number, proposal)
        for rank, group in enumerate(groups)
        for number, proposal in enumerate(group)
    ]
    ranked.sort(key=lambda each: each[:5])
    if not ranked:
        return []
    taken = bytearray(max(each[-1].end for each in ranked))
    kept = []
    for *_, proposal in ranked:
        if 1 in taken[proposal.start : proposal.end]:
            continue
        taken[proposal.start : proposal.end] = b"\x01" * (proposal.end - proposal.start)
        kept.append(proposal)
    return sorted(kept, key=lambda proposal: proposal.start)
