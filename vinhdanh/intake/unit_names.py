"""How people write the name of a unit: in full, shortened (`Sở GD&ĐT`, `TP Lạng Sơn`, `UBND xã A`), or bare (`A`).

A name becomes a row of slots, one a word: its first letter, and the word where it was written out. Two writings say the
same where their letters agree and no two words differ, so that any usual shortening is understood without a list.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from vinhdanh.vietnamese import spelling_key, tidy

Slot = tuple[str, str]  # the first letter without its accent, and the word; `""` where only the letter was written

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SYLLABLE = re.compile(r"(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiou]{1,3}(?:c|ch|m|n|ng|nh|p|t)?")
_APART = re.compile(r"\s*[,;]\s*|\s+-\s+|\s*\(\s*|\s*\)\s*|\s+thuộc\s+", re.IGNORECASE)
_FEWEST_KEPT = 2  # words of a name whose place is left out
_COMMITTEE_WORDS = "ủy ban nhân dân"
_HEADS = ("xã", "phường", "thị trấn", "thị xã", "huyện", "thành phố", "tỉnh", "thôn", "bản", "khu phố", "khối")


_COMMITTEES = ("UBND", "Ủy ban nhân dân")
_PARTS = (
    *("Phòng", "Ban", "Khoa", "Tổ", "Bộ phận", "Văn phòng", "HĐND", "Hội đồng nhân dân", "Thường trực", "Thanh tra"),
    *("Đảng ủy", "Đảng bộ", "Chi bộ", "Chi ủy", "Huyện ủy", "Hội", "Chi hội", "Đoàn", "Chi đoàn", "Công đoàn", "BCH"),
    *("MTTQ", "Mặt trận", "Ủy ban MTTQ", "Ủy ban Mặt trận", "UB MTTQ", "UBMTTQ", "Nhân dân", "Cán bộ", "Quân và dân"),
)  # what a commune, a district or a body has; a school or a station there is a body of its own


class Likeness(IntEnum):
    """How two writings of a name agree, the closest first."""

    SPELLED = 0  # the same words, accents and all
    SHORTENED = 1  # the same, some of them by their first letters
    WITHOUT_ACCENTS = 2  # the same once accents are left out


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as it was written, in slots. `accented`: whether any accent was typed; without any, all were left out."""

    slots: tuple[Slot, ...]
    accented: bool

    @property
    def key(self) -> str:
        """The letters alone: equal for every writing of one name."""
        return _bare("".join(letter for letter, _ in self.slots))

    def likeness(self, other: "WrittenName") -> Likeness | None:
        """How this writing agrees with another, None where it does not."""
        if len(self.slots) != len(other.slots):
            return None
        if self.slots == other.slots:
            return Likeness.SPELLED
        pairs = list(zip(self.slots, other.slots, strict=True))
        if all(_agree(mine, theirs) for mine, theirs in pairs):
            return Likeness.SHORTENED
        if all(_agree(_without_accents(mine), _without_accents(theirs)) for mine, theirs in pairs):
            return Likeness.WITHOUT_ACCENTS
        return None

    @property
    def words(self) -> int:
        """How many words stand there written out."""
        return sum(1 for _, word in self.slots if word)

    @property
    def bare(self) -> "WrittenName | None":
        """The name without what says its kind: `xã A` → `A`; None where it says none, or nothing else."""
        for head in _HEAD_SLOTS:
            if len(self.slots) > len(head) and _begins(self.slots, head):
                return WrittenName(self.slots[len(head) :], self.accented)
        return None

    def without(self, place: "WrittenName") -> tuple["WrittenName", ...]:
        """The name where the place at its end is left to be understood, with and without what says the place's kind:
        `Trường A huyện B` → `Trường A huyện`, `Trường A`. None of a name that is itself a place's (`Xã A, huyện B`),
        or of which one word would be left."""
        kept = len(self.slots) - len(place.slots)
        is_place = self.bare is not None
        if place.bare is None or is_place or kept < _FEWEST_KEPT or not _begins(self.slots[kept:], place.slots):
            return ()
        ends = (len(self.slots) - len(place.bare.slots), kept)
        return tuple(WrittenName(self.slots[:end], self.accented) for end in ends)

    def followed_by(self, other: "WrittenName") -> "WrittenName":
        """One name after the other: `Phòng Nội vụ` and `huyện A`."""
        return WrittenName(self.slots + other.slots, self.accented or other.accented)


def written_name(text: str) -> WrittenName:
    """The name in slots. `và` and signs say nothing; the committee before a place (`UBND xã A`) means the place."""
    slots: list[Slot] = []
    tokens = _WORD.findall(tidy(text))
    shouted = len(tokens) > 1 and not any(token.islower() for token in tokens if len(token) > 1)
    for token in tokens:
        sound = _sound(token)
        if sound.letters == "va":
            continue
        if token.isdigit():
            slots.append((token, token))
        elif _is_shortened(token, sound, first=_is_start(slots), shouted=shouted):
            slots += [(letter, "") for letter in sound.letters]
        else:
            slots.append((sound.letters[0], sound.word))
    accented = any(unicodedata.combining(letter) or letter == "đ" for letter in _nfd(text))
    return _place_itself(WrittenName(tuple(slots), accented))


def suggested_code(name: str) -> str:
    """A code for a new unit: `Xã Ví Dụ` → `xa-vi-du`; `""` where the name holds no letter."""
    plain = "".join(letter for letter in _nfd(tidy(name)) if not unicodedata.combining(letter)).replace("đ", "d")
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


def name_parts(text: str) -> list[str]:
    """What stands apart by a comma, a dash or brackets: `xã A, huyện B` → both; one part where nothing does."""
    return [part for part in _APART.split(tidy(text)) if part]


def names_part(text: str) -> bool:
    """Whether the text begins as parts of a larger body are called: `Đảng ủy xã A`, `Phòng B, Sở C`."""
    return _starts_with(text, _PART_KEYS)


def committee_of(text: str) -> str:
    """`huyện` for `UBND huyện`, `HĐND huyện`: the kind of unit whose name is left to be understood; `""` for others."""
    key = spelling_key(text)
    kind = next((head for head in _HEADS if key.endswith(f" {spelling_key(head)}")), "")
    return kind if kind and (names_part(text) or _starts_with(text, _COMMITTEE_KEYS)) else ""


def _starts_with(text: str, keys: tuple[str, ...]) -> bool:
    key = f"{spelling_key(text)} "
    return any(key.startswith(f"{start} ") for start in keys)


@dataclass(frozen=True, slots=True)
class _Sound:
    """A token: its word as it is compared, the letters of it without accents, whether it can be a syllable."""

    word: str
    letters: str
    is_syllable: bool


@lru_cache(maxsize=8192)
def _sound(token: str) -> _Sound:
    word = spelling_key(token)
    letters = _letters(word)
    return _Sound(word, letters, bool(_SYLLABLE.fullmatch(letters)))


def _is_shortened(token: str, sound: _Sound, *, first: bool, shouted: bool) -> bool:
    """Whether the token is first letters: no syllable sounds so, or it alone is written in capitals.

    A letter by itself stands for a word only where it says the kind (`X. A`, `P. B`); elsewhere it is a name.
    """
    if len(sound.letters) == 1:
        return first
    return not sound.is_syllable or (token.isupper() and not shouted)


def _is_start(before: list[Slot]) -> bool:
    """Whether the word after these says the kind of a unit: nothing or the committee stands before it."""
    return not before or (len(before) == len(_COMMITTEE) and _begins(tuple(before), _COMMITTEE))


def _place_itself(name: WrittenName) -> WrittenName:
    size = len(_COMMITTEE)
    if len(name.slots) > size and _begins(name.slots, _COMMITTEE):
        rest = WrittenName(name.slots[size:], name.accented)
        if rest.bare is not None:
            return rest
    return name


def _begins(slots: tuple[Slot, ...], start: tuple[Slot, ...]) -> bool:
    return all(_agree(mine, theirs) for mine, theirs in zip(slots, start, strict=False))


def _agree(mine: Slot, theirs: Slot) -> bool:
    return mine[0] == theirs[0] and (not mine[1] or not theirs[1] or mine[1] == theirs[1])


def _without_accents(slot: Slot) -> Slot:
    return _bare(slot[0]), _bare(slot[1])


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text.casefold())


def _letters(word: str) -> str:
    """The letters without tones and marks; đ stays."""
    return "".join(letter for letter in _nfd(word) if not unicodedata.combining(letter))


def _bare(text: str) -> str:
    return _letters(text).replace("đ", "d")


def _slots_of(words: str) -> tuple[Slot, ...]:
    return tuple((_letters(word)[0], word) for word in spelling_key(words).split())


_COMMITTEE = _slots_of(_COMMITTEE_WORDS)
_HEAD_SLOTS = tuple(_slots_of(head) for head in _HEADS)
_PART_KEYS, _COMMITTEE_KEYS = (tuple(map(spelling_key, words)) for words in (_PARTS, _COMMITTEES))
