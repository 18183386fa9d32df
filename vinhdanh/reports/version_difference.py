"""What changed from one sent version of a dossier to the next: by nominee and place, word by word; files, too."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from vinhdanh.models import DossierVersion
from vinhdanh.vietnamese import two_digits

_PIECES = re.compile(r"\s+|[^\s]+")
_MOST_PIECES = 4000  # words of a text that is compared word by word; a longer one is shown whole
_LABELS_TOLD = 6
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

    @property
    def is_replaced(self) -> bool:
        """Whether one value took the place of another, without a word in common."""
        return bool(self.before and self.after) and all(one.how != "same" or one.text.isspace() for one in self.words)


class _Line(NamedTuple):
    """What is said at one place; `key` finds the same line in the other version."""

    key: Hashable
    place: str
    label: str
    text: str


class FileTold(NamedTuple):
    """A file that came or went: the place that it stood for (see Remark), and what is told of it."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class GroupOfChanges:
    """What changed of the dossier itself (`name` blank) or of one nominee; `how`: `changed`, `added`, `removed`."""

    name: str
    key: int | None
    how: str
    changes: tuple[Change, ...]
    files_in: tuple[FileTold, ...]
    files_out: tuple[FileTold, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return self.how == "changed" and not (self.changes or self.files_in or self.files_out)

    @property
    def short(self) -> str:
        """What changed in one line: the labels, and how many files came and went."""
        labels = list(dict.fromkeys(change.label for change in self.changes))
        told = ["; ".join(labels[:_LABELS_TOLD])] if labels else []
        if more := len(labels[_LABELS_TOLD:]):
            told.append(f"và {more} mục nữa")
        for words, files in (("thêm", self.files_in), ("bỏ", self.files_out)):
            if files:
                told.append(f"{words} {two_digits(len(files))} tệp")
        return "; ".join(told)


def version_difference(before: DossierVersion, after: DossierVersion) -> list[GroupOfChanges]:
    """The groups in which something changed, the dossier's own first, then nominees in their order of now.

    A nominee is the same by her key, whatever she is called; of two who are called alike the name tells their places.
    """
    was = {one["key"]: one for one in before.content["nominees"]}
    now = {one["key"]: one for one in after.content["nominees"]}
    names = _names(before.content) | _names(after.content)
    groups = [_group(OWN, None, "changed", _own(before.content, names), _own(after.content, names), before, after)]
    for key in (*now, *(key for key in was if key not in now)):
        how = "removed" if key not in now else "changed" if key in was else "added"
        old, new = (list(_said(some[key])) if key in some else [] for some in (was, now))
        groups.append(_group(names[key], key, how, old, new, before, after))
    own = groups[0]
    if moved := _moved(was, now, names):
        groups[0] = replace(own, changes=(moved, *own.changes))
    return [group for group in groups if not group.is_empty]


def words_between(before: str, after: str) -> tuple[Words, ...]:
    """The two texts as one, with what went out and what came in; spaces and line ends are kept.

    Words that only a space parts change together: what is left of the old is read in one piece, and so is the new.
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if len(old) + len(new) > _MOST_PIECES:
        return tuple(Words(how, text) for how, text in (("out", before), ("in", after)) if text)
    runs: list[_Run] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        run = _Run(tag == "equal", "".join(old[start:end]), "".join(new[new_start:new_end]))
        if len(runs) > 1 and not run.same and runs[-1].same and runs[-1].out.isspace():
            gap, last = runs.pop(), runs.pop()
            run = _Run(False, last.out + gap.out + run.out, last.new + gap.new + run.new)
        runs.append(run)
    return tuple(word for run in runs for word in run.words())


class _Run(NamedTuple):
    """A stretch of both texts: the same in both, or what stands in each."""

    same: bool
    out: str
    new: str

    def words(self) -> Iterator[Words]:
        told = (("same", self.out),) if self.same else (("out", self.out), ("in", self.new))
        yield from (Words(how, text) for how, text in told if text)


def _names(content: dict[str, Any]) -> dict[int, str]:
    """The nominees' names by key; those of one name with their number in the list."""
    called = Counter(one["name"] for one in content["nominees"])
    return {
        one["key"]: f"{one['name']} (thứ tự {number})" if called[one["name"]] > 1 else one["name"]
        for number, one in enumerate(content["nominees"], 1)
    }


def _said(nominee: dict[str, Any]) -> Iterator[_Line]:
    """What is said of a nominee: the award that is proposed, then line by line."""
    yield _Line("award", "nominee.award", "Hình thức khen thưởng đề nghị", nominee.get("award_label", ""))
    yield from _lines(nominee["lines"])


def _own(content: dict[str, Any], names: dict[int, str]) -> list[_Line]:
    """What is the dossier's own: letter, meeting, and the votes, each by its nominee's key."""
    votes = (
        _Line((one["key"], label), place, f"{label}: {names[one['key']]}", text)
        for one in content["nominees"]
        for place, label, text in (["meeting", "Kết quả phiếu", one["vote"]], *one.get("ballots", ()))
    )
    return [*_lines(content["letter"]), *_lines(content["meeting"]), *votes]


def _lines(lines: Iterable[list[str]]) -> Iterator[_Line]:
    """Each with its key: its place and label, and how many before it have the same (two members of one name)."""
    met: Counter[tuple[str, str]] = Counter()
    for place, label, text in lines:
        yield _Line((place, label, met[place, label]), place, label, text)
        met[place, label] += 1


def _moved(was: dict[int, Any], now: dict[int, Any], names: dict[int, str]) -> Change | None:
    """That those who stand in both lists stand in another order."""
    orders = [[key for key in some if key in was and key in now] for some in (was, now)]
    if orders[0] == orders[1]:
        return None
    old, new = ("; ".join(f"{number}. {names[key]}" for number, key in enumerate(some, 1)) for some in (was, now))
    return Change("nominees", "Thứ tự danh sách đề nghị", old, new, (Words("out", old), Words("in", new)))


def _group(
    name: str,
    key: int | None,
    how: str,
    old: Iterable[_Line],
    new: Iterable[_Line],
    before: DossierVersion,
    after: DossierVersion,
) -> GroupOfChanges:
    was, now = ({line.key: line for line in some} for some in (old, new))
    changes = []
    for line in {**was, **now}.values():
        said, says = (some[line.key].text if line.key in some else "" for some in (was, now))
        if said != says:
            changes.append(Change(line.place, line.label, said, says, words_between(said, says)))
    files = [_files(version, key) for version in (before, after)]
    return GroupOfChanges(
        name,
        key,
        how,
        tuple(changes),
        tuple(file for mark, file in files[1].items() if mark not in files[0]),
        tuple(file for mark, file in files[0].items() if mark not in files[1]),
    )


def _files(version: DossierVersion, key: int | None) -> dict[tuple[str, str, str], FileTold]:
    """What is told of each file, by where it stands and what it is; one that only got another name is the same."""
    return {
        (one["part"], str(one["fact"] or ""), one["sha256"] or one["link"]): FileTold(
            _place_of_file(one), f"{one['about']}: {one['name']}"
        )
        for one in version.files
        if one["nomination"] == key
    }


def _place_of_file(one: dict[str, Any]) -> str:
    if one["part"]:
        return f"part:{one['part']}"
    return f"fact:{one['fact']}" if one["fact"] else "attachments"
