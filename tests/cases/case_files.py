"""Reads the case files: what an officer wrote in Vietnamese becomes a nominee's facts, by the words of the pack.

A word or a key that the pack and this reader do not know is an error, never passed over.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from vinhdanh.rules.campaign import Labelled, Pack
from vinhdanh.rules.facts import Amount, Award, Facts, Judgement, Nominee, Rating
from vinhdanh.rules.findings import OUTCOME_WORDS, Outcome
from vinhdanh.screening.terms import nomination_terms
from vinhdanh.vietnamese import read_amount, spelling_key

FOLDERS = {
    "lang-son-2020": Path(__file__).parent / "lang_son_2020",
    "lang-son-2020-cap-nha-nuoc": Path(__file__).parent / "lang_son_2020_cap_nha_nuoc",
}
UNKNOWN_WORD, UNLISTED, UNREADABLE, NO_YEAR = "chưa rõ", "chưa kê", "không đọc được", "không rõ năm"
YES_NO = {"có": True, "không": False, UNKNOWN_WORD: None}
KINDS = {"tập thể": "collective", "cá nhân": "individual", "gia đình": "family"}
OUTCOMES = {word.lower(): outcome for outcome, word in OUTCOME_WORDS.items()}
FACT_KEYS = {
    "đề nghị", "hình thức", "quy mô", "thôn, bản, khu phố", "nhóm đối tượng", "thủ trưởng", "dự đại hội",
    "xếp loại", "khen thưởng", "số liệu", "đánh giá", "đơn vị đứng đầu",
}  # fmt: skip
CASE_KEYS = {"tên", "hồ sơ", "kết quả", "vì", "lời", "thiếu"}
QUOTA_KEYS = {"tên", "loại đơn vị", "đề nghị", "kết quả", "vì", "lời", "thiếu"}
DELEGATES = "congress_delegates"


class Case(NamedTuple):
    """One sentence of the guidance at work: what is known, and what must come out."""

    file: str
    name: str
    nominee: Nominee
    outcome: Outcome
    decisive: dict[str, Outcome]
    says: str
    missing: list[str] | None


class QuotaCase(NamedTuple):
    """One unit's list, and what must come out."""

    file: str
    name: str
    group: str
    nominees: list[Nominee]
    outcome: Outcome
    decisive: dict[str, Outcome]
    says: str
    missing: list[str] | None


def read(file: Path) -> dict[str, Any]:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    only_known(content, {"hồ sơ mẫu", "trường hợp", "số lượng"}, file.name)
    return content


def only_known(given: Iterable[str], known: set[str], where: str) -> None:
    unknown = set(given) - known
    if unknown:
        raise KeyError(f"{where}: không biết {', '.join(sorted(map(str, unknown)))}")


def cases(file: Path, pack: Pack) -> list[Case]:
    """The cases of nominees in a file."""
    content = read(file)
    models = content.get("hồ sơ mẫu", {})
    for name, model in models.items():
        only_known(model, FACT_KEYS, f"{file.name}, {name}")
    found = []
    for entry in content.get("trường hợp", []):
        only_known(entry, FACT_KEYS | CASE_KEYS, f"{file.name}, {entry.get('tên')}")
        given = merged(models[entry["hồ sơ"]], {key: entry[key] for key in FACT_KEYS & set(entry)})
        words = Words(pack)
        award = words.awards.find(given["hình thức"]) if "hình thức" in given else None
        nominee = Nominee("1", KINDS[given["đề nghị"]], entry["tên"], words.facts(given), award)
        found.append(Case(file.name, entry["tên"], nominee, *expected(entry)))
    return found


def quota_cases(file: Path, pack: Pack) -> list[QuotaCase]:
    """The cases of quotas in a file."""
    words, found = Words(pack), []
    for entry in read(file).get("số lượng", []):
        only_known(entry, QUOTA_KEYS, f"{file.name}, {entry.get('tên')}")
        nominees = [words.nominee(index, item) for index, item in enumerate(entry["đề nghị"], start=1)]
        group = words.code(pack.groups, entry["loại đơn vị"])
        found.append(QuotaCase(file.name, entry["tên"], group, nominees, *expected(entry)))
    return found


def expected(entry: dict[str, Any]) -> tuple[Outcome, dict[str, Outcome], str, list[str] | None]:
    """What the case says must come out. What is missing is said wherever that is all that is missing."""
    decisive = {id: OUTCOMES[word] for id, word in entry["vì"].items()}
    return OUTCOMES[entry["kết quả"]], decisive, entry.get("lời", ""), entry.get("thiếu")


def merged(model: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The model with the changes of one case; years `2016-2019` are spelt out, so that one year can be changed."""
    whole = spelt_out(model)
    for key, value in spelt_out(changes).items():
        both_mappings = isinstance(value, dict) and isinstance(whole.get(key), dict)
        whole[key] = merged(whole[key], value) if both_mappings else value
    return whole


def spelt_out(given: dict[Any, Any]) -> dict[Any, Any]:
    whole: dict[Any, Any] = {}
    for key, value in given.items():
        first, _, last = str(key).partition("-")
        years = range(int(first), int(last) + 1) if first.isdigit() and last.isdigit() else [key]
        whole.update({year: spelt_out(value) if isinstance(value, dict) else value for year in years})
    return whole


class Words:
    """The labels of the pack, read as people write them."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.awards = pack, nomination_terms(pack).awards
        self.judgements = set(nomination_terms(pack).judgements.labels)

    def code(self, labelled: Iterable[Labelled], text: str) -> str:
        """The code of the label; KeyError if there is none."""
        codes = {spelling_key(word): item.code for item in labelled for word in (item.label, *item.also)}
        return codes[spelling_key(text)]

    def facts(self, given: dict[str, Any]) -> Facts:
        """The facts of a nominee, or of the unit that a person heads. No award listed means none (contract)."""
        awards = given.get("khen thưởng", [])
        headed = given.get("đơn vị đứng đầu", UNKNOWN_WORD)
        return Facts(
            attributes={
                "size": self.value("size", given.get("quy mô")),
                "locality": {"có": "hamlet", "không": "other"}.get(given.get("thôn, bản, khu phố", UNKNOWN_WORD)),
                "category": self.value("category", given.get("nhóm đối tượng")),
                "head_of": self.value("head_of", given.get("thủ trưởng")),
            },
            memberships={DELEGATES: YES_NO[given.get("dự đại hội", UNKNOWN_WORD)]},
            ratings={
                year: Rating(year, self.code(self.pack.scale.levels, level))
                for year, level in given.get("xếp loại", {}).items()
                if level != UNKNOWN_WORD
            },
            awards=None if awards == UNLISTED else tuple(map(self.award, awards)),
            amounts={
                self.code(self.pack.indicators, label): self.figures(years)
                for label, years in given.get("số liệu", {}).items()
            },
            judgements={
                id: self.judgement(id, word) for id, word in given.get("đánh giá", {}).items() if word != UNKNOWN_WORD
            },
            headed=None if headed == UNKNOWN_WORD else self.facts(headed),
        )

    def value(self, attribute: str, text: str | None) -> str | None:
        known = text is not None and text != UNKNOWN_WORD
        return self.code(self.pack.attribute_of[attribute].values, text) if known else None

    def award(self, row: dict[int | str, str]) -> Award:
        ((year, text),) = row.items()
        if text == UNREADABLE:
            return Award(int(year), None, text)
        code = self.awards.find(text)
        if code is None:
            raise KeyError(text)
        return Award(None if year == NO_YEAR else int(year), code, text)

    def figures(self, years: dict[int, Any]) -> dict[int, tuple[Amount, ...]]:
        known = {year: rows for year, rows in years.items() if rows != UNKNOWN_WORD}
        return {
            year: tuple(Amount(year, self.dong(row)) for row in (rows if isinstance(rows, list) else [rows]))
            for year, rows in known.items()
        }

    def dong(self, text: object) -> int:
        quantity = read_amount(str(text))
        if quantity is None:
            raise ValueError(f"không phải số tiền: {text}")
        return quantity

    def judgement(self, id: str, word: str) -> Judgement:
        only_known([id], self.judgements, "đánh giá")
        return Judgement({"Đạt": True, "Không đạt": False}[word], "Hội đồng thẩm định", "theo hồ sơ")

    def nominee(self, index: int, item: str | dict[str, str]) -> Nominee:
        """`tập thể`, `gia đình`, or `cá nhân: <nhóm đối tượng>`."""
        ((kind, category),) = item.items() if isinstance(item, dict) else [(item, UNKNOWN_WORD)]
        facts = Facts(attributes={"category": self.value("category", category)})
        return Nominee(str(index), KINDS[kind], f"nhân sự thứ {index}", facts)
