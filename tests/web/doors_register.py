"""The doors of what stands in the register: people, awards, ratings, decisions, pairs that may be one."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from tests.models.people import make_honouree
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.models import Award, Decision, Honouree, Merge, Position, Rating, Suspicion

READERS = frozenset({"officer", "leader", "office", "council_member", "province_leader", "auditor"})
OFFICERS = frozenset({"officer", "office"})
ADDERS = OFFICERS | {"outsider"}  # everybody who may add somebody somewhere
PERSONAL = frozenset({"officer", "leader", "office"})
OFFICE = frozenset({"office"})


def person(province: Province) -> Honouree:
    """Somebody of the commune, with an identity number."""
    return make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975, number="020175000123")


def award(province: Province) -> Award:
    """A Bằng khen of that person, with its decision."""
    decision = Decision.objects.create(number="163/QĐ-UBND", signed_on=date(2019, 2, 2), authority="Chủ tịch UBND tỉnh")
    told = {"award": "bang_khen_tinh", "year": 2018, "emulation_year": 2019, "kind": "individual"}
    return Award.objects.create(honouree=person(province), unit=province.commune, decision=decision, **told)


def rating(province: Province) -> Rating:
    return Rating.objects.create(honouree=person(province), unit=province.commune, year=2018, level="good")


def position(province: Province) -> Position:
    return Position.objects.create(honouree=person(province), unit=province.commune, title="Công chức")


def suspicion(province: Province) -> Suspicion:
    first = person(province)
    second = make_honouree("Nguyễn Thi Đào", province.commune, birth_year=1975)
    return Suspicion.objects.create(first=first, second=second, score=75, evidence=["name_accents", "birth_year_same"])


def merge(province: Province) -> Merge:
    pair = suspicion(province)
    nothing: dict[str, list[int]] = {name: [] for name in ("awards", "ratings", "positions")}
    nothing |= {"double_awards": [], "double_ratings": []}
    pair.second.standing, pair.second.merged_into = "merged", pair.first
    pair.second.save()
    return Merge.objects.create(kept=pair.first, absorbed=pair.second, moved=nothing, merged_by=province.office)


def page(name: str, allowed: frozenset[str]) -> Door:
    return Door(lambda province: reverse(name), allowed)


def of(
    name: str,
    make: Callable[[Province], Honouree | Award | Rating | Position],
    allowed: frozenset[str],
    *given: object,
    method: str = "get",
) -> Door:
    return Door(lambda province: reverse(name, args=[make(province).pk, *given]), allowed, method)


DOORS = {
    "add_honouree": page("add_honouree", ADDERS),
    "honouree": of("honouree", person, READERS),
    "honouree_extract": of("honouree_extract", person, READERS, "docx"),
    "honouree_identity": of("honouree_identity", person, PERSONAL, method="post"),
    "edit_honouree": of("edit_honouree", person, OFFICERS),
    "add_position": of("add_position", person, OFFICERS),
    "end_position": of("end_position", position, OFFICERS),
    "add_award": of("add_award", person, OFFICERS),
    "add_rating": of("add_rating", person, OFFICERS),
    "correct_rating": of("correct_rating", rating, OFFICE),
    "award": of("award", award, READERS),
    "correct_award": of("correct_award", award, OFFICE),
    "revoke_award": of("revoke_award", award, OFFICE),
    "reissue_award": of("reissue_award", award, OFFICE),
    "decision": Door(lambda province: reverse("decision", args=[award(province).decision_id]), READERS),
    "duplicates": page("duplicates", OFFICE),
    "merges": page("merges", OFFICE),
    "merge_honourees": Door(lambda province: reverse("merge_honourees", args=[suspicion(province).pk]), OFFICE, "post"),
    "separate_honourees": Door(
        lambda province: reverse("separate_honourees", args=[suspicion(province).pk]), OFFICE, "post"
    ),
    "told_apart": page("told_apart", OFFICE),
    "reconsider_honourees": Door(
        lambda province: reverse("reconsider_honourees", args=[suspicion(province).pk]), OFFICE, "post"
    ),
    "undo_merge": Door(lambda province: reverse("undo_merge", args=[merge(province).pk]), OFFICE, "post"),
}
