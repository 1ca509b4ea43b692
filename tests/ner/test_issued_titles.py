"""Who issues a document is a body, what it issues a policy: every body, verb and title together."""

from __future__ import annotations

from itertools import product

import pytest
from spacy.language import Language

BODIES = (
    "国务院办公厅 国家数据局、财政部 工业和信息化部等五部门 中央网信办 上海市人民政府办公厅 "
    "省政府办公厅 省委办公厅 自治区人民政府办公厅 广东省人民政府办公厅 杭州市余杭区人民政府 "
    "北京市经济和信息化局 苏州市人大常委会 市政府办公室 县人民政府 教育部办公厅 最高人民法院 "
    "欧盟委员会"
)
VERBS = (
    "印发 出台 发布 公布 制定了 修订 实施 联合印发 正式印发 近日印发 印发实施 审议通过 "
    "起草的 废止 决定修改"
)
TITLES = (
    "《上海市推动人工智能发展行动方案》 《关于促进数据要素流通的若干措施》 《数据条例》 《意见》 "
    "《关于印发〈“十四五”数字经济发展规划〉的通知》 《公共数据授权运营管理办法（试行）》"
)


@pytest.mark.parametrize("body", BODIES.split())
def test_body_and_title_are_two(nlp: Language, body: str) -> None:
    bodies = [("ORG", name) for name in body.removesuffix("等五部门").split("、")]
    pairs = list(product(VERBS.split(), TITLES.split()))
    for (verb, title), doc in zip(
        pairs, nlp.pipe(f"{body}{verb}{title}，提出要求。" for verb, title in pairs), strict=True
    ):
        found = [(e.label_, e.text) for e in doc.ents]
        assert found == [*bodies, ("POLICY", title)], (verb, title)


@pytest.mark.parametrize(
    "title",
    [
        "国务院办公厅关于印发《低空经济发展规划》的通知",
        "省政府办公厅关于印发低空经济发展规划的通知",
        "商务部等8部门关于印发《数字商务发展行动计划》的通知",
        "国家发展改革委、国家数据局等部门关于印发《算力调度实施方案》的通知",
        "工业和信息化部等十二部门关于印发智能检测装备产业发展行动计划的通知",
        "海关总署等9部门关于拓展跨境电商出口的意见",
        "国家数据局综合司关于公布示范企业名单的公告",
        "中国人民银行关于深化“证照分离”改革的指导意见",
        "自治区人民政府办公厅关于同意设立综合试验区的批复",
        "市市场监管局关于加快发展夜间经济的实施意见",
        "福田区人民政府办公室关于做好数据安全工作的通知",
    ],
)
@pytest.mark.parametrize(
    "frame", ["{}", "按照{}，各地落实。", "{}（商电发〔2025〕3号）", "近日，{}印发实施。"]
)
def test_the_title_of_a_notice_is_one(nlp: Language, title: str, frame: str) -> None:
    found = [e.text for e in nlp(frame.format(title)).ents if "号" not in e.text]
    assert found == [title]


def test_bodies_that_are_all_named_keep_their_spans(nlp: Language) -> None:
    text = "教育部办公厅 财政部办公厅关于做好数字校园建设工作的通知"
    assert [e.text for e in nlp(text).ents] == [
        "教育部办公厅",
        "财政部办公厅",
        "关于做好数字校园建设工作的通知",
    ]
