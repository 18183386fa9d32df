"""Campaigns with their dossiers, in the made-up province of the database at hand: 10,000 dossiers of 60,000 nominees.

    python -m benchmarks.province --awards 60000 --honourees 30000 --units 12000
    python -m benchmarks.campaigns

One campaign of 10,000 units, for the board, and thirteen of 200 units each. What was sent is composed by the product
itself, dossier by dossier; so are the words of every screening. All else is drawn by chance from a fixed seed.
"""

import argparse
import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, models, transaction

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.measuring import seconds
from benchmarks.province import NAMES, write
from benchmarks.signed_in import reader
from vinhdanh.actions.audit import Told, record_all
from vinhdanh.documents.achievement_report import SECTIONS
from vinhdanh.models import (
    Attachment,
    Attendance,
    Award,
    Campaign,
    CampaignState,
    CouncilRole,
    Dossier,
    DossierState,
    DossierVersion,
    Fact,
    FactKind,
    Honouree,
    JudgementView,
    Meeting,
    Nomination,
    Notice,
    PackEdition,
    Participant,
    ReceiptCounter,
    Unit,
    User,
    Vote,
)
from vinhdanh.models.many_rows import parts
from vinhdanh.models.query_plans import teach_plans
from vinhdanh.reports.dossier_content import sending_of
from vinhdanh.reports.verdicts import verdicts_of
from vinhdanh.rules.packs import load_pack
from vinhdanh.vietnamese import folded

PACK = "lang-son-2020"
MORNING = datetime(2020, 5, 19, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
NOMINEES = 6
YEARS = range(2016, 2020)
GREAT, SMALL, UNITS_OF_SMALL = 10_000, 13, 200
# Of a hundred units; the rest have not begun. 8,000 dossiers in the great campaign, 160 in each of the small ones.
STATES = {DossierState.DRAFT: 25, DossierState.SENT: 35, DossierState.RETURNED: 8, DossierState.ACCEPTED: 12}
AT_ONCE = 250  # dossiers
SENTENCE = "Trồng na theo hướng hữu cơ, liên kết tiêu thụ, giúp hộ khó khăn về giống, vốn và kỹ thuật. "
UNIT_PARTS = ("ho_so.to_trinh", "ho_so.mau_03", "ho_so.bien_ban")
REPORT = "ho_so.bao_cao"
VIEWS = {
    "farmer": ("ca_nhan.sang_kien", "nong_dan.chap_hanh", "nong_dan.mo_hinh", "nong_dan.huong_dan"),
    "worker": ("ca_nhan.sang_kien", "cong_nhan.ung_dung"),
    "official": ("ca_nhan.sang_kien",),
}
MEMBERS = 9
File = Callable[[str], dict[str, Any]]  # a name → the columns of an attachment that say what the file is


class Drawn:
    """Rows of dossiers, drawn and kept by model until they are written; keys are given here, from 1 in empty tables."""

    def __init__(self, draw: random.Random, by: User, file: File) -> None:
        self.draw, self.by, self.file = draw, by, file
        self.rows: dict[type[models.Model], list[Any]] = defaultdict(list)
        self.last: dict[type[models.Model], int] = {}
        people = Honouree.objects.filter(kind="individual").order_by("pk")
        self.honourees = list(people.values_list("pk", "name")[:20_000])
        self.awards = defaultdict[int, list[tuple[int, str, int]]](list)
        listed = Award.objects.standing().filter(honouree__in=people)
        for honouree, key, code, year in listed.values_list("honouree", "pk", "award", "year"):
            self.awards[honouree].append((key, code, year))

    def add(self, model: type[models.Model], **columns: Any) -> Any:
        """A row with a key."""
        if model not in self.last:
            self.last[model] = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        self.last[model] += 1
        row = model(pk=self.last[model], **columns)
        self.rows[model].append(row)
        return row

    def write(self) -> None:
        """Everything drawn so far, in the order in which rows name one another."""
        for model in (Dossier, Nomination, Fact, Attachment, Meeting, Attendance, Vote, JudgementView, Notice):
            keep(model, self.rows.pop(model, []))

    def dossier(self, participant: Participant, state: str = DossierState.DRAFT, *, whole: bool = True) -> Dossier:
        """A dossier of six nominees, with all that it needs to be sent where it is `whole`."""
        draw, changed = self.draw, MORNING - timedelta(minutes=self.draw.randrange(40_000))
        dossier: Dossier = self.add(
            Dossier,
            participant=participant,
            state=state,
            place="Chi Lăng",
            letter_number=f"{draw.randrange(1, 400)}/TTr-UBND" if whole else "",
            letter_date=date(2020, 5, draw.randrange(1, 19)) if whole else None,
            signer=person_name(draw) if whole else "",
            signer_title="Chủ tịch" if whole else "",
            changed_at=changed,
            changed_by=self.by,
            begun_at=changed - timedelta(days=5),
        )
        meeting = self.add(Meeting, dossier=dossier, number="3/BB-HĐ", held_on=date(2020, 5, 4), begun=time(8))
        for number in range(1, MEMBERS + 1):
            role = {1: CouncilRole.CHAIR, 2: CouncilRole.SECRETARY}.get(number, CouncilRole.MEMBER)
            told = {"role": role, "position": draw.choice(NAMES["positions"]), "number": number}
            self.add(Attendance, meeting=meeting, name=person_name(draw), **told)
        for part in UNIT_PARTS:
            if whole:
                self.attach(dossier, part=part)
        people = iter(draw.sample(self.honourees, NOMINEES) if len(self.honourees) >= NOMINEES else [])
        for number in range(1, NOMINEES + 1):
            nomination = self.nominee(dossier, number, next(people, None))
            if whole:
                self.add(Vote, meeting=meeting, nomination=nomination, members=MEMBERS, agreed=MEMBERS, against=0)
                self.attach(dossier, nomination, part=REPORT)
        return dossier

    def attach(self, dossier: Dossier, nomination: Nomination | None = None, part: str = "", **more: Any) -> None:
        """A scan at a place of the dossier."""
        name = f"{part or 'minh-chung'}-{nomination.number if nomination else 0}.pdf"
        told = {"part": part, "added_by": self.by, "added_at": dossier.begun_at, **more, **self.file(name)}
        self.add(Attachment, dossier=dossier, nomination=nomination, name=name, **told)

    def nominee(self, dossier: Dossier, number: int, known: tuple[int, str] | None) -> Nomination:
        """Two collectives, then a farmer, a worker, two officials of whom one is a head; with what is said of them."""
        draw, kind = self.draw, "collective" if number < 3 else "individual"
        category = ("", "", "", "farmer", "worker", "official", "official")[number]
        attributes = {"size": "small", "locality": "other"} if kind == "collective" else {}
        if category:
            attributes = {"category": category, "head_of": "grassroots" if number == NOMINEES else "none"}
        name = f"Phòng {' '.join(draw.sample(NAMES['syllables'], 3))}" if kind == "collective" else person_name(draw)
        known = known if kind == "individual" and draw.random() < 0.5 else None
        sections = next(several for of, several in SECTIONS.items() if of == kind)
        nomination: Nomination = self.add(
            Nomination,
            dossier=dossier,
            number=number,
            honouree_id=known[0] if known else None,
            kind=kind,
            award="bang_khen_tinh",
            name=known[1] if known else name,
            name_folded=folded(known[1] if known else name),
            sex=draw.choice(["female", "male"]) if category else "",
            birth=str(draw.randrange(1955, 1998)) if category else "",
            ethnicity=draw.choice(["Tày", "Nùng", "Kinh", "Dao"]) if category else "",
            position=draw.choice(NAMES["positions"]) if category else "",
            workplace=f"Xã {' '.join(draw.sample(NAMES['syllables'], 2))}" if category else "",
            attributes=attributes,
            memberships={"congress_delegates": True} if category else {},
            direct_worker=category in ("farmer", "worker") if category else None,
            headed_name="Trường Trung học cơ sở" if number == NOMINEES else "",
            summary=SENTENCE * 6,
            story={section.code: SENTENCE * draw.randrange(2, 7) for section in sections},
            added_at=dossier.begun_at,
            changed_at=dossier.changed_at,
            changed_by=self.by,
        )
        self.facts(dossier, nomination, category)
        for condition in VIEWS.get(category, ()):
            for judge in ("unit", "appraiser") if dossier.state in ("sent", "accepted") else ("unit",):
                told = {"judge": judge, "passed": True, "reason": "Đã xem hồ sơ", "by": self.by}
                self.add(JudgementView, nomination=nomination, condition=condition, at=dossier.changed_at, **told)
        return nomination

    def facts(self, dossier: Dossier, nomination: Nomination, category: str) -> None:
        """Ratings, awards and figures, as its kind asks; half of the figures with a proof."""
        draw = self.draw
        if category in ("farmer", "worker"):
            code = "income_after_costs" if category == "farmer" else "benefit"
            for year in YEARS:
                amount = draw.randrange(150, 400) * 1_000_000
                fact = self.add(Fact, nomination=nomination, kind=FactKind.AMOUNT, code=code, year=year, amount=amount)
                if draw.random() < 0.5:
                    self.attach(dossier, nomination, fact=fact)
        for headed in (False, True) if nomination.headed_name else (False,) if category in ("", "official") else ():
            told = {"nomination": nomination, "of_headed": headed}
            for year in YEARS:
                rating = draw.choices(["excellent", "good", "fair"], [60, 37, 3])[0]
                self.add(Fact, kind=FactKind.RATING, code=rating, year=year, **told)
            for code in draw.sample(["bang_khen_tinh", "co_thi_dua_tinh", "giay_khen", "tap_the_lao_dong_xuat_sac"], 2):
                number = f"{draw.randrange(1, 3000)}/QĐ-UBND"
                self.add(Fact, kind=FactKind.AWARD, code=code, year=draw.choice(YEARS), decision=number, **told)
        for key, code, year in self.awards.get(nomination.honouree_id or 0, ())[:4]:
            told = {"as_written": code, "year": year, "from_award_id": key}
            self.add(Fact, nomination=nomination, kind=FactKind.AWARD, **told)


def person_name(draw: random.Random) -> str:
    """Somebody's name."""
    return " ".join(
        [draw.choice([*NAMES["family_names"]]), draw.choice(NAMES["middle_names"]), draw.choice(NAMES["given_names"])]
    )


def unread_file(name: str) -> dict[str, Any]:
    """A scan of two pages whose content nobody asks for."""
    digest = hashlib.sha256(name.encode() + random.randbytes(8)).hexdigest()
    return {
        "file": f"attachments/{digest[:2]}/{digest[:32]}",
        "media_type": "application/pdf",
        "size": 900_000,
        "pages": 2,
        "sha256": digest,
    }


def keep(model: type[models.Model], rows: list[Any]) -> None:
    """Writes rows that have their keys."""
    fields = model._meta.concrete_fields
    values = (
        tuple(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields) for row in rows
    )
    if rows:
        write(model, " ".join(field.name for field in fields), values)


def make_campaign(title: str, units: Iterable[Unit], by: User, draw: random.Random) -> Campaign:
    """An open campaign in which these units take part, each in a group whose quota has room for six nominees.

    Its pack is the product's, but for one more individual in the quotas: the guidance lets nobody propose six.
    """
    pack = load_pack(PACK)
    content = pack.model_dump(mode="json")
    for limit in (limit for quota in content["quotas"] for limit in quota["limits"] if limit["rule"] == "cap"):
        limit["at_most"] = 4 if "individual" in limit["kinds"] else 2
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    told = {"title": pack.title, "content": content}
    edition, _ = PackEdition.objects.get_or_create(pack_id=pack.id, hash=digest, defaults=told)
    told = {"state": CampaignState.OPEN, "created_by": by, "opened_at": MORNING}
    host = Unit.objects.get(parent=None)
    campaign = Campaign.objects.create(title=title, host=host, edition=edition, **told)
    groups = ["police", "health", "agriculture", *["district"] * 5]
    last = Participant.objects.aggregate(last=models.Max("pk"))["last"] or 0
    rows = [
        Participant(pk=last + number, campaign=campaign, unit=unit, group=draw.choice(groups))
        for number, unit in enumerate(units, 1)
    ]
    keep(Participant, rows)
    ReceiptCounter.objects.create(campaign=campaign)
    return campaign


def fill(campaign: Campaign, drawn: Drawn) -> int:
    """Dossiers in every state for four of five units of the campaign; how many."""
    participants = list(campaign.participants.with_campaign().order_by("pk"))
    words = [state for state, share in STATES.items() for _ in range(share)]
    words += [""] * (100 - len(words))
    states = [words[number % len(words)] for number in range(len(participants))]
    drawn.draw.shuffle(states)
    counter, begun = campaign.receipt_counter, 0
    for some in parts([(one, state) for one, state in zip(participants, states, strict=True) if state], AT_ONCE):
        with transaction.atomic():
            dossiers = [drawn.dossier(one, state, whole=_is_whole(drawn.draw, state)) for one, state in some]
            drawn.write()
            screen(dossiers)
            counter.last = send(dossiers, drawn, counter.last)
            drawn.write()
            record_all("begin_dossier", [Told(one, one.participant.unit) for one in dossiers], by=drawn.by)
        begun += len(dossiers)
        if begun % 1000 == 0:
            print(f"{begun:,} dossiers", flush=True)
    counter.save()
    return begun


def _is_whole(draw: random.Random, state: str) -> bool:
    return state != DossierState.DRAFT or draw.random() < 0.5


def screen(dossiers: list[Dossier]) -> None:
    """Keeps the words of their screening, but for one dossier in a hundred, which waits for the worker."""
    answers = verdicts_of([one for one in dossiers if one.pk % 100], MORNING.date())
    for declared, verified in set(answers.values()):
        alike = [key for key, words in answers.items() if words == (declared, verified)]
        for some in parts(alike):
            Nomination.objects.filter(pk__in=some).update(declared=declared, verified=verified)


def send(dossiers: list[Dossier], drawn: Drawn, receipt: int) -> int:
    """The version of each that is not a draft, and the notice of it to the office; the last number of a receipt."""
    versions: list[DossierVersion] = []
    last = DossierVersion.objects.aggregate(last=models.Max("pk"))["last"] or 0
    for dossier in dossiers:
        if dossier.state == DossierState.DRAFT:
            continue
        receipt += 1
        sending, sent_at = sending_of(dossier, drawn.by, MORNING.date()), dossier.changed_at
        number = f"{receipt:04}/2020/BN-{dossier.participant.campaign_id}"
        told = {"content": sending.content, "files": sending.files, "digest": sending.digest()}
        key = last + len(versions) + 1
        who = {"dossier": dossier, "number": 1, "receipt": number, "sent_at": sent_at, "sent_by": drawn.by}
        versions.append(DossierVersion(pk=key, **who, **told))
        subject = f"{dossier.participant.unit.name} đã gửi hồ sơ"
        drawn.add(Notice, to=drawn.by, subject=subject, body=subject, page="dossier", key=str(dossier.pk))
    keep(DossierVersion, versions)
    Dossier.objects.filter(pk__in=[one.dossier_id for one in versions]).update(
        version=1, sent_at=models.F("changed_at")
    )
    returned = Dossier.objects.filter(pk__in=[one.pk for one in dossiers], state=DossierState.RETURNED)
    returned.update(open_until=MORNING.date() + timedelta(days=10))
    return receipt


def make_campaigns(great: int, small: int) -> int:
    """All of it, then what the database has to know for its plans; how many dossiers."""
    units = list(Unit.objects.exclude(parent=None).order_by("pk")[:great])
    if len(units) < great or Campaign.objects.exists():
        sys.exit(f"campaigns: this wants {great:,} units and no campaign yet: python -m benchmarks.province --units")
    draw, by = random.Random(2020), reader("office")
    drawn = Drawn(draw, by, unread_file)
    dossiers = fill(make_campaign("Đợt của cả tỉnh", units, by, draw), drawn)
    for number in range(1, small + 1):
        chosen = [units[0], *draw.sample(units[1:], UNITS_OF_SMALL - 1)]
        dossiers += fill(make_campaign(f"Đợt thứ {number}", chosen, by, draw), drawn)
    with connection.cursor() as cursor:
        teach_plans(cursor, connection.vendor)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
    return dossiers


def counts() -> Iterator[str]:
    """How many rows of each."""
    for model in (Participant, Dossier, Nomination, Fact, Attachment, Vote, DossierVersion):
        yield f"{model._default_manager.count():,} {model._meta.model_name}s"


def main() -> None:
    """Fills the tables and says how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--great", type=int, default=GREAT, help="units of the great campaign")
    parser.add_argument("--small", type=int, default=SMALL, help="campaigns of 200 units")
    asked = parser.parse_args()
    took = seconds(lambda: make_campaigns(asked.great, asked.small))
    print(f"{', '.join(counts())} in {took:.0f} s, {connection.vendor}")


if __name__ == "__main__":
    main()
