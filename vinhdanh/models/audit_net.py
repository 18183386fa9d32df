"""A net under the record: the database itself refuses to change or remove a line, also by hand.

It stops accidents and the careless; who owns the database can lift it, and is then found by the chain.
"""

from django.db.backends.utils import CursorWrapper

_TABLE = "vinhdanh_auditline"
_SAYS = "audit lines are append-only"
_SPREAD = {
    "sqlite": [
        f"CREATE TRIGGER audit_lines_stay_{event} BEFORE {event} ON {_TABLE} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        for event in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION audit_lines_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$",
        f"CREATE TRIGGER audit_lines_stay_row BEFORE UPDATE OR DELETE ON {_TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION audit_lines_stay()",
        f"CREATE TRIGGER audit_lines_stay_all BEFORE TRUNCATE ON {_TABLE} EXECUTE FUNCTION audit_lines_stay()",
    ],
}
_LIFT = {
    "sqlite": [f"DROP TRIGGER IF EXISTS audit_lines_stay_{event}" for event in ("UPDATE", "DELETE")],
    "postgresql": [f"DROP TRIGGER IF EXISTS audit_lines_stay_{part} ON {_TABLE}" for part in ("row", "all")],
}


def spread(cursor: CursorWrapper, vendor: str) -> None:
    """From now on the database refuses UPDATE, DELETE and TRUNCATE of the record's lines."""
    for statement in [*_LIFT[vendor], *_SPREAD[vendor]]:
        cursor.execute(statement)


def lift(cursor: CursorWrapper, vendor: str) -> None:
    """Takes the net away: for migrations that rebuild the table, and for tests that tamper with it."""
    for statement in _LIFT[vendor]:
        cursor.execute(statement)
