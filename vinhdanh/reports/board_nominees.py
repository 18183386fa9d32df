"""Every nominee of a campaign as one list: what the board's figures count, by the words of the last screening."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from vinhdanh.documents.figures_workbook import FiguresSheet, write_figures_workbook
from vinhdanh.models import Campaign, DossierState, HonoureeKind, Nomination, Sex
from vinhdanh.reports.board_totals import MINORITY
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.findings import OUTCOME_WORDS, Outcome
from vinhdanh.vietnamese import folded, grouped

SENT = "all_sent"
STATES: dict[str, str] = {
    SENT: "Hồ sơ đã gửi",
    **{state.value: state.label for state in DossierState},
    "": "Mọi hồ sơ, kể cả đang soạn",
}
WEIGHED = "weighed"
ORDERS = {"": "Theo hồ sơ", WEIGHED: "Để xét chọn, diện ưu tiên trước"}
SHARES = {"direct": "Lao động trực tiếp", "women": "Nữ", "minority": "Dân tộc thiểu số"}
_COLUMNS = (
    *("Tên", "Loại", "Nhóm đối tượng", "Diện ưu tiên", "Đơn vị đề nghị"),
    *("Tình trạng hồ sơ", "Theo kê khai", "Đã xác minh", "Giới tính", "Dân tộc"),
    *("Lao động trực tiếp", "Chức vụ, nghề nghiệp", "Đơn vị công tác"),
)
_WIDTHS = (34, 10, 26, 30, 40, 20, 14, 14, 9, 12, 12, 30, 34)


@dataclass(frozen=True, slots=True)
class NomineeFilter:
    """Which nominees: of dossiers in this state (SENT: all that were sent), of this kind, with this word as declared or
    as verified, of the group of units, in the share (a code of SHARES), whose name or unit has these words; `order` is
    a code of ORDERS."""

    state: str = SENT
    kind: str = ""
    declared: str = ""
    verified: str = ""
    group: str = ""
    share: str = ""
    words: str = ""
    order: str = ""


def nominees_of_campaign(campaign: Campaign, asked: NomineeFilter) -> "QuerySet[Nomination]":
    """The nominees that the filter asks for, dossier by dossier; or to be weighed, those alike together: by category,
    then by what the screening says, then whom the guidance puts first."""
    found = Nomination.objects.standing().filter(dossier__participant__campaign=campaign)
    if asked.state == SENT:
        found = found.exclude(dossier__state=DossierState.DRAFT)
    elif asked.state:
        found = found.filter(dossier__state=asked.state)
    columns = {"kind": "kind", "declared": "declared", "verified": "verified", "group": "dossier__participant__group"}
    found = found.filter(**{column: getattr(asked, name) for name, column in columns.items() if getattr(asked, name)})
    if asked.share:
        found = found.filter(_share(asked.share), kind=HonoureeKind.INDIVIDUAL)
    for word in folded(asked.words).split():
        by_unit = Q(dossier__participant__unit__name_folded__contains=word)
        found = found.filter(Q(name_folded__contains=word) | by_unit)
    weighed = _weighed(pack_of(campaign)) if asked.order == WEIGHED else ()
    return found.order_by(*weighed, "dossier", "number", "pk")


def with_units(nominations: "QuerySet[Nomination]") -> "QuerySet[Nomination]":
    """Each with its dossier and the unit that proposes it."""
    return nominations.select_related("dossier__participant__unit")


def nominees_by_keys(nominations: "QuerySet[Nomination]", keys: Sequence[int]) -> list[Nomination]:
    """Those of these keys that are still among them, in the order of the keys."""
    found = with_units(nominations).order_by().in_bulk(keys)
    return [found[key] for key in keys if key in found]


def category_label(nomination: Nomination, pack: Pack) -> str:
    """The category or size by which its criterion was chosen, in the pack's words."""
    for code in ("category", "size"):
        known = pack.attribute_of.get(code)
        value = nomination.attributes.get(code)
        if known and value:
            return next((one.label for one in known.values if one.code == value), str(value))
    return ""


def priority_label(nomination: Nomination, pack: Pack) -> str:
    """Why the guidance puts the nominee first among those alike, as declared; blank for others."""
    for one in pack.priorities:
        if one.rank_of(nomination.kind, nomination.attributes) is not None:
            value = nomination.attributes.get(one.attribute)
            return next((known.label for known in pack.attribute_of[one.attribute].values if known.code == value), "")
    return ""


def export_nominees(campaign: Campaign, asked: NomineeFilter) -> bytes:
    """The list as a workbook; neither births nor residences are in it."""
    found, pack = nominees_of_campaign(campaign, asked), pack_of(campaign)
    rows = (_row(one, pack) for one in with_units(found).iterator(chunk_size=1000))
    remark = f"{grouped(found.count())} trường hợp; kết quả theo lần đối chiếu gần nhất."
    sheet = FiguresSheet("Trường hợp đề nghị", campaign.title, _COLUMNS, rows, remark, _WIDTHS)
    return write_figures_workbook([sheet])


def _weighed(pack: Pack) -> Iterator[Case]:
    """The places of kinds, categories, outcomes and priorities, as the database sorts by them."""
    yield _place([Q(kind=kind) for kind in HonoureeKind.values])
    for code in ("category", "size"):
        known = pack.attribute_of.get(code)
        if known:
            yield _place([Q(**{f"attributes__{code}": value.code}) for value in known.values])
    yield _place([Q(declared=word) for word in (Outcome.MET, Outcome.NEEDS_JUDGEMENT, Outcome.UNKNOWN)])
    for one in pack.priorities:
        alike = Q(kind__in=one.kinds) & _either(one.among.attribute, one.among.to)
        yield _place([alike & _either(one.attribute, codes) for codes in one.ranks])


def _either(attribute: str, codes: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"attributes__{attribute}": code}) for code in codes))


def _place(conditions: Sequence[Q]) -> Case:
    """0 where the first holds, 1 where the second does …; after them all where none does."""
    places = [When(condition, then=Value(place)) for place, condition in enumerate(conditions)]
    return Case(*places, default=Value(len(conditions)), output_field=IntegerField())


def _share(code: str) -> Q:
    shares = {
        "direct": Q(direct_worker=True),
        "women": Q(sex=Sex.FEMALE),
        "minority": MINORITY,
    }
    return shares[code]


def _row(one: Nomination, pack: Pack) -> tuple[str, ...]:
    return (
        one.name,
        one.get_kind_display(),
        category_label(one, pack),
        priority_label(one, pack),
        one.dossier.participant.unit.name,
        one.dossier.get_state_display(),
        *_words(one.declared, one.verified),
        one.get_sex_display() if one.sex else "",
        one.ethnicity,
        {True: "có", False: "không", None: ""}[one.direct_worker],
        one.position,
        one.workplace,
    )


def _words(*outcomes: str) -> Iterator[str]:
    for outcome in outcomes:
        yield OUTCOME_WORDS[Outcome(outcome)] if outcome else "đang đối chiếu"
