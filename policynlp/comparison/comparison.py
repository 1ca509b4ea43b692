"""Two or more documents side by side; each part is worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policynlp.comparison.groups import Group, Side, make_groups
from policynlp.comparison.views import groups_table, plot_topics
from policynlp.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from spacy.language import Language

    from policynlp.comparison.figures import FigureComparison
    from policynlp.comparison.names import NameComparison
    from policynlp.comparison.tagged import Tagged
    from policynlp.comparison.terms import TermComparison
    from policynlp.comparison.text import TextComparison
    from policynlp.comparison.topics import TopicComparison
    from policynlp.topics import TopicModel

PARTS = ("topics", "terms", "text", "names", "figures")

Progress = Callable[[int, int, str], None]


class Comparison:
    """Groups of documents, and what they share and where they differ; see `compare`.

    Attributes
    ----------
    groups : tuple of Group
        At least two.
    left_out : tuple of str
        Ids of documents that lack the field by which they were to be grouped.
    topics : TopicComparison
        Mixtures of topics under one model, their distances, and which topics make them.
    terms : TermComparison
        Keyness of terms.
    text : TextComparison
        Passages that were taken over.
    names : NameComparison
        Bodies, policies and reports; who cites which policy.
    figures : FigureComparison
        The same indicator in two groups, with a verdict: agree, differ, other period …
    """

    def __init__(
        self,
        groups: tuple[Group, ...],
        left_out: tuple[str, ...] = (),
        *,
        model: TopicModel | None = None,
        nlp: Language | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.groups = groups
        self.left_out = left_out
        self._model = model
        self._nlp = nlp
        self._progress = progress

    @cached_property
    def topics(self) -> TopicComparison:
        from policynlp.comparison.topics import compare_topics

        self._say("topics")
        return compare_topics(self.groups, self._model)

    @cached_property
    def terms(self) -> TermComparison:
        from policynlp.comparison.terms import compare_terms

        self._say("terms")
        return compare_terms(self.groups)

    @cached_property
    def text(self) -> TextComparison:
        from policynlp.comparison.text import compare_text

        self._say("text")
        return compare_text(self.groups, self._progress)

    @cached_property
    def names(self) -> NameComparison:
        from policynlp.comparison.names import compare_names

        return compare_names(
            [group.name for group in self.groups],
            [group.title for group in self.groups],
            [tagged.mentions for tagged in self._tagged],
        )

    @cached_property
    def figures(self) -> FigureComparison:
        from policynlp.comparison.figures import compare_figures

        documents = [document for group in self.groups for document in group.documents]
        return compare_figures(
            {
                group.name: tagged.facts
                for group, tagged in zip(self.groups, self._tagged, strict=True)
            },
            {document.id: document.metadata for document in documents},
        )

    @cached_property
    def _tagged(self) -> tuple[Tagged, ...]:
        from policynlp.comparison.tagged import tag_groups
        from policynlp.ner import load

        self._say("names")
        return tag_groups(self.groups, self._nlp or load(), self._progress)

    def _say(self, what: str) -> None:
        if self._progress:
            self._progress(0, 1, what)

    def to_dict(self, parts: Iterable[str] = PARTS) -> dict[str, Any]:
        """Plain values of some parts, or of all.

        Raises
        ------
        UsageError
            If there is no such part.
        """
        wanted = list(parts)
        for part in wanted:
            _check_part(part)
        return {
            "groups": [group.to_dict() for group in self.groups],
            "left_out": list(self.left_out),
            **{part: getattr(self, part).to_dict() for part in wanted},
        }

    def to_frame(self, part: str) -> pd.DataFrame:
        """One of `PARTS` as a table.

        Raises
        ------
        UsageError
            If there is no such part.
        """
        _check_part(part)
        frame: pd.DataFrame = getattr(self, part).to_frame()
        return frame

    def plot(self, ax: Axes | None = None) -> Axes:
        """The topics: of two groups what makes the difference, of more their shares in per cent.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            Default: new ones.

        Raises
        ------
        MissingExtraError
            If Matplotlib is not installed.
        """
        return plot_topics(self.topics, self.groups, ax)

    def _repr_html_(self) -> str:
        return groups_table(self.groups)

    def __repr__(self) -> str:
        names = ", ".join(group.name for group in self.groups[:4])
        more = ", …" if len(self.groups) > 4 else ""
        return f"<Comparison of {len(self.groups)} groups: {names}{more}>"


def _check_part(part: str) -> None:
    if part not in PARTS:
        raise UsageError(f"no part {part!r} in a comparison; it has {', '.join(PARTS)}")


def compare(
    *sides: Side | Iterable[Side] | Mapping[str, Side],
    by: str | None = None,
    model: TopicModel | None = None,
    nlp: Language | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Set documents side by side.

    Parameters
    ----------
    *sides : Document, Article, Corpus, sequence of Document, or mapping
        Two or more of them are the groups. A single corpus, list or mapping is taken apart: each
        document (or entry, under its name) is a group.
    by : str, optional
        Group all documents by a field of their metadata instead: ``year`` (read from the date),
        ``province``, ``issuer`` or any other; ``article`` makes each article a group, and
        ``document`` each document.
    model : TopicModel, optional
        A fitted one; default: a model of all that is compared.
    nlp : Language, optional
        Default: the shipped pipeline.
    progress : callable, optional
        Called in long work with what is done, how much there is, and a word on it.

    Returns
    -------
    Comparison
        Its parts are worked out when they are first asked for. But for signs and the order of
        groups, they don't depend on the order of the sides.

    Raises
    ------
    UsageError
        If there are fewer than two groups.

    Examples
    --------
    >>> found = compare(read("2021/"), by="province")                    # doctest: +SKIP
    >>> found.topics.distances, found.terms.keywords("云南省")            # doctest: +SKIP
    """
    groups, left_out = make_groups(sides, by)
    return Comparison(groups, left_out, model=model, nlp=nlp, progress=progress)
