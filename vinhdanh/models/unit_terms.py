"""The closed lists of the units' tables, as the workbook of units writes and reads them."""

from functools import cache

from vinhdanh.intake.terms import Terms
from vinhdanh.intake.units import UnitTerms
from vinhdanh.models.units import SuccessionKind, UnitKind, UnitSize

_KINDS_ALSO: dict[str, tuple[str, ...]] = {
    UnitKind.DEPARTMENT: ("Sở", "Ban", "Ngành"),
    UnitKind.DISTRICT: ("Huyện", "Thành phố", "Thị xã"),
    UnitKind.COMMUNE: ("Xã", "Phường", "Thị trấn"),
    UnitKind.HAMLET: ("Thôn", "Bản", "Khu phố", "Khối"),
    UnitKind.DIVISION: ("Phòng", "Đơn vị trực thuộc"),
    UnitKind.SCHOOL: ("Trường",),
    UnitKind.HOSPITAL: ("Bệnh viện", "Trạm Y tế"),
    UnitKind.ENTERPRISE: ("Công ty",),
    UnitKind.MASS_ORGANISATION: ("Đoàn thể", "Hội"),
    UnitKind.PROCURACY: ("Viện kiểm sát nhân dân",),
    UnitKind.COURT: ("Tòa án nhân dân",),
    UnitKind.BORDER_GUARD: ("Bộ đội Biên phòng",),
}
_LINEAGES_ALSO: dict[str, tuple[str, ...]] = {
    SuccessionKind.MERGER: ("Sáp nhập", "Hợp nhất"),
    SuccessionKind.SPLIT: ("Chia", "Tách"),
    SuccessionKind.TRANSFER: ("Chuyển",),
}


@cache
def unit_terms() -> UnitTerms:
    """The lists by their codes, with the labels that pages show and other words that people write."""
    return UnitTerms(
        kinds=Terms({str(kind): str(kind.label) for kind in UnitKind}, _KINDS_ALSO),
        sizes=Terms({str(size): str(size.label) for size in UnitSize}),
        lineages=Terms({str(kind): str(kind.label) for kind in SuccessionKind}, _LINEAGES_ALSO),
    )
