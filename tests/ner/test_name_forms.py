"""Names by their form, and kinds that are none, on sentences of our own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from policynlp.ner.boundaries import start_of_body, start_of_company, start_of_word
from policynlp.ner.companies import has_brand, short_forms
from policynlp.ner.places import place_before, place_behind
from policynlp.ner.units import unit_end


def names(nlp: Language, text: str, label: str) -> list[str]:
    return [entity.text for entity in nlp(text).ents if entity.label_ == label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("生态环境部应对气候变化司就方案答记者问。", ["生态环境部应对气候变化司"]),
        ("材料报送工业和信息化部（科技司）。", ["工业和信息化部（科技司）"]),
        ("最高人民检察院第八检察厅厅长介绍情况。", ["最高人民检察院第八检察厅"]),
        ("中国人民银行杭州中心支行开展检查。", ["中国人民银行杭州中心支行"]),
        ("特斯拉上海储能有限公司投产。", ["特斯拉上海储能有限公司"]),
        ("哈工大先研院和复旦大学附属中山医院合作。", ["哈工大先研院", "复旦大学附属中山医院"]),
        ("国务院根治欠薪工作领导小组办公室印发通知。", ["国务院根治欠薪工作领导小组办公室"]),
        ("国务院文化主管部门应当组织专家评审委员会。", ["国务院"]),
        ("央行公告称，多国央行增持黄金。", ["央行"]),
        ("建设人工智能陕西实验室。", ["人工智能陕西实验室"]),
        ("建设省现代农业实验室。", ["省现代农业实验室"]),
        ("江西省自然资源和规划厅通报情况。", ["江西省自然资源和规划厅"]),
        ("上海金融业联合会发布倡议。", ["上海金融业联合会"]),
        ("越南旅游和体育部公布数据。", ["越南旅游和体育部"]),
        ("向各民主党派、工商联、无党派人士致谢。", ["工商联"]),
        ("香港特区政府数字政策办公室（数字办）公布指引。", ["数字办"]),
        ("36氪获悉，空客生产线启用。", ["36氪", "空客"]),
        ("出席中国—上海合作组织论坛。", ["上海合作组织"]),
        ("国家发展改革委国家信息中心发布数据。", ["国家发展改革委国家信息中心"]),
        ("依托12个教育部工程研究中心开展研究。", ["教育部"]),
        ("香港特区政府环境及生态局局长致辞。", ["香港特区政府环境及生态局"]),
        ("临江市公安局网安支队破案。", ["临江市公安局网安支队"]),
        ("提交至《公约》秘书处审评。", ["《公约》秘书处"]),
        ("谷歌与Lumentra达成协议，Lumentra公司负责供货。", ["谷歌", "Lumentra", "Lumentra公司"]),
        ("发挥好促进航运经济发展联席会议作用。", ["促进航运经济发展联席会议"]),
        ("设立全资子公司包头韵升强磁材料有限公司。", ["包头韵升强磁材料有限公司"]),
        ("公安部联合海关总署开展检查。", ["公安部", "海关总署"]),
        (
            "国务院自由贸易试验区工作部际联席会议办公室督查。",
            ["国务院自由贸易试验区工作部际联席会议办公室"],
        ),
        ("昆明理工大学联合攻关。", ["昆明理工大学"]),
        ("某行首席分析师和法国兴业银行分析师认为。", ["法国兴业银行"]),
        (
            "子公司塔城红岭丰矿业有限公司停产，红岭丰去年营收增长。",
            ["塔城红岭丰矿业有限公司", "红岭丰"],
        ),
    ],
)
def test_bodies_by_their_form(nlp: Language, text: str, expected: list[str]) -> None:
    found = names(nlp, text, "ORG")
    assert [name for name in found if name in expected] == expected


@pytest.mark.parametrize(
    "text",
    [
        "市和区、县人民政府应当加强管理。",
        "推进中国（上海）自由贸易试验区建设。",
        "接入省公共数据平台。",
        "市中医药管理部门应当加强指导。",
        "有限责任公司变更为股份有限公司的，应当登记。",
        "大众传播媒介有义务宣传。",
        "任何人不得以军队单位名义开户。",
        "由劳动争议仲裁委员会管辖。",
        "建成534所县妇幼保健院。",
        "与湖北经济增长潜力吻合，当地水务集团投入使用。",
        "建设省工程研究中心和省实验室。",
        "聚焦人工智能、量子科技、生物制造。",
    ],
)
def test_no_bodies(nlp: Language, text: str) -> None:
    assert names(nlp, text, "ORG") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动出台民营经济促进法实施办法。", ["民营经济促进法实施办法"]),
        ("编制市国土空间总体规划。", ["市国土空间总体规划"]),
        ("印发舟山市低空经济发展实施方案。", ["舟山市低空经济发展实施方案"]),
        ("实施3113项目三年行动计划。", ["3113项目三年行动计划"]),
        ("实施长期资本和耐心资本培育计划。", ["长期资本和耐心资本培育计划"]),
        ("实施县域高中提质工程和薄弱学校改造行动。", ["县域高中提质工程", "薄弱学校改造行动"]),
        ("落实城乡居民增收计划，扩大消费。", ["城乡居民增收计划"]),
        ("首次设立民间投资专项担保计划。", ["民间投资专项担保计划"]),
        (
            "以民生“一号工程”为牵引，数字渔业2.0行动深入实施。",
            ["民生“一号工程”", "数字渔业2.0行动"],
        ),
        ("新一轮货运枢纽强链行动将在6个城市落地。", ["货运枢纽强链行动"]),
        ("印发全国海洋牧场建设规划。", ["全国海洋牧场建设规划"]),
        ("网络普法提升行动成效明显。", ["网络普法提升行动"]),
        ("实施“十五五”公共机构节能工作方案。", ["“十五五”公共机构节能工作方案"]),
        ("完善农业法修订草案、耕地质量提升法草案。", ["农业法修订草案", "耕地质量提升法草案"]),
        ("依据“三北”工程总体规划制定。", ["“三北”工程总体规划"]),
        ("《港口条例》（国务院令第901号）施行。", ["《港口条例》", "国务院令第901号"]),
        ("实施规上（限上）企业培育行动。", ["规上（限上）企业培育行动"]),
        ("最高人民法院工作报告指出，案件减少。", ["最高人民法院工作报告"]),
        ("加快建设“万村千乡”市场工程。", ["“万村千乡”市场工程"]),
        ("根据省委“十五五”规划建议，编制纲要。", ["“十五五”规划建议"]),
        (
            "依据《目录调整工作方案》（以下简称调整方案）开展，调整方案另发。",
            ["《目录调整工作方案》", "调整方案", "调整方案"],
        ),
    ],
)
def test_policies_by_their_form(nlp: Language, text: str, expected: list[str]) -> None:
    assert names(nlp, text, "POLICY") == expected


@pytest.mark.parametrize(
    "text",
    [
        "深化财税体制改革和要素市场化配置改革。",
        "杜绝“形象工程”“政绩工程”。",
        "各地制定专门管理办法和推广工作方案。",
        "市人民政府应当组织编制红色资源保护规划。",
        "附属绿化工程的建设应当符合标准。",
        "办法对人脸识别技术应用规定了要求。",
        "继续实施重点节能工程。",
        "举办美食消费季主题活动。",
        "统筹优化涉外商投资企业执法检查。",
        "依托“云明星”惠企政策平台，推动“117项目”。",
        "该型示范计划在年内完成。",
        "大规模设备更新政策效果显现。",
    ],
)
def test_no_policies(nlp: Language, text: str) -> None:
    assert names(nlp, text, "POLICY") == []


def test_edges_of_words_bodies_and_companies() -> None:
    text = "委托中国航空研究所"
    assert start_of_word(text, 3) == 2
    assert start_of_word("报市人民政府", 1) == 1
    text = "成立制造业中试标准化技术委员会"
    assert text[start_of_body(text, text.index("中试")) :].startswith("制造业中试")
    text = "全资子公司塔城红岭丰矿业有限公司"
    assert text[start_of_company(text, text.index("丰")) :].startswith("塔城")
    assert not has_brand("丰矿业有限公司")
    assert has_brand("红岭丰矿业有限公司")
    assert "天元锰业" in short_forms("宁夏天元锰业有限公司")
    assert list(short_forms("上海船用曲轴公司")) == []


def test_places_and_units() -> None:
    text = "广东省深圳市数据局"
    assert place_before(text, text.index("数据局")) == 0
    assert place_before("市、县人民政府", 3) == 3
    assert place_behind("浙江省数据局", 0) == 3
    text = "财政部税政司负责人"
    assert unit_end(text, 3) == 6
