"""The components, as spaCy knows them; each can run without the others."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO
from weakref import WeakKeyDictionary
from zipfile import BadZipFile

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from policynlp.errors import ModelError
from policynlp.figures import bind
from policynlp.grammar import Quantity, find_quantities
from policynlp.ner import aliases, in_text, rules
from policynlp.ner.attributes import attributes
from policynlp.ner.body_forms import body_forms
from policynlp.ner.decision import decide
from policynlp.ner.extensions import register
from policynlp.ner.features import FeatureExtractor
from policynlp.ner.known_names import list_proposals
from policynlp.ner.programmes import programme_proposals
from policynlp.ner.proposals import GROUPS, USER_NAMES, Proposal, proposals_of, propose
from policynlp.ner.repairs import repaired
from policynlp.ner.tagger import NameTagger
from policynlp.ner.tokenizer import text_of
from policynlp.ner.user_names import UserNames

register()

_WEIGHTS = "weights.npz"
_quantities: WeakKeyDictionary[Doc, list[Quantity]] = WeakKeyDictionary()
"""What `propose_quantities` found, for `bind_facts`."""
_CHARACTERS = 60_000


def propose_titles(doc: Doc) -> Doc:
    text = text_of(doc)
    found = [Proposal(*p) for p in rules.title_proposals(text)]
    found += [Proposal(*p, "POLICY", "grammar") for p in programme_proposals(text)]
    propose(doc, "policy_titles", found)
    return doc


def propose_quantities(doc: Doc) -> Doc:
    found = _quantities[doc] = find_quantities(text_of(doc))
    propose(
        doc, "policy_quantities", (Proposal(q.start, q.end, "METRIC", "grammar") for q in found)
    )
    return doc


def decide_entities(doc: Doc) -> Doc:
    """Entities that components of the user's own have set before are kept as they are."""
    text = text_of(doc)
    given = {(e.start, e.end, e.label_): e for e in doc.ents}
    own = [
        *proposals_of(doc, USER_NAMES),
        *(Proposal(e.start, e.end, e.label_, e._.source or "user", e._.score) for e in doc.ents),
    ]
    kept = decide([own, *(proposals_of(doc, group) for group in GROUPS)])
    founded = [p for p in kept if not in_text.unfounded(text, p)]
    more = [
        *in_text.abbreviations(text, founded),
        *in_text.whole_titles(text, founded),
        *in_text.defined_titles(text, founded),
    ]
    kept = decide([own, founded, more])
    doc.ents = [
        given.get((p.start, p.end, p.label)) or Span(doc, p.start, p.end, label=p.label)
        for p in kept
    ]
    policies = attributes(text, kept, doc._.level)
    for i, (entity, proposal) in enumerate(zip(doc.ents, kept, strict=True)):
        entity._.source = proposal.source
        if proposal.score is not None:
            entity._.score = proposal.score
        if i in policies:
            entity._.policy_record = policies[i].to_dict()
    return doc


def bind_facts(doc: Doc) -> Doc:
    text = text_of(doc)
    metrics = {(e.start, e.end): e for e in doc.ents if e.label_ == "METRIC"}
    others = [(e.start, e.end, e.label_) for e in doc.ents if e.label_ != "METRIC"]
    found = _quantities.pop(doc, None)
    if found is None:
        found = find_quantities(text)
    quantities = [q for q in found if (q.start, q.end) in metrics]
    bound = bind(text, quantities, entities=others, anchor_date=doc._.date, section=doc._.section)
    for metric in bound:
        metric = replace(metric, actor=metric.actor or doc._.issuer)
        metrics[metric.start, metric.end]._.metric = metric
    return doc


def link_aliases(doc: Doc) -> Doc:
    aliases.link(doc, aliases.Antecedents())
    return doc


class PolicyNames:
    """Proposes organisations, and policies that stand without 《》: the tagger and the lists.

    Parameters
    ----------
    tagger : NameTagger or None
        None: the lists alone.
    """

    def __init__(self, tagger: NameTagger | None = None) -> None:
        self.tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        self._run([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Many docs at a time: the work on arrays costs as much for one as for a hundred."""
        for batch in _batches(docs, batch_size):
            self._run(batch)
            yield from batch

    def _run(self, docs: Sequence[Doc]) -> None:
        texts = [text_of(doc) for doc in docs]
        tagged = self.tagger.tag(texts) if self.tagger else [[] for _ in texts]
        for doc, text, names in zip(docs, texts, tagged, strict=True):
            found = [Proposal(*p) for p in (*list_proposals(text), *body_forms(text))]
            found += [
                Proposal(name.start, name.end, name.label, "tagger", round(name.score, 4))
                for name in repaired(names, text)
            ]
            found += in_text.repeated(text, found)
            propose(doc, "policy_names", in_text.outside_titles(text, found))

    def to_bytes(self, *, exclude: tuple[str, ...] = ()) -> bytes:
        if self.tagger is None:
            return b""
        stored = io.BytesIO()
        np.savez_compressed(stored, weights=self.tagger.weights)
        return stored.getvalue()

    def from_bytes(self, data: bytes, *, exclude: tuple[str, ...] = ()) -> PolicyNames:
        if data:
            self._read(io.BytesIO(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        if self.tagger is not None:
            (path / _WEIGHTS).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> PolicyNames:
        file = Path(path) / _WEIGHTS
        if not file.exists():
            return self
        try:
            with file.open("rb") as stored:
                self._read(stored)
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise ModelError(file, f"not a weight table of this pipeline ({error})") from error
        return self

    def _read(self, stored: BinaryIO) -> None:
        with np.load(stored, allow_pickle=False) as data:
            weights = data["weights"]
        self.tagger = NameTagger(weights, FeatureExtractor(len(weights)))


def _batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """At most ``size`` docs and, but for a single longer one, `_CHARACTERS` together."""
    batch: list[Doc] = []
    characters = 0
    for doc in docs:
        if batch and (len(batch) == size or characters + len(doc) > _CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(doc)
        characters += len(doc)
    if batch:
        yield batch


def _factory(component: Callable[[Doc], Doc]) -> Callable[[Language, str], Any]:
    return lambda nlp, name: component


Language.factory("policy_user_names", func=lambda nlp, name: UserNames(), assigns=["doc.spans"])
Language.factory("policy_titles", func=_factory(propose_titles), assigns=["doc.spans"])
Language.factory("policy_quantities", func=_factory(propose_quantities), assigns=["doc.spans"])
Language.factory("policy_names", func=lambda nlp, name: PolicyNames(), assigns=["doc.spans"])
Language.factory("policy_entities", func=_factory(decide_entities), assigns=["doc.ents"])
Language.factory("policy_facts", func=_factory(bind_facts), requires=["doc.ents"])
Language.factory("policy_aliases", func=_factory(link_aliases), requires=["doc.ents"])
