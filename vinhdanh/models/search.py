"""The search index: a row for each honouree, decision and unit with all the words under which it is found.

The database keeps the words in an index of its own (migrations/…_search.py): SQLite in an FTS5 table that triggers
keep true, PostgreSQL in a tsvector column that it computes. Both are asked the same expression and answer alike.
"""

import secrets

from django.db import connections, models
from django.db.models.expressions import RawSQL

from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.search_words import Expression
from vinhdanh.models.units import PATH_DIGITS

WORDS_TABLE = "vinhdanh_search_words"
NAME_BREAK = " | "
_ENTRIES = "vinhdanh_searchentry"
_MATCH = {  # which entries answer; as SQLite asks it of its own table, as PostgreSQL asks it of a column
    "sqlite": f"{_ENTRIES}.id IN (SELECT rowid FROM {WORDS_TABLE} WHERE {WORDS_TABLE} MATCH %s)",
    "postgresql": f"{_ENTRIES}.words @@ %s::tsquery",
}
_MATCHING_KEYS = {
    "sqlite": f"SELECT rowid FROM {WORDS_TABLE} WHERE {WORDS_TABLE} MATCH %s LIMIT %s",
    "postgresql": f"SELECT id FROM {_ENTRIES} WHERE words @@ %s::tsquery LIMIT %s",
}


class Thing(models.TextChoices):
    """What an entry of the index leads to."""

    HONOUREE = "honouree", "Đối tượng khen thưởng"
    DECISION = "decision", "Quyết định"
    UNIT = "unit", "Đơn vị"


class EntryKind(models.TextChoices):
    """The kinds one may narrow a search to."""

    INDIVIDUAL = "individual", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"
    FAMILY = "family", "Gia đình"
    DECISION = "decision", "Quyết định"
    UNIT = "unit", "Đơn vị"


def kind_word(kind: str) -> str:
    return f"@k{kind}"


def unit_word(path: str) -> str:
    """The word that all at this path and below it hold."""
    return f"@u{int(path[-PATH_DIGITS:])}"


def unit_words(path: str) -> list[str]:
    """The words of a path: of its own unit and of all above."""
    return [unit_word(path[:end]) for end in range(PATH_DIGITS, len(path) + 1, PATH_DIGITS)]


def award_word(code: str) -> str:
    return f"@a{code}"


def year_word(year: int) -> str:
    return f"@y{year}"


IS_UNIT = "@unit_itself"  # a collective that is a unit: the unit's own entry speaks for it


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def visible_to(self, user: Reader) -> "SearchEntryQuerySet":
        """Honourees and units that the person's roles reach, and decisions that name one of them."""
        return self if user.reads_all(Reading.REGISTER) else self.found(readable(user))

    def at_or_below(self, paths: tuple[str, ...]) -> "SearchEntryQuerySet":
        """Honourees and units that stand at one of these paths or below."""
        reached = models.Q(pk__in=())
        for path in paths:
            reached |= models.Q(path__startswith=path)
        return self.filter(reached)

    def found(self, expression: Expression, most: int | None = None) -> "SearchEntryQuerySet":
        """Those whose words answer the expression, in no order; with `most`, at most so many of them."""
        vendor = connections[self.db].vendor
        asked = expression.as_fts5() if vendor == "sqlite" else expression.as_tsquery()
        if most is None:
            return self.filter(RawSQL(_MATCH[vendor], (asked,), output_field=models.BooleanField()))
        return self.filter(pk__in=RawSQL(_MATCHING_KEYS[vendor], (asked, most)))


def readable(user: Reader) -> Expression:
    """What the words of all that the person may see hold; of who may see all, nothing is asked."""
    if user.reads_all(Reading.REGISTER):
        return Expression(())
    return Expression((tuple(map(unit_word, user.paths_reading(Reading.REGISTER))) or ("@u0",),))


class SearchEntry(models.Model):
    """One thing that can be found. `names`: its names in toned words, the present one first, NAME_BREAK between.

    `words`: the words of its names, of what it stands in (AROUND before each), and what one may narrow to (@…).
    `last_year` is that of its latest standing award or of the decision, 0 without one; `ended`: a unit that is closed.
    Holds no identity number and of a birth the year alone.
    """

    thing = models.CharField(max_length=10, choices=Thing)
    key = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=EntryKind)
    names = models.TextField()
    lexemes = models.TextField()
    path = models.CharField(max_length=96, blank=True)
    is_unit = models.BooleanField(default=False)
    last_year = models.PositiveSmallIntegerField(default=0)
    ended = models.BooleanField(default=False)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "key"], name="one_search_entry_a_thing")]
        indexes = [
            models.Index(fields=["thing", "-last_year", "-key"], name="search_entry_latest"),
            models.Index(fields=["kind", "-last_year", "-key"], name="search_entry_kind_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.key}"


class SearchWord(models.Model):
    """A word, bare, that stands in some name: what a typing slip may have meant. Words are only added."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word


class SearchStamp(models.Model):
    """Changes whenever words were added, so that a process knows that those it holds in memory are old."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.stamp


def fresh_stamp() -> str:
    """One that nobody had before."""
    return secrets.token_hex(16)
