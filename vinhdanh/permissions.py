"""Who may do what: verbs down, roles across, one table. A role is held in a unit and reaches all below it.

A view calls `require` for its page, an action calls `require` for its change, however it was reached; a page shows a
button where `can` says yes. What a person may *see* of the tables is asked of their querysets (`visible_to`), by the
same roles: the rows about seeing stand in models/accounts.py, where those can read them.
"""

from django.conf import settings

from vinhdanh.models import HeldRole, Role, Unit, User
from vinhdanh.models.accounts import READERS
from vinhdanh.models.readers import Reading
from vinhdanh.vietnamese import lower_first

OFFICER, LEADER, OFFICE = Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.OFFICE
COUNCIL, PROVINCE, AUDITOR, ADMIN = Role.COUNCIL_MEMBER, Role.PROVINCE_LEADER, Role.AUDITOR, Role.ADMINISTRATOR

# fmt: off
TABLE: dict[str, frozenset[Role]] = {
    # units
    "see_units":            READERS[Reading.UNITS],
    "edit_unit":            frozenset({OFFICE}),              # open, rename, merge, move, close
    "edit_unit_numbers":    frozenset({OFFICER, LEADER, OFFICE}),
    "edit_clusters":        frozenset({OFFICE}),
    # the register
    "see_register":         READERS[Reading.REGISTER],
    "see_personal_data":    frozenset({OFFICER, LEADER, OFFICE}),  # identity numbers, full births, residences
    "add_honouree":         frozenset({OFFICER, OFFICE}),
    "edit_honouree":        frozenset({OFFICER, OFFICE}),     # who somebody is; never an award
    "add_award":            frozenset({OFFICER, OFFICE}),
    "change_award":         frozenset({OFFICE}),              # correct, revoke, re-issue
    "add_rating":           frozenset({OFFICER, OFFICE}),
    "correct_rating":       frozenset({OFFICE}),
    "decide_duplicate":     frozenset({OFFICE}),              # merge, two people, undo
    "import_list":          READERS[Reading.IMPORTS],
    "undo_import":          frozenset({OFFICER, OFFICE}),
    # figures
    "see_figures":          READERS[Reading.REGISTER],
    # campaigns; asked of the unit that holds the campaign
    "see_dossiers":         READERS[Reading.DOSSIERS],
    "open_campaign":        frozenset({OFFICER, LEADER, OFFICE}),  # a unit holds its own (HD I.2.7)
    "edit_participants":    frozenset({OFFICER, LEADER, OFFICE}),
    "extend_deadline":      frozenset({LEADER, OFFICE}),
    "take_edition":         frozenset({LEADER, OFFICE}),
    "appraise_dossier":     frozenset({OFFICER, LEADER, OFFICE}),  # judge, remark, refuse a proof
    "return_dossier":       frozenset({OFFICER, LEADER, OFFICE}),
    "accept_dossier":       frozenset({OFFICER, LEADER, OFFICE}),
    "enter_outcome":        frozenset({OFFICER, OFFICE}),     # it writes into the register
    "remind_units":         frozenset({OFFICER, LEADER, OFFICE}),
    "answer_question":      frozenset({OFFICER, LEADER, OFFICE}),
    # dossiers; asked of the unit that nominates
    "edit_dossier":         frozenset({OFFICER, LEADER}),     # nominees, facts, papers, meeting
    "send_dossier":         frozenset({OFFICER, LEADER}),
    "withdraw_dossier":     frozenset({OFFICER, LEADER}),
    "ask_question":         frozenset({OFFICER, LEADER}),
    # people and the record
    "see_people":           READERS[Reading.PEOPLE],
    "invite_person":        frozenset({OFFICE, ADMIN}),       # send anew and withdraw too
    "give_role":            frozenset({OFFICE, ADMIN}),
    "give_administrator":   frozenset({ADMIN}),               # invite, give and end this role
    "end_role":             frozenset({OFFICE, ADMIN}),
    "reset_second_factor":  frozenset({ADMIN}),               # where somebody lost the phone and the codes
    "see_audit":            READERS[Reading.AUDIT],
}
# fmt: on

PERSONAL_PLACES = frozenset({"nominee.birth", "nominee.residence"})  # of a dossier (see Remark): "see_personal_data"
TWO_FACTORS = frozenset({OFFICE, ADMIN})  # these sign in with a second factor; others may


class Refused(Exception):
    """The person may not do this; the text says so to the person, and whom to ask."""


def can(user: User, verb: str, unit: Unit | None = None) -> bool:
    """Whether one of the person's roles allows the verb: in the unit, or anywhere where no unit is asked of."""
    allowed = TABLE[verb]
    return any(Role(held.role) in allowed and (unit is None or unit.is_within(held.unit.path)) for held in _roles(user))


def require(user: User, verb: str, unit: Unit | None = None) -> None:
    """Raises Refused where the person may not."""
    if not can(user, verb, unit):
        roles = ", ".join(lower_first(role.label) for role in Role if role in TABLE[verb])
        where = f" của {unit.name} hoặc đơn vị cấp trên" if unit else ""
        raise Refused(
            f"Việc này dành cho {roles}{where}. Nếu cần, hãy đề nghị cơ quan thi đua, khen thưởng tỉnh cấp quyền."
        )


def hidden_places(user: User, unit: Unit) -> frozenset[str]:
    """The places of the unit's dossiers whose text is withheld from the person."""
    return frozenset() if can(user, "see_personal_data", unit) else PERSONAL_PLACES


def may_open_files(user: User, unit: Unit) -> bool:
    """Whether the person may open files of the unit's dossiers: nobody knows of a scan that births and residences are
    not in it, and a bundle has them all."""
    return can(user, "see_personal_data", unit)


def require_files(user: User, unit: Unit) -> None:
    """Raises Refused where the person may not open them."""
    if not may_open_files(user, unit):
        raise Refused(
            "Tệp có thông tin cá nhân (ngày sinh, nơi cư trú) nên vai trò này không mở được. "
            f"Tệp dành cho cán bộ, lãnh đạo của {unit.name} và cơ quan thẩm định."
        )


def needs_two_factors(user: User) -> bool:
    """Whether a role of the person asks for a second factor; never in the made-up province, whose logins are known."""
    return not settings.DEMO and any(Role(held.role) in TWO_FACTORS for held in _roles(user))


def _roles(user: User) -> tuple[HeldRole, ...]:
    return user.roles if user.is_authenticated and user.is_active else ()
