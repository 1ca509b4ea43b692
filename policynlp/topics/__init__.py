"""Topics: TF-IDF smoothed over similar passages, factorised, anchored in named themes."""

from policynlp.topics.model import TopicModel, UnknownWordsWarning
from policynlp.topics.online import fit_online
from policynlp.topics.results import Topic, mean_weights
from policynlp.topics.selection import CurvePoint, Selection
from policynlp.topics.themes import Theme, Themes

__all__ = [
    "CurvePoint",
    "Selection",
    "Theme",
    "Themes",
    "Topic",
    "TopicModel",
    "UnknownWordsWarning",
    "fit_online",
    "mean_weights",
]
