import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policynlp.errors import EncodingError, FormatError
from policynlp.reading import decode

POLICY = "推进数字政府建设，提升“互联网+政务服务”水平；到2025年，行政村５Ｇ通达率达到80%。"
TRADITIONAL = "推進數位政府建設，強化資通訊基礎設施，縮短城鄉差距，讓民眾享有便捷的服務。"
policy_text = st.text(
    st.sampled_from(POLICY + "的一是在国了发和\n\r　、《》"), min_size=1, max_size=200
)


def is_utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(policy_text)
def test_gb18030_round_trip(text):
    data = text.encode("gb18030")
    # A few characters of GBK, such as 一 (D2 BB), are UTF-8 as well; UTF-8 comes first.
    assume(text.isascii() or not is_utf8(data))
    decoded, encoding = decode(data, "a.txt")
    assert decoded == text
    assert encoding == ("utf-8" if text.isascii() else "gb18030")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_utf8_round_trip(text):
    data = b"x" + text.encode()
    assert decode(data, "a.txt") == ("x" + text, "utf-8")


@pytest.mark.parametrize(
    ("codec", "stored"),
    [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"),
     ("utf-16-be", "utf-16"), ("gbk", "gb18030")],
)  # fmt: skip
def test_encodings(codec, stored):
    text = POLICY + "\r\n" + POLICY
    assert decode(text.encode(codec), "a.txt") == (text, stored)


@pytest.mark.parametrize("text", ["数字乡村", "乡村", "政策", "“十四五”", "新华社北京电"])
def test_short_gbk_is_chinese(text):
    assert decode(text.encode("gbk"), "a.txt") == (text, "gb18030")


def test_traditional_characters_in_gbk():
    assert decode(TRADITIONAL.encode("gbk"), "a.txt")[0] == TRADITIONAL


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (TRADITIONAL, "big5"),
        ("デジタル庁は、重点計画を公表しました。", "shift_jis"),
        ("Économie numérique: à côté de l'été, déjà avancé", "latin-1"),
        ("Правительство утвердило программу цифровой экономики", "cp1251"),
        ("디지털 정부 혁신 추진 계획은 국민의 삶을 바꾸는 정책으로서 국가 경쟁력을", "euc_kr"),
    ],
)
def test_foreign_encodings_do_not_pass(text, codec):
    with pytest.raises(EncodingError, match=r"a\.txt, byte \d+"):
        decode(text.encode(codec), "a.txt")


def test_damaged_utf8_names_the_offset():
    good = (POLICY * 3).encode()
    with pytest.raises(EncodingError, match=f"byte {len(good)}:"):
        decode(good + b"\xff" + good, "a.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"abc\0\x01\x02def\xff\xfe", "binary"), (b"%PDF-1.7 \xe2\xe3", "PDF"),
     (b"PK\x03\x04...", "zip"), (bytes(range(256)) * 40, "binary")],
)  # fmt: skip
def test_binary_is_not_text(data, said):
    with pytest.raises(FormatError, match=said):
        decode(data, "a.txt")
