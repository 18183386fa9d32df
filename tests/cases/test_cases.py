"""The guidance as an officer would try it: each sentence with what meets it, just misses it, and leaves it open."""

from collections import defaultdict
from datetime import date
from functools import cache
from itertools import chain

import pytest

from tests.cases.case_files import FOLDER, Case, QuotaCase, cases, quota_cases
from vinhdanh.rules.evaluate import screener
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, UNKNOWN, Finding, Outcome, leaves, walk
from vinhdanh.rules.packs import load_pack
from vinhdanh.rules.quotas import quota_state
from vinhdanh.rules.vocabulary import conditions, parts_of

PACK = load_pack("lang-son-2020")
SCREEN = screener(PACK, on=date(2020, 5, 20))
FILES = sorted(FOLDER.glob("*.yaml"))
CASES = list(chain.from_iterable(cases(file, PACK) for file in FILES))
QUOTA_CASES = list(chain.from_iterable(quota_cases(file, PACK) for file in FILES))


def named(case: Case | QuotaCase) -> str:
    return f"{case.file.removesuffix('.yaml')}: {case.name}"


@cache
def screened(index: int) -> Finding:
    return SCREEN(CASES[index].nominee)


@cache
def counted(index: int) -> Finding:
    case = QUOTA_CASES[index]
    return quota_state(PACK, case.group, case.nominees).finding


def holds(case: Case | QuotaCase, finding: Finding) -> None:
    """The finding says what the case says: the outcome, the conditions that decide it, the words, what is missing."""
    found = {part.clause.id: part.outcome for _, part in walk(finding)}
    assert finding.outcome is case.outcome, finding.because
    assert {id: found.get(id) for id in case.decisive} == case.decisive
    assert case.says in finding.because
    if case.missing is not None:
        assert [fact.text for fact in finding.missing] == case.missing
    assert bool(finding.missing) is (case.outcome is UNKNOWN)


@pytest.mark.parametrize("index", range(len(CASES)), ids=map(named, CASES))
def test_the_nominee_is_screened_as_the_case_says(index: int) -> None:
    holds(CASES[index], screened(index))


@pytest.mark.parametrize("index", range(len(QUOTA_CASES)), ids=map(named, QUOTA_CASES))
def test_the_list_is_counted_as_the_case_says(index: int) -> None:
    holds(QUOTA_CASES[index], counted(index))


def test_no_two_cases_of_a_file_have_one_name() -> None:
    names = [named(case) for case in (*CASES, *QUOTA_CASES)]
    assert len(set(names)) == len(names)


def outcomes_seen() -> dict[str, set[Outcome]]:
    seen: dict[str, set[Outcome]] = defaultdict(set)
    for index in range(len(CASES)):
        for part in leaves(screened(index)):
            seen[part.clause.id].add(part.outcome)
    for index in range(len(QUOTA_CASES)):
        for part in counted(index).parts:
            seen[part.clause.id].add(part.outcome)
    return seen


def asked() -> set[str]:
    """The ids of all conditions at the ends of the criteria, and of all limits of the quotas."""
    ends = {
        condition.id
        for criterion in PACK.criteria
        for condition in conditions(criterion.condition)
        if not parts_of(condition)
    }
    return ends | {limit.id for quota in PACK.quotas for limit in quota.limits}


def test_every_condition_and_every_limit_is_met_in_one_case_and_not_met_in_another() -> None:
    seen = outcomes_seen()
    assert len(asked()) > 30
    assert {id for id in asked() if not {MET, NOT_MET} <= seen[id]} == set()


def test_every_condition_and_every_limit_is_named_by_a_case_as_the_reason_for_not_met() -> None:
    reasons = {id for case in (*CASES, *QUOTA_CASES) for id, outcome in case.decisive.items() if outcome is NOT_MET}
    assert asked() - reasons == set()


@pytest.mark.parametrize("file", [file for file in FILES if file.stem != "so_luong"], ids=lambda file: file.stem)
def test_every_file_shows_met_just_missed_and_unknown_and_where_a_person_judges_that_too(file: object) -> None:
    here = [case for case in CASES if case.file == file.name]
    judged = any(case.nominee.kind != "collective" for case in here)
    wanted = {MET, NOT_MET, UNKNOWN} | ({NEEDS_JUDGEMENT} if judged else set())
    assert {case.outcome for case in here} == wanted


def test_a_key_that_nobody_knows_is_an_error(tmp_path: object) -> None:
    file = tmp_path / "sai.yaml"
    file.write_text("hồ sơ mẫu: {a: {đề nghị: tập thể, quy mo: Nhỏ}}\n", encoding="utf-8")
    with pytest.raises(KeyError, match="quy mo"):
        cases(file, PACK)


def test_a_word_that_the_campaign_does_not_know_is_an_error(tmp_path: object) -> None:
    file = tmp_path / "sai.yaml"
    case = "{tên: Sai, hồ sơ: a, khen thưởng: [{2018: Cờ lạ}], kết quả: đạt, vì: {}}"
    file.write_text(f"hồ sơ mẫu: {{a: {{đề nghị: tập thể}}}}\ntrường hợp: [{case}]\n", encoding="utf-8")
    with pytest.raises(KeyError, match="Cờ lạ"):
        cases(file, PACK)
