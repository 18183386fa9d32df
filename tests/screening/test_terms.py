"""The words of the campaign: each way of writing that the contract promises is found, and means one thing."""

import unicodedata

import pytest

from tests.screening.lists import PACK, TERMS
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.packs import load_pack, pack_names
from vinhdanh.rules.vocabulary import Awards, Judged, conditions
from vinhdanh.screening.terms import judgement_labels, nomination_terms

AWARDS = {  # contract `screening.md`: "Awards may be written at least as"
    "Cờ thi đua của Chính phủ": "co_thi_dua_chinh_phu",
    "Bằng khen của Thủ tướng Chính phủ": "bang_khen_thu_tuong",
    "Cờ thi đua của UBND tỉnh": "co_thi_dua_tinh",
    "Bằng khen của Chủ tịch UBND tỉnh": "bang_khen_tinh",
    "Tập thể lao động xuất sắc": "tap_the_lao_dong_xuat_sac",
    "Đơn vị quyết thắng": "don_vi_quyet_thang",
    "Chiến sỹ thi đua cấp tỉnh": "chien_sy_thi_dua_tinh",
    "Chiến sỹ thi đua cơ sở": "chien_sy_thi_dua_co_so",
    "Tập thể lao động tiên tiến": "tap_the_lao_dong_tien_tien",
    "Lao động tiên tiến": "lao_dong_tien_tien",
    "Giấy khen": "giay_khen",
}
GROUPS = [
    *("Công an", "Quân sự", "Biên phòng", "Y tế", "Nông nghiệp và Phát triển nông thôn"),
    *("Giáo dục và Đào tạo", "Huyện/thành phố", "Đơn vị khác trong cụm thi đua"),
]
LISTED = {
    "groups": GROUPS,
    "sizes": ["nhỏ", "lớn"],
    "categories": ["Nông dân", "Công nhân, người lao động", "Học sinh, sinh viên", "Cán bộ, công chức, viên chức"],
    "head_roles": ["Đơn vị cơ sở, đơn vị trực thuộc", "Sở, ban, ngành, đoàn thể, huyện, thành phố"],
    "ratings": [
        *("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"),
        *("Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"),
    ],
    "indicators": ["Thu nhập sau chi phí", "Giá trị làm lợi", "Đóng góp"],
}
TYPED = {
    "as it stands": lambda text: text,
    "in capitals": str.upper,
    "in small letters": str.lower,
    "with capitals on each word": str.title,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "decomposed capitals": lambda text: unicodedata.normalize("NFD", text.upper()),
    "with spaces around and inside": lambda text: f"  {text.replace(' ', '   ')}\u00a0",
    "with sĩ for sỹ": lambda text: text.replace("sỹ", "sĩ"),
    "with UBND written out": lambda text: text.replace("UBND", "Ủy ban nhân dân"),
    "with the tone on the other letter": lambda text: text.replace("UBND", "Uỷ ban nhân dân"),
    "written out in decomposed capitals": lambda text: unicodedata.normalize(
        "NFD", text.replace("UBND", "Ủy ban nhân dân").replace("sỹ", "sĩ").upper()
    ),
    "between quotes": lambda text: f"“{text}”",
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED.keys())
@pytest.mark.parametrize(("label", "code"), AWARDS.items())
def test_an_award_is_found_however_it_is_typed(label: str, code: str, typed) -> None:
    assert TERMS.awards.find(typed(label)) == code


@pytest.mark.parametrize(
    "label", ["Bằng khen", "Cờ thi đua", "Chiến sỹ thi đua", "Bang khen cua Chu tich UBND tinh", ""]
)
def test_words_that_name_no_one_award_are_not_taken_for_one(label: str) -> None:
    assert TERMS.awards.find(label) is None


@pytest.mark.parametrize("name", pack_names())
def test_only_a_medal_of_the_state_is_read_as_one(name: str) -> None:
    awards = nomination_terms(load_pack(name)).awards
    assert awards.find("Huy chương Chiến sỹ vẻ vang hạng Ba") == "huy_chuong"
    for written in ("Huy chương vàng", "Huy chương Bạc giải trẻ toàn quốc", "Huy chương Vì sự nghiệp giáo dục"):
        assert awards.find(written) is None


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED.keys())
@pytest.mark.parametrize(("name", "label"), [(name, label) for name, labels in LISTED.items() for label in labels])
def test_every_word_of_the_other_lists_is_found_however_it_is_typed(name: str, label: str, typed) -> None:
    assert getattr(TERMS, name).find(typed(label))


@pytest.mark.parametrize("name", LISTED)
def test_the_words_of_a_list_mean_different_things_and_are_all_there_is_to_choose(name: str) -> None:
    codes = [getattr(TERMS, name).find(label) for label in LISTED[name]]
    assert sorted(codes) == sorted(getattr(TERMS, name).labels)


def test_what_a_blank_cell_means_is_not_offered_as_a_word() -> None:
    assert PACK.attribute_of["head_of"].blank == "none"
    assert "none" not in TERMS.head_roles.labels


def test_a_condition_that_a_person_decides_is_found_by_its_id_and_by_its_words() -> None:
    leaves = [inner for one in PACK.criteria for inner in conditions(one.condition) if isinstance(inner, Judged)]
    assert {leaf.id for leaf in leaves} >= {"ca_nhan.sang_kien", "nong_dan.chap_hanh", "gia_dinh.guong_mau"}
    for leaf in leaves:
        assert TERMS.judgements.code(leaf.id.upper()) == TERMS.judgements.find(leaf.text) == leaf.id


def test_an_exception_can_be_granted_where_the_guidance_names_an_award() -> None:
    """O11: a higher award counts only as itself, but the appraiser may accept it, on the record."""
    asked = {
        condition.exception
        for criterion in PACK.criteria
        for condition in conditions(criterion.condition)
        if isinstance(condition, Awards) and condition.exception
    }
    labels = judgement_labels(PACK)
    own = {"ngoai_le.co_thi_dua", "ngoai_le.bang_khen", "ngoai_le.chien_sy_thi_dua"}
    of_unit = {"ngoai_le.don_vi.co_thi_dua", "ngoai_le.don_vi.bang_khen"}
    assert own | of_unit <= asked <= labels.keys()
    assert all(labels[one].endswith("của đơn vị đứng đầu") for one in of_unit)
    assert labels["ngoai_le.bang_khen"] == "Chấp nhận ngoại lệ thay cho Bằng khen của Chủ tịch UBND tỉnh"
    assert len(set(labels.values())) == len(labels)  # found by their words too
    assert TERMS.judgements.labels == labels


def test_nothing_else_can_be_judged() -> None:
    counted = {"tap_the_nho.1.lien_tuc", "nong_dan.thu_nhap", "ca_nhan.dai_bieu", "bang_khen.ca_nhan"}
    assert not counted & TERMS.judgements.labels.keys()


def test_a_campaign_without_an_attribute_has_an_empty_list_for_it() -> None:
    bare = Pack.model_validate(PACK.model_dump() | {"attributes": ()})
    assert nomination_terms(bare).sizes.labels == {}
