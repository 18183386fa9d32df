"""A dossier through the machinery of the quick check: the same book, the same report, the same findings.

Read twice: as the unit declares it, and as far as it is verified by the register, a document or an appraiser's word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
from vinhdanh.models import (
    Attachment,
    Award,
    Confirmation,
    Dossier,
    Fact,
    FactKind,
    HonoureeKind,
    Judge,
    JudgementView,
    Nomination,
)
from vinhdanh.models.claims import HEADS, LISTS, confirmed_claims, registered_claims
from vinhdanh.models.nominations import Provenance
from vinhdanh.models.register_facts import is_brought, lists_in_register
from vinhdanh.models.sending_days import fetch_editions
from vinhdanh.reports.award_words import fact_award_code, fact_award_label
from vinhdanh.reports.campaigns import pack_of_dossier
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.nominees import DELEGATES
from vinhdanh.screening.report import Report, Screened, screen_book

RegisterLists = Mapping[tuple[int, bool], tuple[Award, ...]]  # as models/register_facts.py reads them
Known = Mapping[int, frozenset[str]]  # the claims that are verified, by the key of the nomination


def screen_dossier(
    dossier: Dossier, on: date, verified: bool = False, nominations: list[Nomination] | None = None
) -> Report:
    """Every nominee of the dossier and the unit's quota, by the pack that its campaign has frozen; once it is accepted,
    by the text of it by which it was.

    `verified`: only what stands in the register, is proved by a document or was confirmed by an appraiser is known. A
    claim without any is then open, never a no: a rating, a category is unknown, an award or a figure may or may not be;
    that no other award was received is known of a list that the register shows whole. What the appraiser judged holds
    in both; the unit's own view in neither (O7). The same number of queries for one nominee and for many.
    """
    pack = pack_of_dossier(dossier)
    read = nominations_with_facts(dossier) if nominations is None else nominations
    return screen_book(_book(dossier, pack, read, known_of(read, pack) if verified else None), pack, on=on)


def screen_both(
    dossier: Dossier, on: date, nominations: list[Nomination] | None = None, known: Known | None = None
) -> tuple[Report, Report]:
    """As declared and as verified, of the same reading of the tables: `nominations` and what is `known_of` them, where
    it was made already."""
    pack = pack_of_dossier(dossier)
    read = nominations_with_facts(dossier) if nominations is None else nominations
    declared, verified = (_book(dossier, pack, read, one) for one in (None, known or known_of(read, pack)))
    return screen_book(declared, pack, on=on), screen_book(verified, pack, on=on)


def screen_several(dossiers: Iterable[Dossier], on: date) -> dict[int, tuple[Report, Report]]:
    """Several dossiers by their keys, each as declared and as verified, in as many queries as one of them.

    Reads each dossier's unit and its campaign with the edition, which whoever asks for many fetches beforehand.
    """
    wanted, nominations = {one.pk: one for one in dossiers}, defaultdict[int, list[Nomination]](list)
    for nomination in _with_facts(Nomination.objects.standing().filter(dossier__in=wanted)):
        nominations[nomination.dossier_id].append(nomination)
    lists = lists_in_register([one for several in nominations.values() for one in several])
    reports = {}
    fetch_editions(wanted.values())
    for key, dossier in wanted.items():
        pack = pack_of_dossier(dossier)
        sure = {one.pk: known_claims(one, lists, pack) for one in nominations[key]}
        declared, verified = (_book(dossier, pack, nominations[key], known) for known in (None, sure))
        reports[key] = (screen_book(declared, pack, on=on), screen_book(verified, pack, on=on))
    return reports


def book_of(dossier: Dossier, verified: bool = False) -> NominationBook:
    """The dossier as the workbook that a unit would have sent: nominees by `N<key>`, units they head by `H<key>`."""
    pack, read = pack_of_dossier(dossier), nominations_with_facts(dossier)
    return _book(dossier, pack, read, known_of(read, pack) if verified else None)


def nominations_with_facts(dossier: Dossier) -> list[Nomination]:
    """The standing nominations in their order, each with its facts, their proofs, the answers to judgements, and what
    was confirmed."""
    return list(_with_facts(dossier.nominations.filter(removed_at=None).select_related("headed")))


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
    confirmed = Prefetch("confirmations", Confirmation.objects.select_related("by"))
    read = nominations.select_related("honouree__unit")
    return read.prefetch_related(Prefetch("facts", facts.prefetch_related(proofs)), answers, confirmed)


def known_claims(nomination: Nomination, lists: RegisterLists, pack: Pack) -> frozenset[str]:
    """What of the unit's word is verified (models/claims.py), by an appraiser or by the register: `lists` are what it
    holds; a list is shown whole where the dossier counts every entry of it that the campaign could count."""
    shown = set()
    for of_headed, claim in LISTS.items():
        entries = lists.get((nomination.pk, of_headed))
        counted = {fact.from_award_id for fact in nomination.facts.all() if fact.of_headed == of_headed}
        if entries is not None and all(one.pk in counted for one in entries if is_brought(one, pack)):
            shown.add(claim)
    return confirmed_claims(nomination) | registered_claims(nomination) | shown


def known_of(nominations: list[Nomination], pack: Pack) -> Known:
    """The verified claims of each, as `nominations_with_facts` read them."""
    lists = lists_in_register(nominations)
    return {one.pk: known_claims(one, lists, pack) for one in nominations}


def _book(dossier: Dossier, pack: Pack, nominations: list[Nomination], known: Known | None) -> NominationBook:
    """`known`: the claims that are verified, by the key of the nomination; None: the book as it is declared."""
    verified = known is not None
    nominees = [_Said(one, known[one.pk] if known is not None else None) for one in nominations]
    by_kind = {kind: [one for one in nominees if one.nomination.kind == kind] for kind in HonoureeKind}
    facts = [(one, fact) for one in nominations for fact in one.facts.all()]
    standing = [(one, fact) for one, fact in facts if not verified or _stands(fact)]
    return NominationBook(
        unit=_unit(dossier),
        collectives=tuple(_collective(one) for one in by_kind[HonoureeKind.COLLECTIVE]),
        people=tuple(_person(one) for one in by_kind[HonoureeKind.INDIVIDUAL]),
        families=tuple(_family(one) for one in by_kind[HonoureeKind.FAMILY]),
        ratings=tuple(_ratings(standing)),
        awards=tuple(_awards(facts, pack, verified)),
        amounts=tuple(_amounts(facts, verified)),
        judgements=tuple(_judgements(nominations)),
        problems=(),
        open_lists=frozenset(code for one in nominees for code in one.open_lists),
    )


class _Said:
    """What a nomination says beside its facts, as far as it is known: all of it, or the claims that are verified."""

    def __init__(self, nomination: Nomination, verified: frozenset[str] | None) -> None:
        self.nomination, self._verified = nomination, verified
        self.delegate: bool | None = nomination.memberships.get(DELEGATES) if self._is(f"member.{DELEGATES}") else None
        self.headed = (
            f"H{nomination.pk}" if self._is(HEADS) and (nomination.headed_id or nomination.headed_name) else ""
        )

    def attribute(self, code: str) -> str | None:
        """The value, by the pack's code; None where it is not known."""
        return self.nomination.attributes.get(code) if self._is(f"attribute.{code}") else None

    @property
    def open_lists(self) -> list[str]:
        """The codes under which there may be more awards than are listed."""
        codes = _codes(self.nomination)
        whole = self.nomination.awards_listed
        return [codes[of_headed] for of_headed, claim in LISTS.items() if not whole or not self._is(claim)]

    def _is(self, claim: str) -> bool:
        return self._verified is None or claim in self._verified


def _stands(fact: Fact) -> bool:
    return fact.provenance() != Provenance.CLAIMED


def _codes(one: Nomination) -> tuple[str, str]:
    return code_of(one), f"H{one.pk}"


def _code(one: Nomination, fact: Fact) -> str:
    return _codes(one)[fact.of_headed]


def _unit(dossier: Dossier) -> UnitSheet:
    unit = dossier.participant.unit
    return UnitSheet(
        name=dossier.issuer or unit.issuing_name,
        group=dossier.participant.group or None,
        letter_number=dossier.letter_number,
        letter_date=dossier.letter_date,
        signer=dossier.signer,
        signer_title=dossier.signer_title,
        superior=dossier.superior,
        place=dossier.place or unit.place,
    )


def _collective(said: _Said) -> CollectiveRow:
    one, locality = said.nomination, said.attribute("locality")
    return CollectiveRow(
        code=code_of(one),
        name=one.name,
        size=said.attribute("size"),
        hamlet=locality == "hamlet" if locality else None,
        delegate=said.delegate,
        summary=one.summary,
        note=one.remark,
        row=one.number,
        proposed=one.award,
    )


def _person(said: _Said) -> PersonRow:
    one = said.nomination
    return PersonRow(
        code=code_of(one),
        name=one.name,
        birth=one.birth,
        sex=one.get_sex_display() if one.sex else "",
        ethnicity=one.ethnicity,
        position=one.position,
        workplace=one.workplace,
        category=said.attribute("category"),
        head_of=said.attribute("head_of"),
        headed_unit=said.headed,
        direct_worker=one.direct_worker,
        delegate=said.delegate,
        summary=one.summary,
        note=one.remark,
        row=one.number,
        proposed=one.award,
    )


def _family(said: _Said) -> FamilyRow:
    one = said.nomination
    code, told = code_of(one), (one.summary, one.remark, one.number, one.award)
    return FamilyRow(code, one.name, one.residence, said.delegate, *told)


def _ratings(known: Iterable[tuple[Nomination, Fact]]) -> Iterator[RatingRow]:
    for one, fact in known:
        if fact.kind == FactKind.RATING and fact.year and fact.code:
            yield RatingRow(_code(one, fact), fact.year, fact.code, fact.authority, fact.decision, one.number)


def _awards(facts: Iterable[tuple[Nomination, Fact]], pack: Pack, verified: bool) -> Iterator[AwardRow]:
    for one, fact in facts:
        if fact.kind != FactKind.AWARD:
            continue
        written = fact_award_label(fact, pack)
        open_ = verified and not _stands(fact)
        yield AwardRow(
            code=_code(one, fact),
            year=fact.year,
            award=fact_award_code(fact, pack),
            as_written=written,
            decision=fact.decision,
            date=fact.decided_on,
            authority=fact.authority,
            row=one.number,
            unproved=open_,
        )


def _amounts(facts: Iterable[tuple[Nomination, Fact]], verified: bool) -> Iterator[AmountRow]:
    for one, fact in facts:
        if fact.kind != FactKind.AMOUNT:
            continue
        open_ = verified and not _stands(fact)
        amount = None if open_ else fact.amount
        proof = fact.proof or ", ".join(proof.name for proof in fact.proofs.all())
        yield AmountRow(_code(one, fact), fact.year, fact.code or None, amount, proof, one.number, unproved=open_)


def _judgements(nominations: Iterable[Nomination]) -> Iterator[JudgementRow]:
    for one in nominations:
        for view in one.judgements.all():
            if view.judge == Judge.APPRAISER:
                by = view.by.full_name
                yield JudgementRow(code_of(one), view.condition, view.passed, by, view.reason, one.number)
