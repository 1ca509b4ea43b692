"""What is known of an entity beside its span: plain frozen values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Status = Literal["", "draft", "for_comment", "trial"]
Level = Literal["", "national", "ministry", "provincial", "city", "international"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What a policy or a report is.

    Attributes
    ----------
    kind : str
        ``law``, ``regulation``, ``rule``, ``measure``, ``plan``, ``outline``, ``opinion``,
        ``notice``, ``decision``, ``guide``, ``standard``, ``catalogue``, ``agreement``,
        ``declaration``, ``initiative``, ``programme``, ``work_report``, ``report``, ``number``
        (a document number by itself); empty where nothing tells.
    number : str
        Document number in the form of GB/T 9704 (``国发〔2021〕29号``).
    status : {"", "draft", "for_comment", "trial"}
        草案, 征求意见稿, 试行.
    level : {"", "national", "ministry", "provincial", "city", "international"}
        Of the body that issued it.
    issuer : str
        As the text, the title or the number names it; several are apart by 、.
    date : str
        As the text has it; the year of the number where the text gives none.
    """

    kind: str = ""
    number: str = ""
    status: Status = ""
    level: Level = ""
    issuer: str = ""
    date: str = ""

    def to_dict(self) -> dict[str, str]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Alias:
    """``text[start:end]`` stands for `canonical`, because of `reason`.

    `reason` is

    - ``user``: a table of one's own names;
    - ``definition``: the text says so (以下简称《规划》);
    - ``brackets``: 中国互联网络信息中心（CNNIC）;
    - ``short title``: the nearest fitting full title before;
    - ``law``: the official title of a law;
    - ``own title``: of the document itself (本规划);
    - ``short form``: the table of bodies; `years` are those of the body under its full name;
    - ``successor``: the body was renamed or merged; `years` are those of the later name, which is
      the one in use on the day of the text (``doc._.date``).
    """

    start: int
    end: int
    text: str
    canonical: str
    reason: str
    years: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)
