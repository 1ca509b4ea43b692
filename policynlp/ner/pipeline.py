"""Building and loading pipelines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy import util
from spacy.language import Language

from policynlp.errors import ModelError
from policynlp.ner import components
from policynlp.ner.proposals import USER_NAMES
from policynlp.ner.tagger import NameTagger
from policynlp.ner.tokenizer import configuration
from policynlp.ner.user_names import UserName, UserNames, read_names
from policynlp.resources import model_path

COMPONENTS = (
    "policy_titles",
    "policy_quantities",
    "policy_names",
    "policy_entities",
    "policy_facts",
    "policy_aliases",
)
MODEL = "zh_policy_core"


def build(tagger: NameTagger | None = None) -> Language:
    """A pipeline with a tagger, or with the grammar and the lists alone."""
    nlp = util.load_model_from_config(
        configuration({name: {"factory": name} for name in COMPONENTS}), auto_fill=True
    )
    names = nlp.get_pipe("policy_names")
    assert isinstance(names, components.PolicyNames)
    names.tagger = tagger
    return nlp


def pipeline_path(name: str) -> Path:
    """Folder of a pipeline: a path, or the name of one that ships with the package.

    Raises
    ------
    ModelError
        If there is none.
    """
    for path in (Path(name), model_path(name)):
        if path is not None and (path / "config.cfg").is_file():
            return path
    raise ModelError(name, "no pipeline of this name ships with policynlp, and no folder of one")


def load(name: str = MODEL, *, names: str | Path | None = None) -> Language:
    """Load a pipeline; nothing is downloaded.

    Parameters
    ----------
    name : str
        Name of a shipped pipeline, or the folder of one's own (``policynlp train -o``).
    names : path, optional
        A table of your own names (`policynlp.ner.read_names`). They win over the model and over
        every rule, and are saved with the pipeline by ``nlp.to_disk``.

    Returns
    -------
    spacy.language.Language
        Tokens are characters; ``doc.ents`` are ``ORG``, ``POLICY``, ``REPORT`` and ``METRIC``.

    Raises
    ------
    ModelError
        If there is no such pipeline or it can't be read.
    ReadError
        If the table of names can't be read or has a mistake in it.
    """
    own = [] if names is None else read_names(names)
    path = pipeline_path(name)
    try:
        nlp = util.load_model_from_path(path)
    except (OSError, ValueError) as error:
        raise ModelError(path, f"can't be read as a spaCy pipeline ({error})") from error
    if names is not None:
        _add_names(nlp, own)
    return nlp


def _add_names(nlp: Language, names: list[UserName]) -> None:
    """Beside those that the pipeline has already."""
    if USER_NAMES not in nlp.pipe_names:
        nlp.add_pipe(USER_NAMES, first=True)
    component = nlp.get_pipe(USER_NAMES)
    assert isinstance(component, UserNames)
    component.add(names)


@cache
def shipped() -> Language:
    """The shipped pipeline, loaded once, for functions that were given none."""
    return load()
