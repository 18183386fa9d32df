"""The words that a campaign's pack gives to the reader of its workbooks."""

from collections import Counter
from collections.abc import Iterable

from vinhdanh.intake.terms import NominationTerms, Terms
from vinhdanh.rules.campaign import AwardKind, Labelled, Pack
from vinhdanh.rules.vocabulary import Awards, HeadedUnit, Judged, conditions
from vinhdanh.rules.yaml_source import PackError, PackProblem


def nomination_terms(pack: Pack) -> NominationTerms:
    """The words of the campaign's workbooks; PackError where the same words stand for two things."""
    try:
        return _terms(pack)
    except ValueError as error:
        raise PackError([PackProblem(pack.id, 0, "", f"hai mã có cùng cách viết: {error}")]) from None


def _terms(pack: Pack) -> NominationTerms:
    """The closed lists of the campaign, with every way of writing them that the pack knows.

    Judgements are the conditions that only a person can decide, and the exceptions that an appraiser may grant (O11).
    """
    abbreviations = pack.abbreviations
    fillers = frozenset(pack.fillers)

    def terms(items: Iterable[Labelled]) -> Terms:
        listed = tuple(items)
        labels = {item.code: item.label for item in listed}
        also = {item.code: item.also for item in listed}
        starting = {item.code: item.starting for item in listed if isinstance(item, AwardKind) and item.starting}
        return Terms(labels, also, abbreviations, fillers, starting)

    def values(attribute: str) -> Terms:
        found = pack.attribute_of.get(attribute)
        return terms(value for value in found.values if value.code != found.blank) if found else Terms({})

    return NominationTerms(
        groups=terms(pack.groups),
        sizes=values("size"),
        categories=values("category"),
        head_roles=values("head_of"),
        ratings=terms(pack.scale.levels),
        awards=terms(pack.awards),
        indicators=terms(pack.indicators),
        judgements=Terms(judgement_labels(pack)),
        proposed=terms(pack.award_of[code] for code in _several(pack)),
    )


def judgement_labels(pack: Pack) -> dict[str, str]:
    """The id of everything that a person may decide in this campaign, with its words; words that several criteria ask
    stand with the criterion that each belongs to."""
    labels: dict[str, str] = {}
    of_criterion: dict[str, str] = {}
    for criterion in pack.criteria:
        inside = conditions(criterion.condition)
        of_unit = {part.id for one in inside if isinstance(one, HeadedUnit) for part in conditions(one.part)}
        for condition in inside:
            if isinstance(condition, Judged):
                labels[condition.id] = condition.text
                of_criterion[condition.id] = criterion.text
            elif isinstance(condition, Awards) and condition.exception:
                named = " hoặc ".join(pack.award_of[code].label for code in condition.among.codes)
                whose = " của đơn vị đứng đầu" if condition.id in of_unit else ""
                awards = named or "số khen thưởng còn thiếu"
                labels[condition.exception] = f"Chấp nhận ngoại lệ thay cho {awards}{whose}"
    asked = Counter(labels.values())
    return {id_: f"{text} ({of_criterion[id_]})" if asked[text] > 1 else text for id_, text in labels.items()}


def _several(pack: Pack) -> tuple[str, ...]:
    """The awards that may be proposed, where a kind of nominee has more than one to choose from."""
    several = any(len(awards) > 1 for awards in pack.proposable.values())
    return tuple(dict.fromkeys(criterion.award for criterion in pack.criteria)) if several else ()
