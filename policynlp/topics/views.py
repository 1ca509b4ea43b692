"""How a fitted topic model shows itself: as a table, as a chart, in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policynlp.html import notebook_table
from policynlp.plotting import ACCENT, new_axes, set_font

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policynlp.topics.results import Topic

_TERMS = 8


class TopicViews:
    """Views of a `TopicModel`; each needs a fitted one."""

    @property
    def topics_(self) -> tuple[Topic, ...]:
        raise NotImplementedError

    def to_frame(self) -> pd.DataFrame:
        """One row a topic: name, theme, share, support, coherence, stability, terms."""
        import pandas as pd

        return pd.DataFrame([_row(topic) for topic in self.topics_])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Shares of the topics as bars, with their strongest terms.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            Default: new ones.

        Raises
        ------
        MissingExtraError
            If Matplotlib is not installed.
        """
        topics = self.topics_[::-1]
        ax = new_axes(8, 0.8 + 0.36 * len(topics)) if ax is None else ax
        ax.barh([topic.name for topic in topics], [t.share for t in topics], color=ACCENT)
        for place, topic in enumerate(topics):
            terms = [term for term, _ in topic.terms if term != topic.name][:4]
            ax.annotate(
                f"{topic.share:.0%}  {'、'.join(terms)}", (topic.share, place), xytext=(5, 0),
                textcoords="offset points", va="center", color="#5d666f", annotation_clip=False,
            )  # fmt: skip
        ax.set_xlim(0, 1.6 * max(topic.share for topic in topics))
        ax.xaxis.set_visible(False)
        ax.spines[["top", "right", "bottom"]].set_visible(False)
        return set_font(ax)

    def _repr_mimebundle_(self, **arguments: Any) -> dict[str, str]:
        # scikit-learn draws the parameters; once fitted, the topics say more.
        if not hasattr(self, "components_"):
            bundle: dict[str, str] = super()._repr_mimebundle_(**arguments)  # type: ignore[misc]
            return bundle
        frame = [_row(topic) for topic in self.topics_]
        rows = [
            (r["name"], f"{r['share']:.1%}", r["support"], f"{r['coherence']:.2f}",
             f"{r['stability']:.2f}", r["terms"])
            for r in frame
        ]  # fmt: skip
        columns = ("topic", "share", "passages", "coherence", "stability", "terms")
        plain = "\n".join(repr(topic) for topic in self.topics_)
        return {"text/plain": plain, "text/html": notebook_table(columns, rows)}


def _row(topic: Topic) -> dict[str, Any]:
    return {
        "name": topic.name,
        "theme": topic.theme,
        "share": topic.share,
        "support": topic.support,
        "coherence": topic.coherence,
        "stability": topic.stability,
        "terms": "、".join(term for term, _ in topic.terms[:_TERMS]),
    }
