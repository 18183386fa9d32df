"""A small made-up province that tests stand on: five units, a person for each role, and an outsider."""

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP

from vinhdanh.models import HeldRole, Role, Unit, UnitKind, User
from vinhdanh.models.units import PATH_DIGITS
from vinhdanh.permissions import TWO_FACTORS

PASSWORD = "Mat khau de thu 2020"  # of everybody here; its hash stands ready, because making one takes long on purpose
_HASH = (
    "argon2$argon2id$v=19$m=102400,t=2,p=8$cGxnQ0dWSUtYZW9SUUZldUwwRUplZw$30Wb1G4oB84ZEOPDMadb0Wpi9ZgFjOiQ745kmflp0lk"
)
TOTP_SECRET = "JBSWY3DPEHPK3PXP"  # of everybody here whose role asks for a second factor


@dataclass(frozen=True, slots=True)
class Province:
    """`officer` works in the district, and reaches the commune below it; `outsider` is an officer of the department."""

    root: Unit
    department: Unit
    division: Unit
    district: Unit
    commune: Unit
    officer: User
    leader: User
    office: User
    council_member: User
    province_leader: User
    auditor: User
    administrator: User
    outsider: User

    def by_role(self) -> dict[str, User]:
        """Every person, by role; the outsider is an officer of another unit."""
        names = ("officer", "leader", "office", "council_member", "province_leader", "auditor", "administrator")
        return {name: getattr(self, name) for name in (*names, "outsider")}


def make_unit(code: str, name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
    """A unit at its place in the tree."""
    unit = Unit.objects.create(code=code, name=name, kind=kind, parent=parent, path="")
    unit.path = (parent.path if parent else "") + f"{unit.pk:0{PATH_DIGITS}}"
    unit.save()
    return unit


def make_person(username: str, full_name: str, role: Role, unit: Unit) -> User:
    """Somebody with one role in one unit, and with a second factor where the role asks for one."""
    user = User.objects.create(username=username, email=f"{username}@vi-du.vn", full_name=full_name, password=_HASH)
    HeldRole.objects.create(user=user, role=role, unit=unit)
    if role in TWO_FACTORS:
        TOTP.activate(user, TOTP_SECRET)
    return user


def make_province() -> Province:
    """All of it, in the database at hand."""
    root = make_unit("tinh", "Tỉnh Ví Dụ", UnitKind.PROVINCE)
    department = make_unit("so-tai-chinh", "Sở Tài chính", UnitKind.DEPARTMENT, root)
    division = make_unit("so-tai-chinh-ngan-sach", "Phòng Quản lý ngân sách", UnitKind.DIVISION, department)
    district = make_unit("huyen-chi-lang", "Huyện Chi Lăng", UnitKind.DISTRICT, root)
    commune = make_unit("xa-vi-du", "Xã Ví Dụ", UnitKind.COMMUNE, district)
    return Province(
        root,
        department,
        division,
        district,
        commune,
        officer=make_person("can-bo", "Hoàng Thị Cán Bộ", Role.UNIT_OFFICER, district),
        leader=make_person("lanh-dao", "Nông Văn Lãnh Đạo", Role.UNIT_LEADER, district),
        office=make_person("ban-thi-dua", "Vi Thị Thi Đua", Role.OFFICE, root),
        council_member=make_person("hoi-dong", "Lý Văn Hội Đồng", Role.COUNCIL_MEMBER, root),
        province_leader=make_person("lanh-dao-tinh", "Triệu Thị Lãnh Đạo", Role.PROVINCE_LEADER, root),
        auditor=make_person("kiem-tra", "Lương Văn Kiểm Tra", Role.AUDITOR, root),
        administrator=make_person("quan-tri", "Chu Thị Quản Trị", Role.ADMINISTRATOR, root),
        outsider=make_person("nguoi-ngoai", "Đàm Văn Ngoài", Role.UNIT_OFFICER, department),
    )
