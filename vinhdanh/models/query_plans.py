"""What SQLite is told of the tables that grow, so that it plans for a full register from the first day on.

SQLite knows nothing of its tables until somebody runs ANALYZE, and then reads a million awards row by row (3 s instead
of 0.01 s for those of a district). These are the numbers that ANALYZE finds in a province of 1,000,000 awards and
300,000 honourees (benchmarks/province.py): of each index the rows, then how many share its first column, its first two,
and so on. They are right in shape for any size; PostgreSQL counts for itself.
"""

from django.db.backends.utils import CursorWrapper

STATISTICS: dict[str, dict[str, str]] = {
    "vinhdanh_award": {
        "award_latest": "1000000 500000 25000 1",
        "award_latest_of_code": "1000000 500000 9524 685 1",
        "award_of_honouree": "1000000 4 1",
        "award_of_unit": "1000000 251 13",
        "award_tally": "1000000 500000 9524 5989 986 435 371 34 34 23 16",
        "award_tally_of_unit": "1000000 251 84 6 3 3 2 1 1 1 1 1",
        "award_honoured": "1000000 500000 25000 8334 1",
        "award_honoured_emulation": "1000000 500000 25000 8334 1",
        "vinhdanh_award_decision_id_f01dad26": "1000000 50",
        "vinhdanh_award_from_import_id_3b101fbf": "1000000 2000",
        "vinhdanh_award_honouree_id_034a48c2": "1000000 4",
        "vinhdanh_award_unit_id_fe530519": "1000000 251",
    },
    "vinhdanh_honouree": {
        "honouree_name_birth": "300000 5 2",
        "honouree_unit_name": "300000 76 1",
        "honouree_identity": "100000 1",
        "one_honouree_a_unit": "4000 1",
        "vinhdanh_honouree_from_import_id_f2d2176c": "300000 600",
        "vinhdanh_honouree_merged_into_id_63f4400e": "300000 2",
        "vinhdanh_honouree_unit_id_1a2c1a46": "300000 76",
    },
    "vinhdanh_position": {
        "vinhdanh_position_honouree_id_9d2a78ab": "240490 1",
        "vinhdanh_position_unit_id_cf8fe83e": "240490 61",
    },
    "vinhdanh_decision": {
        "one_undated_decision_a_number_and_authority": "1000 1 1",
        "sqlite_autoindex_vinhdanh_decision_1": "20000 1 1 1",
        "vinhdanh_decision_from_import_id_b5cc514a": "20000 40",
    },
    "vinhdanh_searchentry": {
        "search_entry_kind_latest": "324000 64800 3858 1",
        "search_entry_latest": "324000 108000 7715 1",
        "sqlite_autoindex_vinhdanh_searchentry_1": "324000 108000 1",
    },
    "vinhdanh_unit": {
        "sqlite_autoindex_vinhdanh_unit_1": "4000 1",
        "vinhdanh_unit_name_folded_dd5ac43d": "4000 4",
        "vinhdanh_unit_parent_id_737acdac": "4000 10",
        "vinhdanh_unit_path_e0f332e1": "4000 1",
    },
}


def teach_plans(cursor: CursorWrapper, vendor: str) -> None:
    """Writes the numbers. SQLite forgets those of an index that is made anew: a migration that changes one of these
    tables calls this at its end."""
    if vendor != "sqlite":
        return
    cursor.execute("ANALYZE vinhdanh_unit")  # makes the table of statistics where there is none
    for table, indexes in STATISTICS.items():
        cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = %s", [table])
        rows = [(table, index, numbers) for index, numbers in indexes.items()]
        cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", rows)
    cursor.execute("ANALYZE sqlite_schema")  # reads them
