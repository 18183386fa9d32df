"""Made-up nominees for the benchmarks, of every kind, with facts there, absent, enough and too few.

Drawn by chance from a fixed seed: every run measures the same people.
"""

import io
import random
from collections.abc import Iterator
from typing import Any

from vinhdanh.intake.template import write_book
from vinhdanh.rules.facts import Amount, Award, Facts, Judgement, Nominee, Rating
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.terms import nomination_terms

PACK = load_pack("lang-son-2020")
TERMS = nomination_terms(PACK)
YEARS = range(2016, 2020)
LEVELS = [*3 * ["excellent"], *4 * ["good"], "fair"]
GRANTED = [*TERMS.awards.labels]
JUDGED = [*TERMS.judgements.labels]


def nominees(count: int, seed: int = 2020) -> Iterator[Nominee]:
    """So many nominees, each with facts of its own: half of them people, a third collectives, the rest families."""
    draw = random.Random(seed)
    for number in range(count):
        kind = draw.choice(["individual", "individual", "individual", "collective", "collective", "family"])
        facts = _facts(draw)
        if kind == "collective":
            attributes = {"size": draw.choice(["small", "large"]), "locality": draw.choice(["hamlet", "other", None])}
            facts = _facts(draw, attributes)
        elif kind == "individual":
            head_of = draw.choice([*8 * ["none"], "grassroots", "department"])
            category = draw.choice(["farmer", "worker", "student", "official", "official"])
            headed = _facts(draw) if head_of != "none" else None
            facts = _facts(draw, {"category": category, "head_of": head_of}, headed)
        yield Nominee(f"N{number}", kind, f"Đề nghị số {number}", facts)


def _facts(draw: random.Random, attributes: dict[str, str | None] | None = None, headed: Facts | None = None) -> Facts:
    return Facts(
        attributes=attributes or {},
        memberships={"congress_delegates": draw.choice([True, True, False, None])},
        ratings={
            year: Rating(year, draw.choice(LEVELS), "UBND huyện", f"{draw.randrange(999)}/QĐ-UBND")
            for year in _some(draw)
        },
        awards=tuple(
            Award(draw.randrange(2014, 2021), draw.choice(GRANTED), "", f"{draw.randrange(9999)}/QĐ-UBND")
            for _ in range(draw.randrange(5))
        ),
        amounts={
            indicator: {
                year: (Amount(year, draw.choice([40, 120, 250]) * 10**6, "Xác nhận của UBND xã"),)
                for year in _some(draw)
            }
            for indicator in ("income_after_costs", "benefit", "contribution")
        },
        judgements={
            id_: Judgement(draw.random() < 0.9, "Hội đồng", "Họp xét") for id_ in JUDGED if draw.random() < 0.8
        },
        headed=headed,
    )


def _some(draw: random.Random) -> list[int]:
    return [year for year in YEARS if draw.random() < 0.9]


def workbook(collectives: int, facts_each: int) -> bytes:
    """A nomination workbook of a district: collectives with so many ratings and awards each."""
    draw = random.Random(2020)
    rows: dict[str, list[dict[str, Any]]] = {"Tập thể": [], "Xếp loại": [], "Khen thưởng": []}
    ratings, awards = list(TERMS.ratings.labels.values())[:2], list(TERMS.awards.labels.values())
    for number in range(collectives):
        code = f"TT{number}"
        rows["Tập thể"].append(
            {"Mã": code, "Tên tập thể": f"Trường Tiểu học số {number}", "Quy mô": "nhỏ", "Dự Đại hội": "có"}
            | {"Tóm tắt thành tích": "Năm năm liền dẫn đầu phong trào thi đua của huyện."}
        )
        for fact in range(facts_each):
            year, decision = 2016 + fact // 2, f"{draw.randrange(9999)}/QĐ-UBND"
            if fact % 2:
                row = {"Mã": code, "Năm": year, "Danh hiệu, hình thức": draw.choice(awards), "Số quyết định": decision}
                rows["Khen thưởng"].append(row)
            else:
                row = {"Mã": code, "Năm": year, "Mức": draw.choice(ratings), "Số quyết định": decision}
                rows["Xếp loại"].append(row)
    target = io.BytesIO()
    write_book(target, TERMS, PACK.example.unit, rows, title=PACK.title)
    return target.getvalue()


def example() -> bytes:
    """The six nominees of the pack's own example."""
    target = io.BytesIO()
    write_book(target, TERMS, PACK.example.unit, PACK.example.rows, title=PACK.title)
    return target.getvalue()
