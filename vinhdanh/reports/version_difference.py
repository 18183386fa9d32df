"""What changed from one sent version of a dossier to the next: by nominee and place, word by word; files, too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import Any, NamedTuple

from vinhdanh.models import DossierVersion

_PIECES = re.compile(r"\s+|[^\s]+")
_MOST_PIECES = 4000  # words of a text that is compared word by word; a longer one is shown whole
OWN = ""  # the group of what is the dossier's own


class Words(NamedTuple):
    """A run of words: `same`, `out` (only before) or `in` (only after)."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One place that reads otherwise; blank before: it is new, blank after: it is gone."""

    place: str
    label: str
    before: str
    after: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class GroupOfChanges:
    """What changed of the dossier itself (`name` blank) or of one nominee; `how`: `changed`, `added`, `removed`."""

    name: str
    key: int | None
    how: str
    changes: tuple[Change, ...]
    files_in: tuple[str, ...]
    files_out: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return self.how == "changed" and not (self.changes or self.files_in or self.files_out)


def version_difference(before: DossierVersion, after: DossierVersion) -> list[GroupOfChanges]:
    """The groups in which something changed, the dossier's own first, then nominees in their order of now."""
    old, new = before.content, after.content
    groups = [_own(before, after)]
    was = {one["key"]: one for one in old["nominees"]}
    now = {one["key"]: one for one in new["nominees"]}
    for key, one in now.items():
        how = "changed" if key in was else "added"
        groups.append(_group(one["name"], key, how, was.get(key, {}).get("lines", []), one["lines"], before, after))
    for key, one in was.items():
        if key not in now:
            groups.append(_group(one["name"], key, "removed", one["lines"], [], before, after))
    return [group for group in groups if not group.is_empty]


def changed_places(groups: list[GroupOfChanges]) -> frozenset[tuple[int | None, str]]:
    """Where something changed, with the key of its nominee: to hold remarks against."""
    return frozenset((group.key, change.place) for group in groups for change in group.changes)


def words_between(before: str, after: str) -> tuple[Words, ...]:
    """The two texts as one, with what went out and what came in; spaces and line ends are kept."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if len(old) + len(new) > _MOST_PIECES:
        return tuple(Words(how, text) for how, text in (("out", before), ("in", after)) if text)
    found: list[Words] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words("same", "".join(old[start:end])))
            continue
        found += [
            Words(how, "".join(some)) for how, some in (("out", old[start:end]), ("in", new[new_start:new_end])) if some
        ]
    return tuple(found)


def _own(before: DossierVersion, after: DossierVersion) -> GroupOfChanges:
    old = [*before.content["letter"], *before.content["meeting"], *_votes(before.content)]
    new = [*after.content["letter"], *after.content["meeting"], *_votes(after.content)]
    return _group(OWN, None, "changed", old, new, before, after)


def _votes(content: dict[str, Any]) -> Iterator[list[str]]:
    for one in content["nominees"]:
        yield ["meeting", f"Kết quả phiếu: {one['name']}", one["vote"]]


def _group(
    name: str,
    key: int | None,
    how: str,
    old: list[list[str]],
    new: list[list[str]],
    before: DossierVersion,
    after: DossierVersion,
) -> GroupOfChanges:
    was = {(place, label): text for place, label, text in old}
    now = {(place, label): text for place, label, text in new}
    told = dict.fromkeys(chain(now, was))
    changes = tuple(
        Change(place, label, was.get((place, label), ""), now.get((place, label), ""), ())
        for place, label in told
        if was.get((place, label), "") != now.get((place, label), "")
    )
    files = [_files(version, key) for version in (before, after)]
    return GroupOfChanges(
        name,
        key,
        how,
        tuple(
            Change(one.place, one.label, one.before, one.after, words_between(one.before, one.after)) for one in changes
        ),
        tuple(words for mark, words in files[1].items() if mark not in files[0]),
        tuple(words for mark, words in files[0].items() if mark not in files[1]),
    )


def _files(version: DossierVersion, key: int | None) -> dict[tuple[str, str, str], str]:
    """What is told of each file, by where it stands and what it is; one that only got another name is the same."""
    return {
        (one["part"], str(one["fact"] or ""), one["sha256"] or one["link"]): f"{one['about']}: {one['name']}"
        for one in version.files
        if one["nomination"] == key
    }
