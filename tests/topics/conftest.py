"""Passages written for the tests: four fields, plain words."""

from __future__ import annotations

import pytest

_FIELDS = {
    "农业": ("农民", "种植", "粮食", "耕地", "农产品", "合作社", "灌溉", "农机"),
    "教育": ("学校", "教师", "学生", "课程", "考试", "义务教育", "幼儿园", "教材"),
    "交通": ("铁路", "公路", "航道", "车辆", "运输", "港口", "驾驶员", "客运"),
    "医疗": ("医院", "医生", "药品", "患者", "疫苗", "诊疗", "护士", "医疗机构"),
}
_FRAMES = (
    "县级以上人民政府应当加强对{}和{}的管理，支持{}，完善{}制度。",
    "要加快推进{}工作，提升{}水平，保障{}，做好{}服务。",
    "{}与{}应当符合国家规定，有关部门对{}、{}进行监督检查。",
    "国家鼓励{}，发展{}，推动{}，改善{}条件。",
)


@pytest.fixture(scope="session")
def fields() -> tuple[list[str], list[str]]:
    """48 passages and the field of each."""
    passages, labels = [], []
    for field, words in _FIELDS.items():
        # Twelve different choices: four neighbours in the list, then every third word.
        for number, start in enumerate((0, 1, 2, 3, 4, 5, 6, 7, 0, 2, 4, 6)):
            step = 1 if number < 8 else 3
            chosen = [words[(start + i * step) % len(words)] for i in range(4)]
            passages.append(_FRAMES[number % len(_FRAMES)].format(*chosen))
            labels.append(field)
    return passages, labels
