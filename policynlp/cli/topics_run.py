"""The work of ``policynlp topics``: reading, finding topics, weighing, however many documents."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.cli.inputs import progress_bar
from policynlp.cli.many import Workers

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from policynlp.corpus import Corpus
    from policynlp.parallel.topics import TopicsJob
    from policynlp.topics import Themes, TopicModel

    Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """What topics were asked for."""

    n_topics: Any
    themes: Themes | str | None
    granularity: Any
    seed: int
    online: bool
    saved: Path | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values that tell whether an interrupted run was asked for the same."""
        themes: Any = self.themes
        if themes is not None and not isinstance(themes, str):
            themes = [*(theme.to_dict() for theme in themes), *themes.context]
        return {
            "n_topics": self.n_topics,
            "themes": themes,
            "granularity": self.granularity,
            "seed": self.seed,
            "online": self.online,
            "saved": self.saved and hashlib.sha256(self.saved.read_bytes()).hexdigest(),
        }


def find_topics(corpus: Corpus, asked: Asked, workers: Workers, quiet: bool) -> TopicModel:
    """The saved model, or a new one."""
    from policynlp.topics import TopicModel, UnknownWordsWarning, fit_online
    from policynlp.topics.model import FIT_PASSAGES
    from policynlp.topics.passages import Batches, CorpusTexts

    if asked.saved is not None:
        return TopicModel.load(asked.saved)
    model = TopicModel(
        asked.n_topics, asked.themes, granularity=asked.granularity, random_state=asked.seed
    )
    with warnings.catch_warnings(), progress_bar("Finding topics", quiet):
        warnings.simplefilter("ignore", UnknownWordsWarning)  # told in the overview
        if asked.online:
            fit_online(model, Batches(CorpusTexts(corpus)), list, workers.run)
        elif sum(1 for _ in corpus.passages()) <= FIT_PASSAGES:
            model.fit(corpus)
        else:
            model.fit_sample(corpus)
        _ = model.topics_  # the quality of the topics takes refits: inside the bar
    return model


def weights_of(
    corpus: Corpus, model: TopicModel, asked: Asked, workers: Workers, quiet: bool
) -> Array:
    """Weights of the topics in all passages."""
    from policynlp.topics.model import FIT_PASSAGES

    n = sum(1 for _ in corpus.passages())
    fitted_here = asked.saved is None and not asked.online
    if fitted_here and n <= FIT_PASSAGES:
        return model.weights_
    from policynlp.parallel.topics import weigh

    with progress_bar("Weighing", quiet):
        return weigh(model, corpus, workers.run if n > FIT_PASSAGES else map)


class Kept:
    """The model of a run that may be interrupted, beside its output."""

    def __init__(self, output: Path | None, resume: bool) -> None:
        self._path = output and output.with_name(f"{output.name}.model.zip")
        journal = output and output.with_name(f"{output.name}.journal")
        self.found = bool(resume and self._path and self._path.exists())
        self.found = self.found and bool(journal and journal.exists())

    def load(self) -> bytes:
        """The model of the run that is resumed."""
        assert self._path is not None
        return self._path.read_bytes()

    def keep(self, model: TopicModel) -> bytes:
        """Before the first row is written."""
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            model.save(self._path)
        return model.to_bytes()

    def remove(self) -> None:
        """The output is whole."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def topics_job(model: bytes, asked: Asked, without: tuple[str, ...]) -> TopicsJob:
    """Rows of passages by a model."""
    from policynlp.parallel.topics import TopicsJob
    from policynlp.topics import TopicModel

    names = map(str, TopicModel.from_bytes(model).get_feature_names_out())
    return TopicsJob(model, tuple(names), {**asked.to_dict(), "without": without})
