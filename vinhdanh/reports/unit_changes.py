"""What a change of the tree does to figures that were there before: awards go where their units go, past years too."""

from vinhdanh.models import Award, Unit
from vinhdanh.vietnamese import grouped


def told_of_move(unit: Unit) -> str:
    """What the figures of past years lose and gain by putting the unit under another one."""
    count = Award.objects.standing().filter(unit__path__startswith=unit.path).count()
    if not count:
        return "Đơn vị này và các đơn vị trực thuộc chưa có khen thưởng nào trong sổ."
    return (
        f"{grouped(count)} khen thưởng đã ghi của đơn vị này và các đơn vị trực thuộc sẽ tính cho đơn vị cấp trên mới, "
        "không tính cho đơn vị cấp trên cũ nữa, kể cả trong số liệu của các năm trước."
    )


def told_of_merger(unit: Unit) -> str:
    """The same of handing the unit over: its own awards stay with it, those of the units below go along."""
    standing = Award.objects.standing()
    own = standing.filter(unit=unit).count()
    children = Unit.objects.filter(parent=unit, closed_on=None).values_list("path", flat=True)
    below = standing.filter(unit__in=Unit.objects.under(tuple(children))).count() if children else 0
    stays = f"{grouped(own)} khen thưởng của riêng đơn vị này ở lại với đơn vị này." if own else ""
    goes = (
        f"{grouped(below)} khen thưởng đã ghi của các đơn vị trực thuộc đi theo: sẽ tính cho đơn vị mới, "
        "kể cả trong số liệu của các năm trước."
        if below
        else "Các đơn vị trực thuộc còn hoạt động chưa có khen thưởng nào trong sổ."
        if children
        else ""
    )
    return " ".join(filter(None, (stays, goes)))
