"""A made-up province of any size, written straight into the database at hand (DATABASE_URL, else SQLite in VAR_DIR).

    python -m benchmarks.province --awards 1000000 --honourees 300000

Drawn by chance from a fixed seed: every run makes the same people. It refuses a database that holds a register already.
"""

import argparse
import random
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import accumulate, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.core.management import call_command
from django.db import connection, transaction

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.measuring import seconds
from vinhdanh.actions.search import write_index_anew
from vinhdanh.models import (
    Award,
    Decision,
    HeldRole,
    Honouree,
    Position,
    Role,
    SearchEntry,
    Unit,
    UnitKind,
    UnitYear,
    User,
)
from vinhdanh.models.query_plans import teach_plans
from vinhdanh.models.units import PATH_DIGITS
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import folded

YEARS = range(2005, 2025)
ENTERED = datetime(2024, 12, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
AT_ONCE = 20_000
NAMES = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
LEADS = frozenset({"Trưởng phòng", "Phó Trưởng phòng", "Chủ tịch UBND xã", "Hiệu trưởng"})
WORKS = frozenset({"Giáo viên", "Nông dân", "Công nhân", "Bác sĩ"})
AUTHORITIES = (("UBND tỉnh", "QĐ-UBND"), ("Chủ tịch UBND tỉnh", "QĐ-CTUBND"), ("Thủ tướng Chính phủ", "QĐ-TTg"))


def write(model: Any, columns: str, rows: Iterable[tuple[Any, ...]]) -> int:
    """Writes rows of these columns; by COPY where the database has it. Returns how many."""
    names = [model._meta.get_field(name).column for name in columns.split()]
    table, listed, written = model._meta.db_table, ", ".join(f'"{name}"' for name in names), 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
                    written += 1
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
            return written
        waiting, marks = iter(rows), ", ".join(["%s"] * len(names))
        while some := list(islice(waiting, AT_ONCE)):
            cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", some)
            written += len(some)
    return written


def unit_rows(draw: random.Random, count: int) -> Iterator[tuple[Any, ...]]:
    """The province, its departments and districts, and below these communes, hamlets, schools and divisions."""
    above: list[tuple[str, str]] = []

    def unit(key: int, name: str, kind: str, parent: int | None, path: str) -> tuple[Any, ...]:
        whole = path + f"{key:0{PATH_DIGITS}}"
        above.append((whole, kind))
        return (key, f"don-vi-{key}", name, "", folded(name), kind, "", parent, whole, "")

    yield unit(1, "Tỉnh Ví Dụ", UnitKind.PROVINCE, None, "")
    tops = [("Sở " + name, UnitKind.DEPARTMENT) for name in NAMES["sectors"]]
    tops += [(f"Huyện {' '.join(draw.sample(NAMES['syllables'], 2))}", UnitKind.DISTRICT) for _ in range(11)]
    for key, (name, kind) in enumerate(tops, 2):
        yield unit(key, name, kind, 1, above[0][0])
    for key in range(len(tops) + 2, count + 1):
        path, kind = draw.choice(above[1 : len(tops) + 1] if key < 400 else above[1:400])
        name = " ".join(draw.sample(NAMES["syllables"], 2))
        if kind == UnitKind.DISTRICT:
            made = draw.choice([(f"Xã {name}", UnitKind.COMMUNE), (f"Trường THCS {name}", UnitKind.SCHOOL)])
        elif kind == UnitKind.COMMUNE:
            made = (f"Thôn {name}", UnitKind.HAMLET)
        else:
            made = (f"Phòng {draw.choice(NAMES['sectors'])} {draw.randrange(1, 9)}", UnitKind.DIVISION)
        yield unit(key, *made, int(path[-PATH_DIGITS:]), path)


class People:
    """Honourees drawn by chance: what of each an award repeats is kept in columns, so that a million fits in memory."""

    def __init__(self, draw: random.Random, count: int, units: int) -> None:
        self.draw, self.count, self.units = draw, count, units
        self.kinds = draw.choices(["individual", "collective", "family"], [80, 14, 6], k=count)
        self.unit_of = draw.choices(range(2, units + 1), k=count)
        self.female = draw.choices([True, False, None], [48, 47, 5], k=count)
        self.position = draw.choices(NAMES["positions"], k=count)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        families = [*NAMES["family_names"]], list(accumulate(NAMES["family_names"].values()))
        for at in range(self.count):
            kind, key = self.kinds[at], at + 1
            own = kind == "collective" and key <= self.units and key > 1
            if kind == "collective":
                team = self.draw.choice(["Tổ", "Phòng", "Khoa", "Chi bộ", "Đội"])
                name = f"{team} {' '.join(self.draw.sample(NAMES['syllables'], 2))}"
            else:
                family = self.draw.choices(families[0], cum_weights=families[1])[0]
                name = f"{family} {self.draw.choice(NAMES['middle_names'])} {self.draw.choice(NAMES['given_names'])}"
                name = f"Gia đình ông {name}" if kind == "family" else name
            if own:
                self.unit_of[at] = key
            person = Honouree(kind=kind, name=name)
            person.spell_name()
            sex = {True: "female", False: "male", None: ""}[self.female[at]] if kind == "individual" else ""
            birth = self.draw.randrange(1950, 2000) if kind == "individual" and self.draw.random() < 0.9 else None
            yield (
                *(key, kind, name, person.name_key, person.name_folded, self.unit_of[at], own, sex, birth),
                *(
                    self.draw.choice(["Tày", "Nùng", "Kinh", "Dao", ""]) if kind == "individual" else "",
                    "",
                    "",
                    "standing",
                ),
            )

    def positions(self) -> Iterator[tuple[Any, ...]]:
        """One for every person."""
        for at, kind in enumerate(self.kinds):
            if kind == "individual":
                title = self.position[at]
                yield (at + 1, title, self.unit_of[at], title in LEADS, title in WORKS)


def decision_rows(draw: random.Random, count: int) -> Iterator[tuple[Any, ...]]:
    """Decisions of the province, of ministers and of districts, some hundreds a year."""
    for key in range(1, count + 1):
        authority, letters = draw.choice(AUTHORITIES)
        signed = date(YEARS[key % len(YEARS)], draw.randrange(1, 13), draw.randrange(1, 29))
        decision = Decision(number=f"{key}/{letters}", authority=authority)
        decision.spell_keys()
        subject = "Về việc khen thưởng thành tích trong phong trào thi đua"
        yield key, decision.number, decision.number_key, signed, authority, decision.authority_folded, subject


def award_rows(draw: random.Random, people: People, count: int, decisions: int) -> Iterator[tuple[Any, ...]]:
    """Awards that the kind of their honouree may receive, each in a decision of its year."""
    codes = {kind: _codes(kind) for kind in ("individual", "collective", "family")}
    manners = [*catalogue().manner_of, ""]
    of_year = {year: range(1 + (at - 1) % len(YEARS), decisions + 1, len(YEARS)) for at, year in enumerate(YEARS)}
    for key in range(1, count + 1):
        at = draw.randrange(people.count)
        kind, year, title = people.kinds[at], draw.choice(YEARS), people.position[at]
        code = draw.choices(codes[kind][0], cum_weights=codes[kind][1])[0]
        among = of_year[year]
        standing = "standing" if draw.random() < 0.995 else "revoked"
        person = kind == "individual"
        yield (
            *(key, at + 1, people.unit_of[at], kind, code, "", draw.choice(manners), year, year, draw.choice(among)),
            *("UBND tỉnh", "", title if person else "", title in WORKS if person else draw.choice([True, False, None])),
            *(title in LEADS if person else None, people.female[at] if person else None),
            *(draw.choice([True, False, None]) if person else None, standing, ENTERED),
        )


def _codes(kind: str) -> tuple[list[str], list[int]]:
    fitting = [award.code for award in catalogue().awards if kind in award.kinds]
    return fitting, list(accumulate(NAMES["awards"].get(code, 1) for code in fitting))


@contextmanager
def without_indexes(*models: Any) -> Iterator[None]:
    """Rows go in first, the indexes over them after, in order and at once; SQLite may keep more in memory meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -400000")
        for index in (index for model in models for index in model._meta.indexes):
            cursor.execute(f"DROP INDEX {index.name}")
    yield
    with connection.schema_editor() as editor:
        for model in models:
            for index in model._meta.indexes:
                editor.add_index(model, index)


def make_province(awards: int, honourees: int, units: int = 4000) -> None:
    """All of it, the index too, in one transaction; then what the database has to know for its plans."""
    if Unit.objects.exists():
        sys.exit("province: this database holds units already. Name an empty one by DATABASE_URL or VAR_DIR.")
    draw, decisions = random.Random(2020), max(20, awards // 50)
    people = People(draw, honourees, units)
    with without_indexes(Award, Honouree, SearchEntry), transaction.atomic():
        write(Unit, "id code name short_name name_folded kind size parent path place", unit_rows(draw, units))
        columns = (
            "id kind name name_key name_folded unit is_unit sex birth_year ethnicity residence identity_digest standing"
        )
        write(Honouree, columns, people.rows())
        write(Position, "honouree title unit leader direct_worker", people.positions())
        columns = "id number number_key signed_on authority authority_folded subject"
        write(Decision, columns, decision_rows(draw, decisions))
        columns = (
            "id honouree unit kind award as_written manner year emulation_year decision authority reason position "
            "direct_worker leader female minority standing entered_at"
        )
        write(Award, columns, award_rows(draw, people, awards, decisions))
        years = ((unit, year, 40, 900, True, "") for unit in range(1, units + 1) for year in YEARS)
        write(UnitYear, "unit year collectives individuals record_complete source", years)
        make_readers()
        index = seconds(write_index_anew)
    with connection.cursor() as cursor:
        teach_plans(cursor, connection.vendor)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
    print(f"of that the search index: {index:.0f} s")


def make_readers() -> None:
    """Somebody of the office, who reads all, and an officer of one district."""
    district = Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk").first()
    for name, role, unit in (("office", Role.OFFICE, Unit.objects.get(pk=1)), ("officer", Role.UNIT_OFFICER, district)):
        user = User.objects.create_user(name, email=f"{name}@vi-du.vn", full_name=f"Người {name}")
        HeldRole.objects.create(user=user, role=role, unit=unit)


def main() -> None:
    """Makes the tables where they are missing, fills them, and says how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--awards", type=int, default=1_000_000)
    parser.add_argument("--honourees", type=int, default=300_000)
    parser.add_argument("--units", type=int, default=4000)
    asked = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    took = seconds(lambda: make_province(asked.awards, asked.honourees, asked.units))
    print(f"{asked.awards:,} awards of {asked.honourees:,} honourees in {took:.0f} s, {connection.vendor}")


if __name__ == "__main__":
    main()
