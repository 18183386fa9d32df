"""What somebody should look at before a nominee is sent: no verdict, and nothing that stops anybody."""

import re
from collections.abc import Iterator, Sequence

from django.db.models import Q

from vinhdanh.models import AwardStanding, Fact, FactKind, Nomination, User
from vinhdanh.models.honourees import keys_of_one
from vinhdanh.models.register_facts import RegisterNews, register_news, register_news_of
from vinhdanh.permissions import can
from vinhdanh.reports.award_words import fact_award_label
from vinhdanh.reports.campaigns import pack_of_dossier
from vinhdanh.reports.dossier_content import fact_label, fact_words
from vinhdanh.rules.campaign import Pack
from vinhdanh.vietnamese import folded, join_words, lower_first

_SAME_MERIT = 24  # letters; a shorter reason ("có thành tích xuất sắc") says nothing in particular
_YEAR = re.compile(r"\d{4}$")


def warnings_of(nomination: Nomination, reader: User, news: RegisterNews | None = None) -> list[str]:
    """A sentence each. Whoever appraises for the campaign reads which unit proposes the same nominee, and what the
    register says otherwise; the unit only that one does, for it may not see more of another's dossier.

    An award that the register holds warns though the unit did not take it into the dossier. `news` where it was read.
    """
    pack = pack_of_dossier(nomination.dossier)
    news = register_news(nomination, pack) if news is None else news
    awards = [one for one in nomination.facts.all() if one.kind == FactKind.AWARD and not one.of_headed]
    awards += [one for one in news.fresh if one.kind == FactKind.AWARD and not one.of_headed]
    appraises = can(reader, "appraise_dossier", nomination.dossier.participant.campaign.host)
    return [
        *(_register_words(nomination, news, pack) if appraises else ()),
        *_proposed_elsewhere(nomination, reader),
        *_received_already(nomination, pack, awards),
        *_same_merit(nomination, pack, awards),
    ]


def register_words(nominations: Sequence[Nomination], pack: Pack) -> dict[int, list[str]]:
    """What the register says otherwise than the dossier, a sentence each, by the key of the nomination: entries that
    ended since, and those that the unit left out. In as many queries for many as for one."""
    news = register_news_of(nominations, pack)
    return {one.pk: list(_register_words(one, news[one.pk], pack)) for one in nominations}


def _register_words(nomination: Nomination, news: RegisterNews, pack: Pack) -> Iterator[str]:
    for fact in news.ended:
        entry = fact.from_award or fact.from_rating
        if entry is not None and entry.standing != AwardStanding.DOUBLE:
            yield f"{_called(fact, pack)}: sổ ghi {lower_first(entry.get_standing_display())}, hồ sơ vẫn kê."
    claims = [one for one in nomination.facts.all() if not one.from_award_id and not one.from_rating_id]
    for fact in news.fresh:
        told = [one for one in claims if _is_of(one, fact)]
        if not told:
            yield f"Trong sổ còn {lower_first(_called(fact, pack))}, đơn vị không đưa vào hồ sơ."
        elif fact.kind == FactKind.RATING and told[0].code != fact.code:
            of = fact_label(fact, pack)
            yield f"{of}: sổ ghi “{fact_words(fact, pack)}”, hồ sơ ghi “{fact_words(told[0], pack)}”."


def _called(fact: Fact, pack: Pack) -> str:
    """`Bằng khen của Chủ tịch UBND tỉnh năm 2018, QĐ 12/QĐ-UBND`, `Xếp loại năm 2018 (Hoàn thành tốt nhiệm vụ)`."""
    of = " của đơn vị đứng đầu" if fact.of_headed else ""
    if fact.kind == FactKind.RATING:
        return f"{fact_label(fact, pack)} ({fact_words(fact, pack)})"
    return f"{fact_award_label(fact, pack)}{of} năm {fact.year}" + (f", QĐ {fact.decision}" if fact.decision else "")


def _is_of(claim: Fact, entry: Fact) -> bool:
    """Whether the unit's claim may be what the entry says."""
    same = (claim.kind, claim.of_headed, claim.year) == (entry.kind, entry.of_headed, entry.year)
    if entry.kind == FactKind.RATING or not same:
        return same
    return claim.code == entry.code and (bool(claim.code) or folded(claim.as_written) == folded(entry.as_written))


def same_nominees(nomination: Nomination) -> list[Nomination]:
    """Who else stands in the campaign and is this honouree, or bears the same name and is of the same kind and year of
    birth; who is known to be another honouree is not."""
    campaign = nomination.dossier.participant.campaign_id
    others = Nomination.objects.standing().filter(dossier__participant__campaign=campaign).exclude(pk=nomination.pk)
    by_name = Q(name_folded=folded(nomination.name), kind=nomination.kind)
    same = keys_of_one(nomination.honouree_id) if nomination.honouree_id else set()
    if same:
        by_name &= Q(honouree=None)
        found = others.filter(by_name | Q(honouree__in=same))
    else:
        found = others.filter(by_name)
    listed = found.select_related("dossier__participant__unit").order_by("pk")
    born = _birth_year(nomination)
    return [
        one for one in listed if one.honouree_id in same or not born or not _birth_year(one) or _birth_year(one) == born
    ]


def _proposed_elsewhere(nomination: Nomination, reader: User) -> Iterator[str]:
    found = same_nominees(nomination)
    own = [one for one in found if one.dossier_id == nomination.dossier_id]
    others = list(dict.fromkeys(one.dossier.participant.unit.name for one in found if one not in own))
    if own:
        yield f"Hồ sơ này có hai đề nghị cho {nomination.name}; nếu là một đối tượng thì giữ một đề nghị."
    if others and can(reader, "appraise_dossier", nomination.dossier.participant.campaign.host):
        yield f"{nomination.name} cũng được {join_words(others)} đề nghị trong đợt này."
    elif others:
        yield f"{nomination.name} đã có đơn vị khác đề nghị trong đợt này; cần thống nhất đơn vị đề nghị trước khi gửi."


def _received_already(nomination: Nomination, pack: Pack, awards: list[Fact]) -> Iterator[str]:
    received = {one.year for one in awards if one.code == nomination.award}
    years = [year for year in pack.period.years if year in received]
    if years:
        label = pack.award_of[nomination.award].label
        told = join_words([str(year) for year in years])
        yield f"Đã được tặng {label} năm {told}, trong giai đoạn {pack.period}; thành tích lần này phải là mới."


def _same_merit(nomination: Nomination, pack: Pack, awards: list[Fact]) -> Iterator[str]:
    """A thành tích is honoured once; what an entry of the register says it was given for is looked for in the text."""
    told = folded("\n".join([nomination.summary, *map(str, nomination.story.values())]))
    for one in awards:
        reason = folded(one.from_award.reason) if one.from_award else ""
        if len(reason) >= _SAME_MERIT and reason in told:
            kind = pack.award_of.get(one.code)
            label = kind.label if kind else one.as_written
            yield (
                f"Thành tích “{one.from_award.reason}” đã được khen thưởng ({label}, {one.year}); "  # type: ignore[union-attr]
                "một thành tích không khen thưởng nhiều lần."
            )


def _birth_year(nomination: Nomination) -> str:
    found = _YEAR.search(nomination.birth)
    return found.group() if found else ""
