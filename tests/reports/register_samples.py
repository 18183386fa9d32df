"""A register of many awards for the tests of figures: drawn by chance from a fixed seed, every fact known and not."""

import random

from tests.province import Province
from vinhdanh.models import Award, AwardStanding, Decision, Honouree, Unit

YEARS = range(2015, 2022)
AWARDS = [
    *("huan_chuong_lao_dong", "huan_chuong_lao_dong_hang_ba", "huan_chuong_doc_lap", "bang_khen_thu_tuong"),
    *("co_thi_dua_chinh_phu", "co_thi_dua_tinh", "tap_the_lao_dong_xuat_sac", "don_vi_quyet_thang", "bang_khen_tinh"),
    *("chien_sy_thi_dua_tinh", "lao_dong_tien_tien", "chien_sy_thi_dua_co_so", "giay_khen", "bang_khen_bo"),
]
MANNERS = ["cong_trang", "chuyen_de", "dot_xuat", "doi_ngoai", "cong_hien", ""]
KINDS = ["collective", "individual", "individual", "family"]
FACT = [True, False, None]


def fill_register(province: Province, count: int = 400, seed: int = 2020) -> list[Award]:
    """So many awards all over the province; some were corrected, revoked or withdrawn, and do not count."""
    draw = random.Random(seed)
    units = [province.root, province.department, province.division, province.district, province.commune]
    decision, _ = Decision.objects.get_or_create(number="163/QĐ-UBND", authority="UBND tỉnh")
    people = [make_honouree(draw.choice(units), draw.choice(KINDS), f"Đối tượng {number}") for number in range(60)]
    awards = [_award(draw, draw.choice(people), draw.choice(units), decision) for _ in range(count)]
    return Award.objects.bulk_create(awards)


def make_honouree(unit: Unit, kind: str, name: str) -> Honouree:
    """Somebody in the register."""
    return Honouree.objects.create(unit=unit, kind=kind, name=name)


def _award(draw: random.Random, honouree: Honouree, unit: Unit, decision: Decision) -> Award:
    year = draw.choice(YEARS)
    return Award(
        honouree=honouree,
        unit=unit,
        kind=honouree.kind,
        award=draw.choice(AWARDS),
        manner=draw.choice(MANNERS),
        year=year,
        emulation_year=year + draw.choice([0, 0, 0, 1]),
        decision=decision,
        direct_worker=draw.choice(FACT),
        leader=draw.choice(FACT) if honouree.kind == "individual" else None,
        female=draw.choice(FACT) if honouree.kind == "individual" else None,
        minority=draw.choice(FACT) if honouree.kind == "individual" else None,
        standing=draw.choice([AwardStanding.STANDING] * 9 + [AwardStanding.CORRECTED, AwardStanding.REVOKED]),
    )
