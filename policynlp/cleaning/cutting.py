"""Long paragraphs cut at the ends of sentences, never inside quotation or title marks."""

from __future__ import annotations

from collections import deque

from policynlp.cleaning.characters import CLOSING, PAIRS, SENTENCE_END

# A quotation longer than this has lost its closing mark; it must not swallow the rest.
_LONGEST_QUOTATION = 300
_DEEPEST = 8


def sentence_ends(text: str, marks: str = SENTENCE_END) -> list[int]:
    """Offsets behind each sentence, the end of the text included.

    A mark inside quotation marks, title marks or brackets does not end a sentence; a closing mark
    behind it belongs to the sentence.
    """
    quoted = _quoted(text)
    ends = []
    for i, char in enumerate(text):
        following = text[i + 1] if i + 1 < len(text) else ""
        if quoted[i] or (following and following in marks):
            continue
        closes = char in CLOSING and i > 0 and text[i - 1] in marks
        if (char in marks or closes) and following not in CLOSING:
            ends.append(i + 1)
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    return ends


def _quoted(text: str) -> bytearray:
    """1 for each character that stands inside a pair of marks that closes in good time."""
    inside = bytearray(len(text))
    waiting: deque[tuple[int, str]] = deque()
    for i, char in enumerate(text):
        if char in PAIRS:
            waiting.append((i, PAIRS[char]))
        elif char in CLOSING:
            while waiting and i - waiting[0][0] > _LONGEST_QUOTATION:
                waiting.popleft()
            # Marks that were opened further in and never closed are given up, eight at most:
            # the work stays linear.
            for back in range(min(_DEEPEST, len(waiting))):
                start, closing = waiting[-1 - back]
                if closing == char:
                    inside[start:i] = b"\x01" * (i - start)
                    for _ in range(back + 1):
                        waiting.pop()
                    break
    return inside


def cut(text: str, longest: int) -> list[tuple[int, int]]:
    """Spans of at most `longest` characters, as even as the sentences allow.

    Cut at sentence ends; a single sentence that is too long at semicolons, then at commas, then
    anywhere.
    """
    if len(text) <= longest:
        return [(0, len(text))]
    return _packed(_pieces(text, 0, longest, (SENTENCE_END, "；;", "，,、")), longest)


def _pieces(text: str, offset: int, longest: int, marks: tuple[str, ...]) -> list[tuple[int, int]]:
    """The smallest units that may be kept together, none longer than `longest`."""
    if not marks:
        return [
            (offset + i, offset + min(i + longest, len(text))) for i in range(0, len(text), longest)
        ]
    spans, start = [], 0
    for end in sentence_ends(text, marks[0]):
        if end - start <= longest:
            spans.append((offset + start, offset + end))
        else:
            spans += _pieces(text[start:end], offset + start, longest, marks[1:])
        start = end
    return spans


def _packed(pieces: list[tuple[int, int]], longest: int) -> list[tuple[int, int]]:
    """Neighbouring pieces put together into spans of about even length."""
    total = pieces[-1][1] - pieces[0][0]
    target = total / -(-total // longest)
    spans = [pieces[0]]
    for start, end in pieces[1:]:
        open_start, open_end = spans[-1]
        grown = end - open_start
        # Take the next piece in when that leaves the span nearer to the target than without it.
        if grown <= longest and grown - target <= target - (open_end - open_start):
            spans[-1] = (open_start, end)
        else:
            spans.append((start, end))
    return spans
