"""The words that the law's catalogue gives to the reader of lists."""

from functools import cache

from vinhdanh.intake.lists.records import ClassFacts, DeciderTerms, ListTerms
from vinhdanh.intake.terms import Terms
from vinhdanh.rules.law.catalogue import catalogue

# What the column “Phân loại đối tượng” of the units' lists says: HD I.2.7 names who works with own hands, the notes of
# Mẫu 02 who is a leader. A class that says nothing of either leaves both unknown.
_CLASSES: dict[str, tuple[str, tuple[str, ...], ClassFacts]] = {
    "farmer": ("Nông dân", ("Người nông dân",), ClassFacts("individual", False, True)),
    "worker": (
        "Công nhân, người lao động",
        ("Công nhân", "Người lao động", "Người lao động trực tiếp", "Công nhân, nông dân, người lao động"),
        ClassFacts("individual", False, True),
    ),
    "pupil": ("Học sinh, sinh viên", ("Học sinh", "Sinh viên"), ClassFacts("individual", False, at_school=True)),
    "official": (
        "Cán bộ, công chức, viên chức",
        ("Cán bộ", "Công chức", "Viên chức", "Cán bộ, công chức", "Công chức, viên chức", "CBCCVC"),
        ClassFacts("individual"),
    ),
    "leader": (
        "Lãnh đạo từ cấp phòng trở lên",
        ("Lãnh đạo", "Lãnh đạo quản lý", "Cán bộ lãnh đạo, quản lý", "Lãnh đạo cấp phòng", "Lãnh đạo cấp sở"),
        ClassFacts("individual", True),
    ),
    "businessman": ("Doanh nhân", ("Doanh nhân, trí thức",), ClassFacts("individual")),
    "collective": ("Tập thể", ("Tập thể nhỏ", "Tập thể lớn", "Đơn vị"), ClassFacts("collective")),
    "family": ("Hộ gia đình", ("Gia đình", "Hộ"), ClassFacts("family")),
}


@cache
def list_terms() -> ListTerms:
    """The awards, ratings and manners of every law that we know, with every way of writing them."""
    law = catalogue()
    return ListTerms(
        awards=Terms(**law.award_spellings._asdict()),
        award_types={award.code: award.type for award in law.awards},
        ratings=Terms(**law.rating_spellings._asdict()),
        manners=Terms(**law.manner_spellings._asdict()),
        classes=Terms(
            {code: label for code, (label, _, _) in _CLASSES.items()},
            {code: also for code, (_, also, _) in _CLASSES.items()},
        ),
        class_facts={code: facts for code, (_, _, facts) in _CLASSES.items()},
        deciders=DeciderTerms(
            bodies=Terms(**law.decider_spellings._asdict()),
            symbols={symbol: body.code for body in law.deciders for symbol in body.symbols},
            decided_by={award.code: law.deciders_of(award.code) for award in law.awards},
            authorities={award.code: award.authority for award in law.awards},
        ),
    )
