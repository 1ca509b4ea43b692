"""Who issues a document and its title, put together in every way: which policies come out wrong.

    python benchmarks/issued_titles.py

Bodies, verbs and titles are written by hand, and every combination is tagged: a title in 《》
behind body and verb is a policy of its own; the title of a notice begins with the body that issues
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from spacy.language import Language

from policynlp.ner import load

ALONE = """
    国务院办公厅 商务部等8部门 国家发展改革委等部门 工业和信息化部等十二部门 教育部等九部门
    省政府办公厅 浙江省人民政府办公厅 合肥市人民政府 市市场监管局 国家数据局 国家数据局综合司
    贵州省大数据发展管理局 福田区人民政府办公室 自治区人民政府办公厅 上海市经济信息化委等5部门
    最高人民法院 中国人民银行 国家卫生健康委办公厅 上海市人民政府办公厅 教育部办公厅
"""
SEVERAL = """
    国家数据局、财政部 省数据局会同省财政厅 黑龙江省委、省政府 交通运输部、财政部等四部门
"""
VERBS = """
    印发 出台 发布 公布 制定 制定了 修订 实施 联合印发 正式印发 近日印发 印发实施 颁布 审议通过
    下发 起草的 牵头制定 已于近日印发 今天对外发布 研究制定了 编制印发 审议并通过了 共同发布
    先后出台 日前转发 在京发布 于2025年3月印发 推出 联合签署 贯彻落实 废止 解读 决定修改
"""
TITLES = """
    《数据要素三年行动计划》 《关于加快发展夜间经济的实施意见》 《网约车管理办法》 《若干措施》
    《“智慧养老”工程实施方案（2025—2027年）》 《关于印发〈算力发展规划〉的通知》
"""
NOTICES = """
    关于印发《数据要素三年行动计划》的通知 关于印发数据要素三年行动计划的通知
    关于加快发展夜间经济的实施意见 关于做好数据安全工作的通知 关于促进服务消费高质量发展的意见
    关于公布示范企业名单的公告 关于深化“证照分离”改革的指导意见
    关于转发《公共数据登记办法》的通知 关于同意设立综合试验区的批复
"""
FRAMES = ("{}", "{}\n各有关单位：", "按照{}，各地落实。", "近日，{}。", "一、贯彻落实{}。")


def titles() -> Iterator[tuple[str, str]]:
    """Texts with a body, a verb and a title, and the policy in each."""
    bodies = (ALONE + " " + SEVERAL).split()
    for body, verb, title, frame in product(bodies, VERBS.split(), TITLES.split(), FRAMES):
        yield frame.format(body + verb + title), title


def notices() -> Iterator[tuple[str, str]]:
    """Texts with the title of a notice, and the policy in each."""
    for body, notice, frame in product(ALONE.split(), NOTICES.split(), FRAMES):
        yield frame.format(body + notice), body + notice


def shown(nlp: Language, name: str, pairs: list[tuple[str, str]]) -> None:
    docs = nlp.pipe(text for text, _ in pairs)
    wrong = sum(
        [e.text for e in doc.ents if e.label_ == "POLICY"] != [policy]
        for doc, (_, policy) in zip(docs, pairs, strict=True)
    )
    print(f"{name:28} {len(pairs):6} texts  {wrong:5} wrong")


def main() -> None:
    nlp = load()
    shown(nlp, "body + verb + title", list(titles()))
    shown(nlp, "title of a notice", list(notices()))


if __name__ == "__main__":
    main()
