"""A dossier through the machinery of the quick check: the same book, the same report, the same findings.

Read twice: as the unit declares it, and as far as it is verified by the register or by a document.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet

from vinhdanh.intake.records import (
    AmountRow,
    AwardRow,
    CollectiveRow,
    FamilyRow,
    JudgementRow,
    NominationBook,
    PersonRow,
    RatingRow,
    UnitSheet,
)
from vinhdanh.models import Attachment, Dossier, Fact, FactKind, HonoureeKind, Judge, JudgementView, Nomination
from vinhdanh.models.nominations import Provenance
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.nominees import DELEGATES
from vinhdanh.screening.report import Report, Screened, screen_book

_UNPROVED = "chưa có minh chứng"


def screen_dossier(
    dossier: Dossier, on: date, verified: bool = False, nominations: list[Nomination] | None = None
) -> Report:
    """Every nominee of the dossier and the unit's quota, by the pack that its campaign has frozen.

    `verified`: only what stands in the register or is proved by a document is known. A claim without either is then
    open, never a no: a rating is unknown, an award or a figure may or may not be. What the appraiser judged holds in
    both; the unit's own view in neither (O7). The same number of queries for one nominee and for many; none where
    `nominations` gives what `nominations_with_facts` read.
    """
    pack = pack_of(dossier.participant.campaign)
    read = nominations_with_facts(dossier) if nominations is None else nominations
    return screen_book(_book(dossier, pack, read, verified), pack, on=on)


def screen_both(dossier: Dossier, on: date, nominations: list[Nomination] | None = None) -> tuple[Report, Report]:
    """As declared and as verified, of the same reading of the tables: `nominations`, where it was made already."""
    pack = pack_of(dossier.participant.campaign)
    read = nominations_with_facts(dossier) if nominations is None else nominations
    declared, verified = (_book(dossier, pack, read, only) for only in (False, True))
    return screen_book(declared, pack, on=on), screen_book(verified, pack, on=on)


def screen_several(dossiers: Iterable[Dossier], on: date) -> dict[int, tuple[Report, Report]]:
    """Several dossiers by their keys, each as declared and as verified, in as many queries as one of them.

    Reads each dossier's unit and its campaign with the edition, which whoever asks for many fetches beforehand.
    """
    wanted, nominations = {one.pk: one for one in dossiers}, defaultdict[int, list[Nomination]](list)
    for nomination in _with_facts(Nomination.objects.standing().filter(dossier__in=wanted)):
        nominations[nomination.dossier_id].append(nomination)
    reports = {}
    for key, dossier in wanted.items():
        pack = pack_of(dossier.participant.campaign)
        declared, verified = (_book(dossier, pack, nominations[key], only) for only in (False, True))
        reports[key] = (screen_book(declared, pack, on=on), screen_book(verified, pack, on=on))
    return reports


def book_of(dossier: Dossier, verified: bool = False) -> NominationBook:
    """The dossier as the workbook that a unit would have sent: nominees by `N<key>`, units they head by `H<key>`."""
    return _book(dossier, pack_of(dossier.participant.campaign), nominations_with_facts(dossier), verified)


def nominations_with_facts(dossier: Dossier) -> list[Nomination]:
    """The standing nominations in their order, each with its facts, their proofs, and the answers to judgements."""
    return list(_with_facts(dossier.nominations.filter(removed_at=None).select_related("headed", "honouree")))


def code_of(nomination: Nomination) -> str:
    """The code by which the report names it."""
    return f"N{nomination.pk}"


def screened_of(report: Report, nomination: Nomination) -> Screened:
    """The nominee in the report of its dossier; KeyError where it is not proposed any more."""
    code = code_of(nomination)
    for one in report.screened:
        if one.nominee.code == code:
            return one
    raise KeyError(code)


def _with_facts(nominations: "QuerySet[Nomination]") -> "QuerySet[Nomination]":
    facts = Fact.objects.select_related("from_award__decision", "from_rating__decision")
    proofs = Prefetch("proofs", Attachment.objects.standing())
    answers = Prefetch("judgements", JudgementView.objects.select_related("by"))
    return nominations.prefetch_related(Prefetch("facts", facts.prefetch_related(proofs)), answers)


def _book(dossier: Dossier, pack: Pack, nominations: list[Nomination], verified: bool) -> NominationBook:
    by_kind = {kind: [one for one in nominations if one.kind == kind] for kind in HonoureeKind}
    facts = [(one, fact) for one in nominations for fact in one.facts.all()]
    known = [(one, fact) for one, fact in facts if not verified or _stands(fact)]
    return NominationBook(
        unit=_unit(dossier),
        collectives=tuple(_collective(one) for one in by_kind[HonoureeKind.COLLECTIVE]),
        people=tuple(_person(one) for one in by_kind[HonoureeKind.INDIVIDUAL]),
        families=tuple(_family(one) for one in by_kind[HonoureeKind.FAMILY]),
        ratings=tuple(_ratings(known)),
        awards=tuple(_awards(facts, pack, verified)),
        amounts=tuple(_amounts(facts, verified)),
        judgements=tuple(_judgements(nominations)),
        problems=(),
        unjoined=frozenset(code for one in nominations if not one.awards_listed for code in _codes(one)),
    )


def _stands(fact: Fact) -> bool:
    return fact.provenance() != Provenance.CLAIMED


def _codes(one: Nomination) -> tuple[str, str]:
    return code_of(one), f"H{one.pk}"


def _code(one: Nomination, fact: Fact) -> str:
    return _codes(one)[fact.of_headed]


def _unit(dossier: Dossier) -> UnitSheet:
    unit = dossier.participant.unit
    return UnitSheet(
        name=dossier.issuer or unit.name,
        group=dossier.participant.group or None,
        letter_number=dossier.letter_number,
        letter_date=dossier.letter_date,
        signer=dossier.signer,
        signer_title=dossier.signer_title,
        superior=dossier.superior,
        place=dossier.place or unit.place,
    )


def _collective(one: Nomination) -> CollectiveRow:
    locality = one.attributes.get("locality")
    return CollectiveRow(
        code=code_of(one),
        name=one.name,
        size=one.attributes.get("size"),
        hamlet=locality == "hamlet" if locality else None,
        delegate=one.memberships.get(DELEGATES),
        summary=one.summary,
        note=one.remark,
        row=one.number,
        proposed=one.award,
    )


def _person(one: Nomination) -> PersonRow:
    return PersonRow(
        code=code_of(one),
        name=one.name,
        birth=one.birth,
        sex=one.get_sex_display() if one.sex else "",
        ethnicity=one.ethnicity,
        position=one.position,
        workplace=one.workplace,
        category=one.attributes.get("category"),
        head_of=one.attributes.get("head_of"),
        headed_unit=f"H{one.pk}" if one.headed_id or one.headed_name else "",
        direct_worker=one.direct_worker,
        delegate=one.memberships.get(DELEGATES),
        summary=one.summary,
        note=one.remark,
        row=one.number,
        proposed=one.award,
    )


def _family(one: Nomination) -> FamilyRow:
    delegate = one.memberships.get(DELEGATES)
    return FamilyRow(code_of(one), one.name, one.residence, delegate, one.summary, one.remark, one.number, one.award)


def _ratings(known: Iterable[tuple[Nomination, Fact]]) -> Iterator[RatingRow]:
    for one, fact in known:
        if fact.kind == FactKind.RATING and fact.year and fact.code:
            yield RatingRow(_code(one, fact), fact.year, fact.code, fact.authority, fact.decision, one.number)


def _awards(facts: Iterable[tuple[Nomination, Fact]], pack: Pack, verified: bool) -> Iterator[AwardRow]:
    for one, fact in facts:
        if fact.kind != FactKind.AWARD:
            continue
        kind = pack.award_of.get(fact.code)
        written = fact.as_written or (kind.label if kind else "")
        open_ = verified and not _stands(fact)
        yield AwardRow(
            code=_code(one, fact),
            year=fact.year,
            award=fact.code if kind and not open_ else None,
            as_written=f"{written} ({_UNPROVED})" if open_ else written,
            decision=fact.decision,
            date=fact.decided_on,
            authority=fact.authority,
            row=one.number,
        )


def _amounts(facts: Iterable[tuple[Nomination, Fact]], verified: bool) -> Iterator[AmountRow]:
    for one, fact in facts:
        if fact.kind != FactKind.AMOUNT:
            continue
        amount = None if verified and not _stands(fact) else fact.amount
        proof = fact.proof or ", ".join(proof.name for proof in fact.proofs.all())
        yield AmountRow(_code(one, fact), fact.year, fact.code or None, amount, proof, one.number)


def _judgements(nominations: Iterable[Nomination]) -> Iterator[JudgementRow]:
    for one in nominations:
        for view in one.judgements.all():
            if view.judge == Judge.APPRAISER:
                by = view.by.full_name
                yield JudgementRow(code_of(one), view.condition, view.passed, by, view.reason, one.number)
