"""A unit's own campaign (HD I.2.7, II.2.1): its council's standards, filled into a form, become a pack like any other.

The form offers a part of the vocabulary: yearly ratings, awards, amounts, and what only a person can judge; of each
kind of nominee all conditions that must hold, and, if wished, others of which one is enough.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.checks import warnings
from vinhdanh.rules.clauses import Frozen, Text
from vinhdanh.rules.facts import KIND_WORDS, Kind
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.references import reference_problems
from vinhdanh.vietnamese import join_words, lower_first, tidy, two_digits, written_amount, written_date


class OwnPart(NamedTuple):
    """A part that the form offers: for whom it is written, which of the composed papers it is, and its words."""

    each: str
    paper: str
    words: str


PARTS = {
    "ho_so.to_trinh": OwnPart("dossier", "letter", "Tờ trình đề nghị khen thưởng (kèm theo danh sách)"),
    "ho_so.mau_03": OwnPart("dossier", "form_03", "Biểu tóm tắt thành tích của các tập thể, cá nhân (mẫu 03)"),
    "ho_so.bien_ban": OwnPart("dossier", "minutes", "Biên bản họp xét của Hội đồng Thi đua - Khen thưởng của đơn vị"),
    "ho_so.bao_cao": OwnPart("nominee", "achievement_report", "Báo cáo thành tích của từng tập thể, cá nhân"),
}
GIVEN = "giay_khen"  # the award of the law that such a campaign gives
_GROUP = "don_vi"
_DEADLINE = "han.gui"
_NAMES: dict[Kind, str] = {"collective": "tap_the", "individual": "ca_nhan", "family": "gia_dinh"}
_OVER = {"each_year": "mỗi năm", "some_year": "ít nhất một năm", "total": "cộng các năm"}
_BRACES = str.maketrans("{}", "()")  # in the words of papers they stand for what is filled in


class OwnCondition(Frozen):
    """One line of the form. `one_of`: it is one of those of which a single one is enough; else it must hold."""

    one_of: bool = False


class RatedYears(OwnCondition):
    """At least `count` years rated `level` or better; every year where no count is given."""

    rule: Literal["rated"]
    level: Text
    first: int
    last: int
    count: Annotated[int, Field(ge=1)] | None = None


class AwardsReceived(OwnCondition):
    """At least `count` awards of these codes of the law; any award where none is named."""

    rule: Literal["awards"]
    codes: tuple[Text, ...] = ()
    count: Annotated[int, Field(ge=1)]
    first: int
    last: int


class Amount(OwnCondition):
    """`at_least` đồng of what the words name."""

    rule: Literal["amount"]
    indicator: Text
    at_least: Annotated[int, Field(ge=1)]
    over: Literal["each_year", "some_year", "total"]
    first: int
    last: int


class Judged(OwnCondition):
    """What the council judges, in its own words."""

    rule: Literal["judged"]
    text: Text


AnyOwnCondition = Annotated[RatedYears | AwardsReceived | Amount | Judged, Field(discriminator="rule")]


class OwnKind(Frozen):
    """Whom one looks for: how many of the kind a unit may propose, and what they must meet."""

    kind: Kind
    at_most: Annotated[int, Field(ge=1)]
    conditions: Annotated[tuple[AnyOwnCondition, ...], Field(min_length=1)]


class OwnCampaign(Frozen):
    """The form, whole. `cite` names the document of the unit in which its council laid this down."""

    title: Text
    award: Text
    issuer: Text
    cite: Text
    deadline: date
    place: Text
    seat: Text
    recipient: Text
    sets: Annotated[int, Field(ge=1, le=9)]
    parts: Annotated[tuple[Text, ...], Field(min_length=1)]
    kinds: Annotated[tuple[OwnKind, ...], Field(min_length=1)]


def own_pack(own: OwnCampaign, pack_id: str) -> Pack:
    """The pack that says what the form says. Its hash is the SHA-256 of its own text.

    KeyError for a part or an award that there is none of; pydantic's ValidationError for what no pack can hold. Whether
    it makes sense, `own_problems` says.
    """
    made = Pack.model_validate_json(_Composer(own, pack_id).pack().model_dump_json())
    return made.model_copy(update={"hash": sha256(made.model_dump_json().encode()).hexdigest()})


def own_problems(pack: Pack) -> list[str]:
    """What keeps such a pack from being used, as sentences: codes that do not fit, conditions always or never met."""
    wrong = [message for _, message in reference_problems(pack)]
    texts = {entry["id"]: entry["text"] for entry in _clauses(pack.model_dump(mode="json")["criteria"])}
    grave = [f"“{texts.get(one.id, one.id)}”: {one.message}" for one in ([] if wrong else warnings(pack)) if one.grave]
    return [*wrong, *grave]


def _clauses(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "id" in value and "text" in value:
            yield value
        for inner in value.values():
            yield from _clauses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _clauses(inner)


class _Composer:
    """Writes the parts of the pack; periods and indicators are declared as conditions come to need them."""

    def __init__(self, own: OwnCampaign, pack_id: str) -> None:
        self.own, self.id = own, pack_id
        self.scale = catalogue().scale_of_year(own.deadline.year - 1)
        self.levels = {level.code: level.label for level in self.scale.levels}
        self.periods: dict[str, dict[str, Any]] = {}
        self.indicators: dict[str, str] = {}

    def pack(self) -> Pack:
        """All of it."""
        own = self.own
        criteria = [self._criterion(one) for one in own.kinds]
        years = [period[end] for period in self.periods.values() for end in ("first", "last")] or [own.deadline.year]
        return Pack.model_validate(
            {
                "id": self.id,
                "title": own.title,
                "source": {"cite": own.cite, "title": own.cite, "issuer": own.issuer},
                "period": {"first": min(years), "last": max(years), "cite": own.cite},
                "periods": self.periods,
                "scale": {"cite": self.scale.cite, "levels": [level.model_dump() for level in self.scale.levels]},
                "attributes": [],
                "groups": [{"code": _GROUP, "label": f"Đơn vị thuộc {own.issuer}"}],
                "awards": [self._award(code) for code in self._awards()],
                "abbreviations": dict(catalogue().abbreviations),
                "fillers": sorted(catalogue().fillers),
                "indicators": [{"code": code, "label": label} for label, code in self.indicators.items()],
                "criteria": criteria,
                "quotas": [self._quota()],
                "calendar": self._calendar(),
                "dossier": self._dossier(),
                "programme": [],
                "papers": self._papers(),
                "example": {"unit": {}, "rows": {}},
            },
            strict=False,
        )

    def _clause(self, id_: str, text: str) -> dict[str, Any]:
        return {"id": id_, "cite": self.own.cite, "text": text}

    def _criterion(self, one: OwnKind) -> dict[str, Any]:
        name, words = _NAMES[one.kind], KIND_WORDS[one.kind]
        must = [self._condition(name, number, each) for number, each in enumerate(one.conditions, 1) if not each.one_of]
        either = [self._condition(name, number, each) for number, each in enumerate(one.conditions, 1) if each.one_of]
        if either:
            some = self._clause(f"{name}.mot_trong", "Đạt một trong các điều kiện sau")
            must.append({**some, "rule": "any_of", "parts": either})
        whole = self._clause(f"{name}.tat_ca", f"Tiêu chuẩn tặng {self.own.award} đối với {words}")
        condition = {**whole, "rule": "all_of", "parts": must}
        heading = self._clause(f"giay_khen.{name}", f"{self.own.award} cho {words}")
        return {**heading, "award": GIVEN, "kind": one.kind, "condition": condition}

    def _condition(self, name: str, number: int, one: AnyOwnCondition) -> dict[str, Any]:
        id_ = f"{name}.dieu_{number}"
        match one:
            case Judged(text=text):
                return {**self._clause(id_, text), "rule": "judgement"}
            case RatedYears(level=level, count=count):
                words = lower_first(self.levels[level])
                rule: dict[str, Any] = (
                    {"rule": "years_rated", "count": count} if count else {"rule": "every_year_rated"}
                )
                opening = f"Có ít nhất {two_digits(count)} năm" if count else "Mọi năm"
                text = f"{opening} trong giai đoạn {_years(one)} được xếp loại {words} trở lên"
                return {**self._clause(id_, text), **rule, "level": level, "period": self._period(one)}
            case AwardsReceived(codes=codes, count=count):
                labels = join_words([lower_first(catalogue().award(code).label) for code in codes], "hoặc")
                text = (
                    f"Được tặng {labels or 'khen thưởng'} ít nhất {two_digits(count)} lần trong giai đoạn {_years(one)}"
                )
                among = {"rule": "awards", "among": {"codes": list(codes)}, "count": count}
                return {**self._clause(id_, text), **among, "period": self._period(one)}
            case Amount(indicator=indicator, at_least=at_least, over=over):
                text = f"{tidy(indicator)} {_OVER[over]} từ {written_amount(at_least)}, giai đoạn {_years(one)}"
                code = self.indicators.setdefault(tidy(indicator), f"chi_tieu_{len(self.indicators) + 1}")
                asked = {"rule": "amount", "indicator": code, "at_least": at_least, "over": over}
                return {**self._clause(id_, text), **asked, "period": self._period(one)}

    def _period(self, one: RatedYears | AwardsReceived | Amount) -> str:
        code = f"nam_{one.first}_{one.last}"
        self.periods[code] = {"first": one.first, "last": one.last, "cite": self.own.cite}
        return code

    def _awards(self) -> list[str]:
        """The awards that lists know by themselves, and those finer ones that a condition names."""
        named = {code for kind in self.own.kinds for one in kind.conditions for code in getattr(one, "codes", ())}
        return [award.code for award in catalogue().awards if award.within is None or award.code in named]

    def _award(self, code: str) -> dict[str, Any]:
        entry = catalogue().award(code)
        told = entry.model_dump(include={"code", "label", "also", "type", "level", "authority", "starting"})
        return {**told, "cite": entry.valid[0].cite}

    def _quota(self) -> dict[str, Any]:
        limits = [
            {
                **self._clause(f"so_luong.{_NAMES[one.kind]}", f"Không quá {_count(one)}"),
                "rule": "cap",
                "kinds": [one.kind],
                "at_most": one.at_most,
                "label": KIND_WORDS[one.kind],
            }
            for one in self.own.kinds
        ]
        text = f"Mỗi đơn vị đề nghị không quá {join_words([_count(one) for one in self.own.kinds])}"
        return {**self._clause("so_luong", text), "groups": [_GROUP], "limits": limits}

    def _calendar(self) -> dict[str, Any]:
        text = f"Gửi hồ sơ đề nghị tặng {self.own.award} đến hết ngày {written_date(self.own.deadline)}"
        due = {"rule": "not_later_than", "day": self.own.deadline}
        deadline = {**self._clause(_DEADLINE, text), "due": due, "place": self.own.place}
        return {"timezone": "Asia/Ho_Chi_Minh", "deadlines": [deadline]}

    def _dossier(self) -> dict[str, Any]:
        chosen = {id_: PARTS[id_] for id_ in self.own.parts}
        parts = [
            {**self._clause(id_, part.words), "each": part.each, "paper": part.paper} for id_, part in chosen.items()
        ]
        whole = self._clause("ho_so", f"Hồ sơ đề nghị tặng {self.own.award}")
        return {**whole, "sets": self.own.sets, "deadline": _DEADLINE, "parts": parts}

    def _papers(self) -> dict[str, Any]:
        award, recipient, title, cite = (
            text.translate(_BRACES) for text in (self.own.award, self.own.recipient, self.own.title, self.own.cite)
        )
        return {
            "place": self.own.seat,
            "letter_part": "ho_so.to_trinh",
            "award": award,
            "subject": f"Về việc đề nghị tặng {award} cho các {{kinds}} có thành tích xuất sắc ({title})",
            "recipients": [recipient],
            "bases": ["Căn cứ Luật Thi đua, Khen thưởng", f"Căn cứ {cite}"],
            "opening": "Trên cơ sở kết quả phong trào thi đua và kết quả họp xét của Hội đồng Thi đua - Khen thưởng",
            "request": f"kính đề nghị {recipient} xem xét, tặng {award} cho {{counts}} (có danh sách kèm theo)",
            "closing": f"Kính trình {recipient} xem xét, quyết định",
            "receivers": ["Như trên", "Lưu: VT"],
            "form_03_title": ["TÓM TẮT THÀNH TÍCH", f"Tập thể, cá nhân đề nghị tặng {award}"],
        }


def _years(one: RatedYears | AwardsReceived | Amount) -> str:
    return f"{one.first} - {one.last}" if one.first != one.last else str(one.first)


def _count(one: OwnKind) -> str:
    return f"{two_digits(one.at_most)} {KIND_WORDS[one.kind]}"
