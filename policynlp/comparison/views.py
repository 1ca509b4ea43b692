"""What a comparison shows of itself in a notebook, and as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from policynlp.figures.view import COLOURS, highlights
from policynlp.html import Markup, marked, notebook_table
from policynlp.plotting import ACCENT, new_axes, set_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from policynlp.comparison.figures import Figure, FigurePair
    from policynlp.comparison.groups import Group
    from policynlp.comparison.names import NameComparison
    from policynlp.comparison.terms import TermComparison
    from policynlp.comparison.text import TextMatch
    from policynlp.comparison.topics import TopicComparison

SHOWN = 100
_KEYWORDS = 20
# Groups that have room beside each other.
_FEW = 6
# Characters of a group's name that two of have room above a chart.
_LONGEST = 20
_OTHER = "#b2452c"
_REMOVED = Markup('<del style="background:#fadfd5;color:#000">{}</del>')
_ADDED = Markup('<ins style="background:#d9ecd9;color:#000">{}</ins>')


def groups_table(groups: Iterable[Group]) -> Markup:
    """The groups and their sizes."""
    rows = []
    for group in groups:
        values = group.to_dict()
        passages, characters = values["passages"], values["characters"]
        rows.append((group.name, group.title, len(group.documents), passages, characters))
    return notebook_table(("group", "title", "documents", "passages", "characters"), rows)


def figures_table(pairs: tuple[FigurePair, ...]) -> Markup:
    """Both sentences of each pair, with figure, indicator, period and scope in colour."""
    rows = (
        (pair.verdict, pair.indicator, _side(pair.left), _side(pair.right))
        for pair in pairs[:SHOWN]
    )
    return notebook_table(("verdict", "indicator", "here", "there"), rows, after=_more(pairs))


def _side(figure: Figure) -> Markup:
    fact = figure.facts[0]
    sentence = marked(fact.sentence, highlights(fact), COLOURS)
    found = figure.period_elsewhere and f" ({figure.period_elsewhere})"
    return Markup("<b>{}</b> {}{}<br>{}<br><small>{}</small>").format(
        figure.group, figure.period_written, found, sentence, fact.passage
    )


def topics_table(topics: TopicComparison) -> Markup:
    """Shares of the topics in per cent, those that tell the groups apart first."""
    order = [topics.topics.index(name) for name, _ in topics.telling()]
    rows = (
        (group, *(f"{100 * share:.1f}" for share in mixture[order]))
        for group, mixture in zip(topics.groups[:SHOWN], topics.mixtures, strict=False)
    )
    columns = ("group", *(f"{topics.topics[column]} %" for column in order))
    return notebook_table(columns, rows, after=_more(topics.groups))


def terms_table(terms: TermComparison) -> Markup:
    """Keywords of each group, with the times here : elsewhere."""
    rows = (
        (group, "、".join(f"{k.term} {k.count}:{k.count_elsewhere}" for k in words) or "–")
        for group in terms.groups[:SHOWN]
        for words in [terms.keywords(group, _KEYWORDS)]
    )
    return notebook_table(("group", "used more than elsewhere"), rows, after=_more(terms.groups))


def names_table(names: NameComparison) -> Markup:
    """Names of most groups first, with the mentions in each of a few groups."""
    few = names.groups if len(names.groups) <= _FEW else ()
    rows = (
        (n.name, n.label, n.spread, sum(n.counts), *(n.counts if few else ()))
        for n in names.names[:SHOWN]
    )
    columns = ("name", "label", "groups", "mentions", *few)
    return notebook_table(columns, rows, after=_more(names.names))


def _more(every: Sequence[object]) -> str:
    return f"… and {len(every) - SHOWN} more" if len(every) > SHOWN else ""


def text_table(matches: tuple[TextMatch, ...]) -> Markup:
    """What groups have in common, word by word."""
    rows = (
        (f"{m.a.passage} · {m.b.passage}", m.kind, f"{m.similarity:.0%}", _words(m))
        for m in matches[:SHOWN]
    )
    columns = ("passages", "kind", "similarity", "text")
    return notebook_table(columns, rows, after=_more(matches))


def _words(match: TextMatch) -> Markup:
    parts = []
    for part in match.alignment():
        if part.change == "equal":
            parts.append(Markup("{}").format(part.a))
            continue
        if part.a:
            parts.append(_REMOVED.format(part.a))
        if part.b:
            parts.append(_ADDED.format(part.b))
    return Markup("").join(parts)


def plot_topics(topics: TopicComparison, groups: Sequence[Group], ax: Axes | None = None) -> Axes:
    """See `Comparison.plot`."""
    names = _names(groups)
    if len(names) == 2:
        return _plot_two(topics, names, ax)
    ax = (
        new_axes(1.5 + 0.6 * len(topics.topics), 2 + 0.35 * len(topics.groups))
        if ax is None
        else ax
    )
    ax.imshow(topics.mixtures, cmap="GnBu", vmin=0, aspect="auto")
    ax.set_xticks(range(len(topics.topics)), topics.topics, rotation=45, ha="right")
    ax.set_yticks(range(len(topics.groups)), names)
    for row, mixture in enumerate(topics.mixtures):
        for column, share in enumerate(mixture):
            if share >= 0.005:
                dark = share > 0.6 * topics.mixtures.max()
                ax.text(column, row, f"{100 * share:.0f}", ha="center", va="center",
                        color="white" if dark else "#20262d")  # fmt: skip
    ax.set_title("各主题占比（%）", loc="left")
    ax.spines[:].set_visible(False)
    return set_font(ax)


def _plot_two(topics: TopicComparison, names: Sequence[str], ax: Axes | None) -> Axes:
    differences = topics.differences()[::-1]
    ax = new_axes(8, 1 + 0.36 * len(differences)) if ax is None else ax
    # The first group is on the left, as it stands in the call.
    values = [-d.contribution for d in differences]
    ax.barh(
        [d.topic for d in differences],
        values,
        color=[ACCENT if value < 0 else _OTHER for value in values],
    )
    ax.axvline(0, color="#5d666f", linewidth=0.8)
    ax.set_xticks([])
    ax.set_xlabel("对主题距离的贡献", color="#5d666f")
    first, second = names
    ax.set_title(f"← {first}", loc="left", color=ACCENT)
    ax.set_title(f"{second} →", loc="right", color=_OTHER)
    ax.spines[["top", "right", "bottom", "left"]].set_visible(False)
    return set_font(ax)


def _names(groups: Sequence[Group]) -> list[str]:
    """Their titles; their ids, which end differently, where the beginnings of titles are alike."""
    titles = [group.title or group.name for group in groups]
    shown = [t if len(t) <= _LONGEST else f"{t[: _LONGEST - 1]}…" for t in titles]
    if len(set(shown)) == len(shown):
        return shown
    ids = [group.name for group in groups]
    return [name if len(name) <= _LONGEST else f"…{name[1 - _LONGEST :]}" for name in ids]
