"""A register to search in: people with alike names all over a small province, a family, collectives, decisions."""

from datetime import date

from tests.province import Province
from vinhdanh.actions.search import write_index_anew
from vinhdanh.models import Award, Decision, Honouree, Position, Unit, UnitName
from vinhdanh.reports.register import Entry, entries, entry_page
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.search import find


def person(name: str, unit: Unit, birth_year: int | None = None, position: str = "", **told: object) -> Honouree:
    """Somebody in the register."""
    made = Honouree.objects.create(
        **{"kind": "individual", "name": name, "unit": unit, "birth_year": birth_year} | told
    )
    if position:
        Position.objects.create(honouree=made, title=position, unit=unit)
    return made


def award(to: Honouree, code: str, year: int, decision: Decision | None = None, **told: object) -> Award:
    """An award that stands, given where the honouree stands."""
    given = {"unit": to.unit, "kind": to.kind, "emulation_year": year, "decision": decision} | told
    return Award.objects.create(honouree=to, award=code, year=year, **given)


def fill(province: Province) -> dict[str, Honouree]:
    """Who is in it, by a short name."""
    commune, district, department = province.commune, province.district, province.department
    people = {
        "dao": person("Nguyễn Thị Đào", commune, 1980, "Giáo viên", birth_month=3, birth_day=17),
        "dao 1990": person("Nguyễn Thị Đào", district, 1990, "Chuyên viên"),
        "đạo": person("Nguyễn Thị Đạo", district, 1975),
        "bare": person("Nguyen Thi Dao", department, 1985),
        "reversed": person("Đào Thị Nguyên", department),
        "an": person("Hoàng Văn An", commune, 1981),
        "ân": person("Hoàng Văn Ân", commune, 1982),
        "hoa": person("Lý Hoà Bình", department, 1970),
        "ky": person("Vi Thị Kỳ", district),
        "family": person("Gia đình ông Nông Văn Tú", commune, kind="family"),
        "team": person("Đội Văn hoá", district, kind="collective"),
        "unit": person("Huyện Chi Lăng", district, kind="collective", is_unit=True),
    }
    paper = Decision.objects.create(
        number="163/QĐ-UBND", signed_on=date(2018, 2, 2), authority="UBND huyện Chi Lăng", subject="Về việc khen thưởng"
    )
    Decision.objects.create(number="0164/QĐ-UBND", signed_on=date(2019, 3, 5), authority="UBND tỉnh")
    award(people["dao"], "lao_dong_tien_tien", 2017, direct_worker=True)
    award(people["dao"], "bang_khen_tinh", 2018, paper, manner="cong_trang", direct_worker=True)
    award(people["dao 1990"], "bang_khen_tinh", 2020, manner="dot_xuat", leader=True)
    award(people["an"], "giay_khen", 2018, paper)
    award(people["bare"], "giay_khen", 2016)
    award(people["unit"], "co_thi_dua_tinh", 2019)
    UnitName.objects.create(unit=commune, name="Xã Thượng Ví Dụ", until=date(2015, 1, 1))
    write_index_anew()
    return people


def names(text: str, province: Province, narrowed: RegisterFilter | None = None, by: str = "office") -> list[str]:
    """What a search shows as found, in order: name and year of birth."""
    user = province.by_role()[by]
    page = entry_page(narrowed or RegisterFilter(), user, 1, find(text, user, narrowed))
    return [shown(row) for row in page.rows]


def near(text: str, province: Province, by: str = "office") -> list[str]:
    """What it shows as near."""
    user = province.by_role()[by]
    return [shown(row) for row in entries(find(text, user).near, user)]


def shown(row: Entry) -> str:
    return f"{row.name} {row.birth_year}" if row.birth_year else row.name
