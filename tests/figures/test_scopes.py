"""Whom a figure is about: places, bodies and groups that the passage names."""

from __future__ import annotations

import pytest

from policynlp.figures import bind
from policynlp.grammar import find_quantities


def scopes(text: str, *bodies: str) -> list[str]:
    known = [(text.index(body), text.index(body) + len(body), "ORG") for body in bodies]
    return [metric.scope for metric in bind(text, find_quantities(text), entities=known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成都新增企业30家，昆山完成投资30亿元。", ["成都", "昆山"]),
        ("苏州地区生产总值增长5%。", ["苏州"]),
        ("今年上半年，杭州市西湖区实现税收30亿元。", ["杭州市西湖区"]),
        ("青岛建成基站3万个，累计投资20亿元。", ["青岛"] * 2),
        ("来宾达300人。", [""]),
        ("大连—沈阳高速公路获批，新增里程30公里。", [""]),
        ("无锡国际机场建成投用，全市新增航线3条。", ["全市"]),
        ("合肥、芜湖、蚌埠3个城市开展试点。", [""]),
        ("新增市场主体300户、规模以上工业企业42户。", ["", ""]),
        ("在全国城市排名上升2位至第7位。", ["", "全国城市"]),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert scopes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("泰国共接待游客30万人次，同比增长5%。", ["泰国"] * 2),
        ("2025年，长沙市发展演艺经济。全市剧场达71家。", ["长沙市"]),
        ("前7个月，江苏省出口2万亿元。7月份，我省出口3000亿元。", ["江苏省"] * 2),
        ("全省经济平稳，出口增长5%。", ["全省"]),
        ("在产粮大县山东郓城，种植小麦14万亩。", ["山东郓城"]),
        ("大湾区高新技术企业超过6万家。其机器人产量占全国40%。", ["大湾区"] * 2),
        ("办理市人大代表建议140件、市政协提案125件。", ["", ""]),
        ("新华社曼谷9月7日电（记者李某）越南出口增长5%。", ["越南"]),
    ],
)
def test_a_place_that_was_named_before(text: str, expected: list[str]) -> None:
    assert scopes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年全国禁毒部门共破获案件3000起，缴获毒品3吨。", ["全国禁毒部门"] * 2),
        ("全国铁路安排旅客列车1.2万列。", ["全国铁路"]),
        ("全国铁路营业里程达16万公里。", ["全国"]),
        ("江苏、安徽两省各安置15万人。", ["江苏、安徽两省"]),
        ("第三届丝路博览会第二期吸引客商3000人。", ["第三届丝路博览会第二期"]),
        ("高校成果交易会达成交易360项。", ["高校成果交易会"]),
        ("据查，该团伙非法获利4万元。", ["该团伙"]),
        ("湖南省对非洲出口45亿元，增长5%。", ["湖南省"] * 2),
        ("我国对非洲出口45亿元。", ["非洲"]),
        ("海南“好农机”平台自2025年运行以来，平台注册用户超90人。", ["海南“好农机”平台"]),
        ("咸阳市新增企业300家，宝鸡市新增50家。", ["咸阳市", "宝鸡市"]),
        ("东部地区粮食产量增长1%，中部地区增长2%。", ["东部地区", "中部地区"]),
        ("江苏法院受理案件200万件。", ["江苏法院"]),
        ("前11个月，我国与东盟贸易总值6万亿元，增长8%。", ["我国"] * 2),
        ("网络用户单笔支付金额以10元为主。", ["网络用户"]),
        ("某某数据交易所成立，登记企业超120家。", ["某某数据交易所"]),
        ("广东规模以上工业企业收入增长3%。", ["广东"]),
        ("嵊州投入2000万元，在全市9个乡镇建站。", ["嵊州"] * 2),
        ("向共建“一带一路”国家和地区出口额合计46亿元。", ["共建“一带一路”国家和地区"]),
        ("甘肃坚持系统治理。今年5月，林带总长达380公里。", ["甘肃"]),
        ("苏州市发展迅速。截至目前，该市累计建成基站2万个。", ["苏州市"]),
        ("某某综合保税区租赁资产超3亿元。", ["某某综合保税区"]),
        ("工业园区生产热度指数增长5%。", [""]),
        ("港口货运船舶离港载重增长5%。", [""]),
        ("内蒙古一半以上国土面积划入红线。", ["内蒙古"]),
        ("使每个学生至少掌握1项技能。", ["每个学生"]),
        ("本届服贸会共有85个国际组织参展。", ["本届服贸会"]),
        ("记者获悉，今年全国电量6亿度。省内电量4亿度。", ["全国"] * 2),
        ("陕西、宁夏、新疆等地快递量增速超30%。", ["陕西、宁夏、新疆等地"]),
        ("北京、广东、江苏软件收入居全国前五。", ["北京、广东、江苏"]),
        ("西宁、银川物流枢纽作用增强，进出口增长5%。", [""]),
        ("广东省企业达20万户。广东全省个体户达90万户。", ["广东省", "广东全省"]),
        ("第139届广交会今天开幕，本届广交会展览面积15万平方米。", ["第139届广交会"]),
        ("今天，第十三届网络视听大会在四川成都开幕。活动聚焦8个领域。", ["第十三届网络视听大会"]),
        ("今天（9月11日），服贸会举办了49场论坛。", ["服贸会"]),
        ("全区经济实现稳中有进。全年进出口增长5%，居全国第七。", ["全区", "全国"]),
        ("其中，超六成企业有品牌，约39家企业首次亮相。", ["", ""]),
        ("泰国接待游客50万人，其中，中国游客达3万人。", ["泰国"] * 2),
        ("我国贸易地位巩固。货物贸易规模突破5万亿元。", ["我国"]),
    ],
)
def test_bodies_groups_and_events(text: str, expected: list[str]) -> None:
    assert scopes(text) == expected


def test_a_programme_whose_results_are_told() -> None:
    text = "宽带乡村工程已累计支持300个县，完成投资5亿元。"
    metrics = bind(text, find_quantities(text), entities=[(0, 6, "POLICY")])
    assert [metric.scope for metric in metrics] == ["宽带乡村工程"] * 2


def test_an_authority_named_in_the_clause_before() -> None:
    text = "国家信访局开展意见征集活动，累计收到建言300万条，转送建言140条。"
    assert scopes(text, "国家信访局") == ["国家信访局"] * 2


def test_an_authority_that_pays_is_no_scope() -> None:
    assert scopes("财政部紧急预拨5亿元救灾资金。", "财政部") == [""]


def test_an_authority_whose_own_work_is_counted() -> None:
    text = "最高人民法院受理案件300件，结案200件。"
    assert scopes(text, "最高人民法院") == ["最高人民法院"] * 2
    text = "检察机关办理案件5万件，其中最高人民检察院办理8000件。"
    assert scopes(text, "最高人民检察院")[1] == "最高人民检察院"


def test_bodies_that_act_together_and_where() -> None:
    text = "甲公司和乙公司在韩国投资30亿元。"
    assert scopes(text, "甲公司", "乙公司") == ["甲公司和乙公司"]


def test_news_media_are_no_scope() -> None:
    assert scopes("新华社报道，广西食糖产量600万吨。", "新华社") == ["广西"]


def test_a_place_within_the_name_of_a_body_is_no_scope() -> None:
    text = "成都某某科技有限公司打造的平台，节约成本30万元。"
    assert scopes(text, "成都某某科技有限公司") == [""]
