"""Names side by side: which bodies, policies and reports are in which groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policynlp.comparison.tabular import Tabular
from policynlp.comparison.tagged import Mention
from policynlp.comparison.views import names_table
from policynlp.folding import fold

if TYPE_CHECKING:
    import networkx as nx

_MARKS = re.compile(r"[《》〈〉“”\"‘’'()（）\[\]〔〕\s]")
_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Name:
    """A body, a policy or a report, and where it is named.

    Attributes
    ----------
    name : str
        Its full name.
    label : {"ORG", "POLICY", "REPORT"}
    number : str
        Document number (文号) of a policy, if a text gives it.
    forms : tuple of str
        What the texts call it, the most frequent first.
    counts : tuple of int
        Mentions in each group.
    passages : tuple of tuple of str
        For each group the ids of the passages that name it, in reading order.
    """

    name: str
    label: str
    number: str
    forms: tuple[str, ...]
    counts: tuple[int, ...]
    passages: tuple[tuple[str, ...], ...]

    @property
    def spread(self) -> int:
        """In how many groups it is named."""
        return sum(count > 0 for count in self.counts)


@dataclass(frozen=True, slots=True, eq=False)
class NameComparison(Tabular):
    """Names of all groups.

    Attributes
    ----------
    groups, titles : tuple of str
        Names of the groups, and what a reader would call them.
    names : tuple of Name
        Those of most groups first, then by mentions.
    """

    groups: tuple[str, ...]
    titles: tuple[str, ...]
    names: tuple[Name, ...]

    def shared(self, label: str | None = None) -> list[Name]:
        """Names that all groups have."""
        return [n for n in self._of(label) if n.spread == len(self.groups)]

    def only(self, group: int | str, label: str | None = None) -> list[Name]:
        """Names that one group alone has, by mentions.

        Parameters
        ----------
        group : int or str
            Place or name.
        label : {"ORG", "POLICY", "REPORT"}, optional
        """
        number = self.groups.index(group) if isinstance(group, str) else group
        return [n for n in self._of(label) if n.spread == 1 and n.counts[number]]

    def _of(self, label: str | None) -> Iterable[Name]:
        return (n for n in self.names if label in (None, n.label))

    def citations(self) -> nx.DiGraph:
        """Who cites which policy or report.

        Returns
        -------
        networkx.DiGraph
            A node for each group (``kind`` ``group``) and each policy or report (``kind``
            ``policy`` or ``report``; with ``number``), an edge from a group to what it cites, with
            ``weight`` (mentions) and ``passages``. A policy that is itself one of the groups is
            that group's node; what a group says of itself is no citation. All attributes are text
            and numbers, as GraphML needs them: ``networkx.write_graphml(graph, path)``.
        """
        import networkx as nx

        graph = nx.DiGraph()
        own: dict[str, str] = {}
        for group, title in zip(self.groups, self.titles, strict=True):
            graph.add_node(group, kind="group", title=title, number="")
            own |= {name_key(group, "POLICY"): group, name_key(title, "POLICY"): group}
        for name in self._of(None):
            if name.label == "ORG":
                continue
            node = own.get(name_key(name.name, name.label), name.name)
            if node not in graph:
                kind = name.label.lower()
                graph.add_node(node, kind=kind, title=name.name, number=name.number)
            for group, count, passages in zip(self.groups, name.counts, name.passages, strict=True):
                if count and group != node:
                    graph.add_edge(group, node, weight=count, passages=" ".join(passages))
        return graph

    def graphml(self) -> str:
        """The citations as GraphML, which Gephi, yEd and igraph read."""
        import networkx as nx

        return "\n".join(nx.generate_graphml(self.citations())) + "\n"

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a name; a column of mentions for each group."""
        return [
            {
                "name": name.name,
                "label": name.label,
                "number": name.number,
                "forms": "、".join(name.forms),
                "groups": name.spread,
                **dict(zip(self.groups, name.counts, strict=True)),
            }
            for name in self.names
        ]

    def _repr_html_(self) -> str:
        return names_table(self)

    def __repr__(self) -> str:
        return f"<NameComparison of {len(self.groups)} groups: {len(self.names)} names>"

    def to_dict(self) -> dict[str, Any]:
        """Plain values, with the passages."""
        return {
            "names": [
                {
                    "name": name.name,
                    "label": name.label,
                    "number": name.number,
                    "forms": list(name.forms),
                    "mentions": dict(zip(self.groups, name.counts, strict=True)),
                    "passages": {
                        group: list(passages)
                        for group, passages in zip(self.groups, name.passages, strict=True)
                        if passages
                    },
                }
                for name in self.names
            ]
        }


def compare_names(
    groups: Sequence[str], titles: Sequence[str], mentions: Sequence[Sequence[Mention]]
) -> NameComparison:
    """Names of groups.

    Parameters
    ----------
    groups, titles : sequence of str
        Names of the groups, and what a reader would call them.
    mentions : sequence of sequence of Mention
        Those of each group.
    """
    numbers = _numbered(mention for found in mentions for mention in found)
    by_key: dict[str, list[list[Mention]]] = {}
    for number, found in enumerate(mentions):
        for mention in found:
            key = name_key(mention.name, mention.label)
            key = numbers.get(key, key)
            by_key.setdefault(key, [[] for _ in groups])[number].append(mention)
    names = [_name(found) for found in by_key.values()]
    names.sort(key=lambda n: (-n.spread, -sum(n.counts), n.label, n.name))
    return NameComparison(tuple(groups), tuple(titles), tuple(names))


def name_key(name: str, label: str) -> str:
    """What is the same for all ways to write one full name."""
    plain = _MARKS.sub("", fold(name)).casefold()
    if label == "ORG":
        return f"ORG {plain}"
    # 中华人民共和国网络安全法 is cited as 网络安全法.
    return plain.removeprefix(_STATE)


def _numbered(mentions: Iterable[Mention]) -> dict[str, str]:
    """For document numbers that stand alone the key of the policy that has the number."""
    return {
        name_key(mention.number, mention.label): name_key(mention.name, mention.label)
        for mention in mentions
        if mention.number and mention.name != mention.number
    }


def _name(found: list[list[Mention]]) -> Name:
    every = [mention for mentions in found for mention in mentions]
    titled = [m for m in every if m.name != m.number] or every
    # The longest of the most frequent, so that nothing depends on the order of the groups.
    full = max(Counter(m.name for m in titled).items(), key=lambda n: (n[1], len(n[0]), n[0]))[0]
    label = max(Counter(m.label for m in titled).items(), key=lambda n: (n[1], n[0]))[0]
    forms = Counter(m.text for m in every)
    return Name(
        full,
        label,
        max((m.number for m in every), default=""),
        tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        tuple(len(mentions) for mentions in found),
        tuple(tuple(dict.fromkeys(m.passage for m in mentions)) for mentions in found),
    )
