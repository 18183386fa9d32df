"""The dated catalogue of the law: awards, ratings and manners, since when each holds, and how people write them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from vinhdanh.rules.campaign import Labelled
from vinhdanh.rules.law.entries import AwardEntry, Decider, Law, LawFiles, Manner, RatingScale, Span
from vinhdanh.rules.refusals import problem_at, read_model
from vinhdanh.rules.yaml_source import PackError, Path_, read_folder
from vinhdanh.vietnamese import lower_first

E = TypeVar("E", AwardEntry, Manner)
FOLDER = Path(__file__).parent
_NAMED = re.compile(r"\{(\w+)\}")


class Spellings(NamedTuple):
    """A closed list in the shape in which the reader of lists wants it: `Terms(**spellings._asdict())`."""

    labels: dict[str, str]
    also: dict[str, tuple[str, ...]]
    abbreviations: dict[str, str]
    fillers: frozenset[str]
    prefixes: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Catalogue:
    """The whole catalogue. An order with classes stands as itself and once for each class, `within` itself."""

    laws: tuple[Law, ...]
    awards: tuple[AwardEntry, ...]
    manners: tuple[Manner, ...]
    scales: tuple[RatingScale, ...]
    abbreviations: dict[str, str]
    fillers: frozenset[str]
    manner_fillers: frozenset[str]
    deciders: tuple[Decider, ...]
    decided_by: dict[str, tuple[str, ...]]

    @cached_property
    def award_of(self) -> dict[str, AwardEntry]:
        """The awards by code."""
        return {award.code: award for award in self.awards}

    @cached_property
    def manner_of(self) -> dict[str, Manner]:
        """The manners by code."""
        return {manner.code: manner for manner in self.manners}

    def award(self, code: str) -> AwardEntry:
        """The award of that code; KeyError if there is none."""
        return self.award_of[code]

    def on(self, day: date) -> tuple[AwardEntry, ...]:
        """The awards that could be given on that day."""
        return tuple(award for award in self.awards if award.span_on(day))

    def in_years(self, first: int, last: int) -> tuple[AwardEntry, ...]:
        """The awards that could be given on some day of these years, both included."""
        begin, end = date(first, 1, 1), date(last, 12, 31)
        return tuple(award for award in self.awards if any(span.holds(begin, end) for span in award.valid))

    def inside(self, code: str) -> frozenset[str]:
        """The code and every finer one: all the codes that are counted where this one is asked for."""
        found, waiting = {code}, [code]
        while waiting:
            upper = waiting.pop()
            finer = [award.code for award in self.awards if award.within == upper]
            found.update(finer)
            waiting.extend(finer)
        return frozenset(found)

    def deciders_of(self, code: str) -> frozenset[str]:
        """The codes of the levels that decide the award under any law; KeyError if there is no such award."""
        award = self.award(code)
        texts = {span.authority or award.authority for span in award.valid}
        return frozenset(award.decided_by or (each for text in texts for each in self.decided_by[text]))

    def nearest(self, code: str, among: Collection[str]) -> str | None:
        """The code itself, or the nearest coarser one, that stands in a list with fewer codes; None if none does."""
        while code not in among:
            entry = self.award_of.get(code)
            if entry is None or entry.within is None:
                return None
            code = entry.within
        return code

    def scale_on(self, day: date) -> RatingScale:
        """The scale of that day."""
        return next(scale for scale in self.scales if scale.holds(day, day))

    def scale_of_year(self, year: int) -> RatingScale:
        """The scale on which a whole year is rated: that of its last day, when it is over."""
        return self.scale_on(date(year, 12, 31))

    @cached_property
    def award_spellings(self) -> Spellings:
        """Every way of writing an award that we know, whatever the day."""
        prefixes = {award.code: award.starting for award in self.awards if award.starting}
        return self._spellings(self.awards, self.fillers, prefixes)

    @cached_property
    def manner_spellings(self) -> Spellings:
        """The words of the forms, of both laws, and of the units."""
        return self._spellings(self.manners, self.manner_fillers, {})

    @cached_property
    def rating_spellings(self) -> Spellings:
        """The levels of all scales together: the same code is the same level."""
        merged: dict[str, Labelled] = {}
        for level in (level for scale in self.scales for level in scale.levels):
            known = merged.get(level.code)
            also = (*known.also, *level.also, level.label) if known else level.also
            merged[level.code] = level.model_copy(update={"also": tuple(dict.fromkeys(also))})
        return self._spellings(merged.values(), frozenset(), {})

    @cached_property
    def decider_spellings(self) -> Spellings:
        """The words with which the bodies of each level begin."""
        return self._spellings(self.deciders, self.fillers, {each.code: each.starting for each in self.deciders})

    def _spellings(
        self, entries: Iterable[Labelled], fillers: frozenset[str], prefixes: dict[str, tuple[str, ...]]
    ) -> Spellings:
        listed = tuple(entries)
        labels = {entry.code: entry.label for entry in listed}
        also = {entry.code: entry.also for entry in listed if entry.also}
        return Spellings(labels, also, self.abbreviations, fillers, prefixes)


@cache
def catalogue() -> Catalogue:
    """The catalogue of the product, read once."""
    return load_catalogue(FOLDER)


def load_catalogue(folder: Path) -> Catalogue:
    """The catalogue in a folder. Raises PackError with every problem found, each with file, line and path."""
    source = read_folder(folder)
    files = read_model(LawFiles, source)
    problems = [problem_at(source, path, message) for path, message in _problems(files)]
    if problems:
        raise PackError(problems)
    laws = {law.code: law for law in files.laws}
    awards = [entry for award in files.awards for entry in _with_classes(_spelt(award, files), files)]
    return Catalogue(
        laws=files.laws,
        awards=tuple(_dated(award, laws) for award in awards),
        manners=tuple(_dated(manner, laws) for manner in files.manners),
        scales=files.scales,
        abbreviations=files.abbreviations,
        fillers=frozenset(files.fillers),
        manner_fillers=frozenset(files.manner_fillers),
        deciders=tuple(
            each.model_copy(update={"starting": _phrases(each.starting, files.wordings)}) for each in files.deciders
        ),
        decided_by=files.decided_by,
    )


def _problems(files: LawFiles) -> Iterator[tuple[Path_, str]]:
    """Codes that nobody declared, codes that stand twice, and days that nothing covers."""
    declared = {"law": {law.code for law in files.laws}, "class": {each.code for each in files.classes}}
    levels = {each.code for each in files.deciders}
    for authority, deciding in files.decided_by.items():
        for code in set(deciding) - levels:
            yield ("decided_by", authority), f"không có cấp quyết định “{code}”"
    awards = {award.code for award in files.awards}
    for listing in ("laws", "classes", "awards", "manners", "scales", "deciders"):
        codes = [each.code for each in getattr(files, listing)]
        for index, code in enumerate(codes):
            if code in codes[:index]:
                yield (listing, index, "code"), f"“{code}” viết hai lần"
    for listing in ("awards", "manners"):
        for index, each in enumerate(getattr(files, listing)):
            for number, span in enumerate(each.valid):
                if span.law not in declared["law"]:
                    yield (listing, index, "valid", number, "law"), f"không có luật “{span.law}”"
    for index, award in enumerate(files.awards):
        if award.within is not None and award.within not in awards - {award.code}:
            yield ("awards", index, "within"), f"không có danh hiệu, hình thức “{award.within}”"
        for code in set(award.decided_by) - levels:
            yield ("awards", index, "decided_by"), f"không có cấp quyết định “{code}”"
        spans = {("valid", at, "authority"): span.authority for at, span in enumerate(award.valid)}
        for path, text in (*spans.items(), (("authority",), award.authority)):
            if text and text not in files.decided_by:
                yield ("awards", index, *path), f"chưa ghi cấp quyết định của “{text}” ở decided_by"
        for code in set(award.classes) - declared["class"]:
            yield ("awards", index, "classes"), f"không có hạng “{code}”"
        for key in ("also", "starting"):
            named = {name for text in getattr(award, key) for name in _NAMED.findall(text)}
            for name in sorted(named - set(files.wordings)):
                yield ("awards", index, key), f"không có cụm từ “{name}”"
    for index, (scale, after) in enumerate(zip(files.scales, files.scales[1:], strict=False)):
        if scale.last is None or after.first is None or (after.first - scale.last).days != 1:
            yield (
                ("scales", index + 1, "from"),
                "thang xếp loại phải nối tiếp thang trước, không hở và không chồng ngày",
            )


def _phrases(texts: tuple[str, ...], wordings: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The texts with `{name}` as each of its phrases in turn."""
    written: list[str] = []
    for text in texts:
        found = _NAMED.search(text)
        ways = [text.replace(found.group(), phrase, 1) for phrase in wordings[found.group(1)]] if found else []
        written.extend(_phrases(tuple(ways), wordings) if found else [text])
    return tuple(written)


def _spelt(award: AwardEntry, files: LawFiles) -> AwardEntry:
    written = {key: _phrases(getattr(award, key), files.wordings) for key in ("also", "starting")}
    return award.model_copy(update=written)


def _with_classes(award: AwardEntry, files: LawFiles) -> Iterator[AwardEntry]:
    """The award, then each of its classes: `Huân chương Lao động hạng Ba`, however the class is written."""
    yield award
    for rank in (each for each in files.classes if each.code in award.classes):
        ways = tuple(f"{name} {way}" for name in (award.label, *award.also) for way in (rank.label, *rank.also))
        yield award.model_copy(
            update={
                "code": f"{award.code}_{rank.code}",
                "label": f"{award.label} {lower_first(rank.label)}",
                "also": ways[1:],
                "starting": ways,
                "within": award.code,
                "classes": (),
            }
        )


def _dated(entry: E, laws: dict[str, Law]) -> E:
    """The entry with the law's own days where a span names none."""

    def filled(span: Span) -> Span:
        law = laws[span.law]
        return span.model_copy(update={"first": span.first or law.first, "last": span.last or law.last})

    return entry.model_copy(update={"valid": tuple(map(filled, entry.valid))})
