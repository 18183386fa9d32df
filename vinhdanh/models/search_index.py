"""The index of words that the database keeps over the search entries: true by itself, whoever writes an entry."""

from django.db.backends.utils import CursorWrapper

_ENTRIES, _WORDS = "vinhdanh_searchentry", "vinhdanh_search_words"
_INTO = f"INSERT INTO {_WORDS} (rowid, lexemes) VALUES (new.id, new.lexemes);"
_OUT = f"INSERT INTO {_WORDS} ({_WORDS}, rowid, lexemes) VALUES ('delete', old.id, old.lexemes);"
_EVENTS = {"INSERT": _INTO, "DELETE": _OUT, "UPDATE OF lexemes": _OUT + _INTO}
_LAID = {
    "sqlite": [
        # The words come in plain letters (models/search_words.py): nothing is left to fold, only spaces to cut at.
        f"CREATE VIRTUAL TABLE {_WORDS} USING fts5(lexemes, content='{_ENTRIES}', content_rowid='id', detail=none, "
        "columnsize=0, tokenize=\"unicode61 remove_diacritics 0 tokenchars '@+_-'\")",
        *(
            f"CREATE TRIGGER search_words_{number} AFTER {event} ON {_ENTRIES} BEGIN {work} END"
            for number, (event, work) in enumerate(_EVENTS.items())
        ),
        f"INSERT INTO {_WORDS} ({_WORDS}) VALUES ('rebuild')",
    ],
    "postgresql": [
        f"ALTER TABLE {_ENTRIES} ADD COLUMN words tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(lexemes, ' '))) STORED",
        f"CREATE INDEX {_WORDS} ON {_ENTRIES} USING gin (words)",
    ],
}
_LIFTED = {
    "sqlite": [
        *(f"DROP TRIGGER IF EXISTS search_words_{number}" for number in range(len(_EVENTS))),
        f"DROP TABLE IF EXISTS {_WORDS}",
    ],
    "postgresql": [f"ALTER TABLE {_ENTRIES} DROP COLUMN IF EXISTS words"],
}


def lay_index(cursor: CursorWrapper, vendor: str) -> None:
    """Makes the index over the entries that there are. SQLite loses the triggers when it rebuilds the table: a
    migration that changes SearchEntry lays the index anew."""
    for statement in [*_LIFTED[vendor], *_LAID[vendor]]:
        cursor.execute(statement)


def lift_index(cursor: CursorWrapper, vendor: str) -> None:
    """Takes it away."""
    for statement in _LIFTED[vendor]:
        cursor.execute(statement)
