"""The whole report on a corpus."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policynlp.comparison import PARTS, compare
from policynlp.errors import UsageError
from policynlp.ner import facts_of_document, load, tag_documents
from policynlp.report.comparison import comparison
from policynlp.report.figures import figures
from policynlp.report.overview import overview
from policynlp.report.page import Section, render
from policynlp.report.texts import anchors, texts
from policynlp.report.topics import topics
from policynlp.topics import TopicModel
from policynlp.topics.report import TopicReport

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from policynlp.corpus import Corpus
    from policynlp.figures import Fact

# Documents that can be looked at side by side, one by one.
_COMPARED = 20
_NO_TOPICS = ("没有主题一节：", "There is no section on topics: ")
_TOO_MANY = (
    "文件太多，未作逐一比较；可用 --by 字段 分组比较。",
    "Too many documents to compare one by one; --by FIELD compares groups.",
)


def compose(
    corpus: Corpus,
    nlp: Language | None = None,
    *,
    by: str | None = None,
    random_state: int = 0,
) -> str:
    """A page with all that policynlp finds in documents.

    Parameters
    ----------
    corpus : Corpus
    nlp : Language, optional
        Finds names and figures; default: the shipped pipeline.
    by : str, optional
        Field of the metadata by which groups are compared; see `policynlp.compare`. Default: each
        document by itself.
    random_state : int
        Of the topics.

    Returns
    -------
    str
        HTML that needs no network and no other file.

    Raises
    ------
    UsageError
        If ``by`` leaves fewer than two groups.
    """
    if by is not None:
        compare(corpus, by=by)  # a wrong field is told before the long work
    tagged: dict[str, Doc] = {}
    found: list[Fact] = []
    by_document: dict[str, tuple[int, int]] = {}
    nlp = load() if nlp is None else nlp
    for document, docs in tag_documents(nlp, corpus):
        tagged |= {p.id: doc for p, doc in zip(document.passages(), docs, strict=True)}
        figures_here = list(facts_of_document(document, docs))
        found += figures_here
        labels = Counter(entity.label_ for doc in docs for entity in doc.ents)
        by_document[document.id] = (labels.total() - labels["METRIC"], len(figures_here))
    places = anchors(corpus)
    notes: list[tuple[str, str]] = []
    sections: list[Section] = []
    model: TopicModel | None = None
    try:
        fitted = TopicModel(random_state=random_state)
        weights = fitted.fit_transform(corpus)
        sections.append(topics(TopicReport(corpus, fitted, weights, "document"), places))
        model = fitted
    except UsageError as error:
        notes.append((f"{_NO_TOPICS[0]}{error}", f"{_NO_TOPICS[1]}{error}"))
    if by is None and len(corpus) > _COMPARED:
        notes.append(_TOO_MANY)
    elif by is not None or len(corpus) > 1:
        side_by_side = compare(corpus, by=by, model=model, nlp=nlp)
        parts = [part for part in PARTS if model or part != "topics"]
        sections.append(comparison(side_by_side, parts, places))
        if side_by_side.left_out:
            ids = "、".join(side_by_side.left_out)
            notes.append((f"没有 {by}，未参与比较：{ids}", f"Not compared, without {by}: {ids}"))
    sections += [texts(corpus, tagged), figures(found, places)]
    counts = [
        (("名称", "Names"), sum(names for names, _ in by_document.values())),
        (("数字", "Figures"), len(found)),
    ]
    first = overview(corpus, counts, by_document=by_document, linked=True, notes=notes)
    return render(("政策文件报告", "Report on policy documents"), [first, *sections])
