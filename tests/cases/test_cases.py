"""The guidance as an officer would try it: each sentence with what meets it, just misses it, and leaves it open."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

import pytest

from tests.cases.case_files import FOLDERS, Case, QuotaCase, cases, quota_cases
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.evaluate import screener
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, UNKNOWN, Finding, Outcome, leaves, walk
from vinhdanh.rules.packs import load_pack
from vinhdanh.rules.quotas import quota_state
from vinhdanh.rules.vocabulary import conditions, parts_of

DAY = date(2020, 5, 20)


@dataclass
class Suite:
    """The cases of one pack. `like`: of criteria that say the same word for word, one stands for all."""

    pack: Pack
    files: list[Path]
    like: frozenset[str] = frozenset()
    found: dict[int, Finding] = field(default_factory=dict)

    @cached_property
    def cases(self) -> list[Case]:
        return list(chain.from_iterable(cases(file, self.pack) for file in self.files))

    @cached_property
    def quota_cases(self) -> list[QuotaCase]:
        return list(chain.from_iterable(quota_cases(file, self.pack) for file in self.files))

    def screened(self, index: int) -> Finding:
        if index not in self.found:
            self.found[index] = screener(self.pack, on=DAY)(self.cases[index].nominee)
        return self.found[index]

    def counted(self, index: int) -> Finding:
        case = self.quota_cases[index]
        return quota_state(self.pack, case.group, case.nominees).finding

    def outcomes_seen(self) -> dict[str, set[Outcome]]:
        seen: dict[str, set[Outcome]] = defaultdict(set)
        for index in range(len(self.cases)):
            for part in leaves(self.screened(index)):
                seen[part.clause.id].add(part.outcome)
        for index in range(len(self.quota_cases)):
            for part in self.counted(index).parts:
                seen[part.clause.id].add(part.outcome)
        return seen

    def asked(self) -> set[str]:
        """The ids of all conditions at the ends of the criteria, and of all limits of the quotas."""
        ends = {
            condition.id
            for criterion in self.pack.criteria
            if criterion.id not in self.like
            for condition in conditions(criterion.condition)
            if not parts_of(condition)
        }
        return ends | {limit.id for quota in self.pack.quotas for limit in quota.limits}


ORDERS = [f"huan_chuong_{name}_hang_{rank}" for name in ("lao_dong", "doc_lap") for rank in ("nhat", "nhi", "ba")]
SHOWN = "huan_chuong_lao_dong_hang_ba.ca_nhan"  # the cases try this one of the orders
LIKE = frozenset(f"{order}.{kind}" for order in ORDERS for kind in ("ca_nhan", "tap_the")) - {SHOWN}
SUITES = {
    name: Suite(load_pack(name), sorted(folder.glob("*.yaml")), LIKE if name != "lang-son-2020" else frozenset())
    for name, folder in FOLDERS.items()
}
CASES = [(name, index) for name, suite in SUITES.items() for index in range(len(suite.cases))]
QUOTA_CASES = [(name, index) for name, suite in SUITES.items() for index in range(len(suite.quota_cases))]
FILES = [(name, file) for name, suite in SUITES.items() for file in suite.files if file.stem != "so_luong"]


def named(case: Case | QuotaCase) -> str:
    return f"{case.file.removesuffix('.yaml')}: {case.name}"


def holds(case: Case | QuotaCase, finding: Finding) -> None:
    """The finding says what the case says: the outcome, the conditions that decide it, the words, what is missing."""
    found = {part.clause.id: part.outcome for _, part in walk(finding)}
    assert finding.outcome is case.outcome, finding.because
    assert {id: found.get(id) for id in case.decisive} == case.decisive
    assert case.says in finding.because
    if case.missing is not None:
        assert [fact.text for fact in finding.missing] == case.missing
    assert bool(finding.missing) is (case.outcome is UNKNOWN)


@pytest.mark.parametrize(("name", "index"), CASES, ids=[named(SUITES[name].cases[index]) for name, index in CASES])
def test_the_nominee_is_screened_as_the_case_says(name: str, index: int) -> None:
    holds(SUITES[name].cases[index], SUITES[name].screened(index))


@pytest.mark.parametrize(
    ("name", "index"), QUOTA_CASES, ids=[named(SUITES[name].quota_cases[index]) for name, index in QUOTA_CASES]
)
def test_the_list_is_counted_as_the_case_says(name: str, index: int) -> None:
    holds(SUITES[name].quota_cases[index], SUITES[name].counted(index))


@pytest.mark.parametrize("name", SUITES)
def test_no_two_cases_of_a_file_have_one_name(name: str) -> None:
    names = [named(case) for case in (*SUITES[name].cases, *SUITES[name].quota_cases)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("name", "at_least"), [("lang-son-2020", 30), ("lang-son-2020-cap-nha-nuoc", 35)])
def test_every_condition_and_every_limit_is_met_in_one_case_and_not_met_in_another(name: str, at_least: int) -> None:
    seen, asked = SUITES[name].outcomes_seen(), SUITES[name].asked()
    assert len(asked) > at_least
    assert {id for id in asked if not {MET, NOT_MET} <= seen[id]} == set()


@pytest.mark.parametrize("name", SUITES)
def test_every_condition_and_every_limit_is_named_by_a_case_as_the_reason_for_not_met(name: str) -> None:
    tried = (*SUITES[name].cases, *SUITES[name].quota_cases)
    reasons = {id for case in tried for id, outcome in case.decisive.items() if outcome is NOT_MET}
    assert SUITES[name].asked() - reasons == set()


@pytest.mark.parametrize(("name", "file"), FILES, ids=[file.stem for _, file in FILES])
def test_every_file_shows_met_just_missed_and_unknown_and_where_a_person_judges_that_too(name: str, file: Path) -> None:
    """An order's standard is a person's to judge throughout: there no fact is missing."""
    suite = SUITES[name]
    here = [index for index, case in enumerate(suite.cases) if case.file == file.name]
    judged = any(part.outcome is NEEDS_JUDGEMENT for index in here for part in leaves(suite.screened(index)))
    asked = any(
        getattr(part.clause, "rule", "judgement") != "judgement"
        for index in here
        for part in leaves(suite.screened(index))
    )
    wanted = {MET, NOT_MET} | ({UNKNOWN} if asked else set()) | ({NEEDS_JUDGEMENT} if judged else set())
    assert {suite.cases[index].outcome for index in here} == wanted


def test_the_criteria_of_the_orders_say_the_same_but_for_the_order_and_whom_it_is_for() -> None:
    """So the cases of one order try them all."""
    pack = SUITES["lang-son-2020-cap-nha-nuoc"].pack
    shapes = set()
    for criterion in pack.criteria:
        if criterion.id in LIKE | {SHOWN}:
            label, tree = pack.award_of[criterion.award].label, conditions(criterion.condition)
            shapes.add(tuple((one.rule, one.text.replace(label, "…"), one.cite) for one in tree))
    assert len(LIKE) == 11
    assert len(shapes) == 1


def test_a_key_that_nobody_knows_is_an_error(tmp_path: object) -> None:
    file = tmp_path / "sai.yaml"
    file.write_text("hồ sơ mẫu: {a: {đề nghị: tập thể, quy mo: Nhỏ}}\n", encoding="utf-8")
    with pytest.raises(KeyError, match="quy mo"):
        cases(file, SUITES["lang-son-2020"].pack)


def test_a_word_that_the_campaign_does_not_know_is_an_error(tmp_path: object) -> None:
    file = tmp_path / "sai.yaml"
    case = "{tên: Sai, hồ sơ: a, khen thưởng: [{2018: Cờ lạ}], kết quả: đạt, vì: {}}"
    file.write_text(f"hồ sơ mẫu: {{a: {{đề nghị: tập thể}}}}\ntrường hợp: [{case}]\n", encoding="utf-8")
    with pytest.raises(KeyError, match="Cờ lạ"):
        cases(file, SUITES["lang-son-2020"].pack)
