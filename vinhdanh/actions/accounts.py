"""Invitations and roles: who comes in, as what, and who no longer is."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import HeldRole, Invitation, Role, Unit, User
from vinhdanh.permissions import Refused, can, require
from vinhdanh.vietnamese import lower_first, written_date

INVITATION_LASTS = timedelta(days=7)
Link = Callable[[str], str]  # from the key of an invitation to the whole address of its page

_ADMINISTRATOR_ONLY = "Vai trò quản trị hệ thống chỉ do người quản trị hệ thống giao hoặc kết thúc."
_NOT_OWN = "Không ai tự thay đổi vai trò của mình. Hãy đề nghị một người quản trị hệ thống khác."


def invite_person(email: str, full_name: str, role: Role, unit: Unit, *, by: User, link: Link) -> Invitation:
    """Sends a link that serves once, for seven days; who opens it sets a password and receives the role in the unit.

    Raises Refused where `by` may not give this role in this unit; NotPossible where the address has an account or an
    invitation that waits, and where the mail could not be sent (the invitation then stands, to be sent anew).
    """
    _require_may_give(by, "invite_person", role, unit)
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise NotPossible(
            "Thư điện tử này đã có tài khoản. Tìm người đó trong danh sách người dùng và giao thêm vai trò.", "email"
        )
    if Invitation.objects.waiting().filter(email=email, expires_at__gt=timezone.now()).exists():
        raise NotPossible("Thư điện tử này đã có lời mời đang chờ. Gửi lại hoặc thu hồi lời mời đó.", "email")
    with transaction.atomic():
        invitation, key = _make_invitation(email, full_name, role, unit, by)
    _send(invitation, link(key))
    return invitation


def invite_first_administrator(email: str, full_name: str) -> tuple[Invitation, str]:
    """For an installation where nobody is an administrator yet; answers with the key of the link. Sends no mail.

    Raises NotPossible where there is an administrator, where the address has an account, or where there is no unit
    yet that stands for the whole province.
    """
    if HeldRole.objects.current().filter(role=Role.ADMINISTRATOR).exists():
        raise NotPossible("Đã có người quản trị hệ thống. Người đó mời thêm người ở trang Người dùng.")
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise NotPossible("Thư điện tử này đã có tài khoản. Dùng một thư điện tử khác.", "email")
    province = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    if province is None:
        raise NotPossible("Chưa có đơn vị cấp tỉnh. Chạy lại với tham số --province và tên tỉnh.", "province")
    with transaction.atomic():
        for waiting in Invitation.objects.waiting().filter(role=Role.ADMINISTRATOR, invited_by__isnull=True):
            _withdraw(waiting, None)  # only the newest link serves
        return _make_invitation(email.strip().lower(), full_name, Role.ADMINISTRATOR, province, None)


def resend_invitation(invitation: Invitation, *, by: User, link: Link) -> Invitation:
    """Sends a new link for seven days more; the old one serves no longer. Raises as `invite_person` does."""
    _require_may_give(by, "invite_person", Role(invitation.role), invitation.unit)
    with transaction.atomic():
        invitation = _waiting(invitation)
        key = secrets.token_urlsafe(32)
        before = invitation.expires_at
        invitation.key_digest, invitation.expires_at = key_digest(key), timezone.now() + INVITATION_LASTS
        invitation.save(update_fields=["key_digest", "expires_at"])
        record(
            "resend_invitation",
            invitation,
            by=by,
            unit=invitation.unit,
            before={"expires_at": before},
            after={"expires_at": invitation.expires_at},
        )
    _send(invitation, link(key))
    return invitation


def withdraw_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """The link serves no longer. Raises Refused, and NotPossible where it was accepted or withdrawn already."""
    _require_may_give(by, "invite_person", Role(invitation.role), invitation.unit)
    with transaction.atomic():
        return _withdraw(_waiting(invitation), by)


def find_invitation(key: str) -> Invitation:
    """The invitation of the link; raises NotPossible, saying why the link no longer serves and whom to ask."""
    invitation = Invitation.objects.select_related("unit", "invited_by").filter(key_digest=key_digest(key)).first()
    if invitation is None:
        raise NotPossible("Đường dẫn mời không đúng hoặc đã được thay bằng một đường dẫn gửi sau. Mở thư mới nhất.")
    whom = f"Hãy đề nghị {invitation.invited_by or 'người quản trị hệ thống'} gửi lại."
    if invitation.accepted_at:
        raise NotPossible("Lời mời này đã dùng rồi. Đăng nhập bằng mật khẩu đã đặt.")
    if invitation.withdrawn_at:
        raise NotPossible(f"Lời mời này đã được thu hồi. {whom}")
    if not invitation.is_open(timezone.now()):
        raise NotPossible(f"Lời mời này đã hết hạn lúc {_moment(invitation.expires_at)}. {whom}")
    return invitation


def accept_invitation(key: str, *, password: str) -> User:
    """Makes the account with its password, and gives the role; the link is used up.

    Raises NotPossible where the link does not serve, the address has an account by now, or the password is too weak.
    """
    with transaction.atomic():
        invitation = find_invitation(key)
        Invitation.objects.select_for_update().get(pk=invitation.pk)
        invitation = find_invitation(key)  # again: of two who open the link at once, the second waited for the row
        inviter = invitation.invited_by
        if inviter and not _may_give(inviter, "invite_person", Role(invitation.role), invitation.unit):
            raise NotPossible("Người mời không còn quyền mời vào vai trò này. Hãy đề nghị gửi lời mời mới.")
        if User.objects.filter(email__iexact=invitation.email).exists():
            raise NotPossible("Thư điện tử này đã có tài khoản. Hãy đăng nhập; nếu quên mật khẩu, đặt lại mật khẩu.")
        person = User(username=_free_username(invitation.email), email=invitation.email, full_name=invitation.full_name)
        try:
            validate_password(password, person)
        except ValidationError as weak:
            raise NotPossible(" ".join(weak.messages), "password") from weak
        person.set_password(password)
        person.save()
        held = HeldRole.objects.create(
            user=person, role=invitation.role, unit=invitation.unit, given_by=invitation.invited_by
        )
        invitation.accepted_at, invitation.accepted_by = timezone.now(), person
        invitation.save(update_fields=["accepted_at", "accepted_by"])
        record("accept_invitation", person, by=person, unit=invitation.unit, after=_told(held))
    return person


def give_role(person: User, role: Role, unit: Unit, *, by: User) -> HeldRole:
    """One more role. Raises Refused where `by` may not, or is the person; NotPossible where it is held already."""
    if person == by:
        raise Refused(_NOT_OWN)
    _require_may_give(by, "give_role", role, unit)
    if HeldRole.objects.current().filter(user=person, role=role, unit=unit).exists():
        raise NotPossible(f"{person} đang là {lower_first(role.label)} tại {unit}.", "role")
    with transaction.atomic():
        held = HeldRole.objects.create(user=person, role=role, unit=unit, given_by=by)
        record("give_role", person, by=by, unit=unit, after=_told(held))
    return held


def end_role(held: HeldRole, *, by: User) -> HeldRole:
    """The person holds it no longer; the row stays. Raises Refused where `by` may not, or is the person; NotPossible
    where it was ended already, and for the last administrator."""
    if held.user == by:
        raise Refused(_NOT_OWN)
    _require_may_give(by, "end_role", Role(held.role), held.unit)
    with transaction.atomic():
        administrators = HeldRole.objects.current().filter(role=Role.ADMINISTRATOR).select_for_update()
        others = [one for one in administrators if one.user_id != held.user_id]
        if held.role == Role.ADMINISTRATOR and not others:
            raise NotPossible("Đây là người quản trị hệ thống duy nhất. Giao vai trò này cho người khác trước.")
        standing = HeldRole.objects.current().filter(pk=held.pk).select_for_update().first()
        if standing is None:
            raise NotPossible("Vai trò này đã kết thúc từ trước.")
        standing.ended_at = timezone.now()
        standing.save(update_fields=["ended_at"])
        record("end_role", held.user, by=by, unit=held.unit, before=_told(held))
    return standing


def reset_second_factor(person: User, *, by: User) -> int:
    """Takes away every second factor of somebody who lost them; who must have one is led to set it up at the next
    step. Answers with how many there were. Raises Refused where `by` does not reach all roles of the person."""
    if person == by:
        raise Refused("Không ai tự xóa cách xác thực của mình ở đây. Dùng trang Tài khoản và bảo mật.")
    require(by, "reset_second_factor")
    for held in person.roles:
        require(by, "reset_second_factor", held.unit)
    with transaction.atomic():
        factors = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
        count = int(factors.count())
        if not count:
            raise NotPossible(f"{person} chưa đặt xác thực hai bước.")
        Authenticator.objects.filter(user=person).delete()
        unit = person.roles[0].unit if person.roles else None
        record("reset_second_factor", person, by=by, unit=unit, before={"second_factors": count})
    return count


def change_password(person: User, password: str, *, by: User) -> None:
    """Sets the password of an account whose right to it is proved already (by the old one, or by a link)."""
    with transaction.atomic():
        person.set_password(password)
        person.save(update_fields=["password"])
        record("change_password", person, by=by, unit=unit_of(person))


def change_second_factor(person: User, verb: str, *, by: User) -> None:
    """Leaves the line of a second factor that was added, removed or written anew: `verb` says which."""
    record(verb, person, by=by, unit=unit_of(person))


def unit_of(person: User) -> Unit | None:
    """The unit under which the record keeps what concerns the person: that of the first role."""
    return person.roles[0].unit if person.roles else None


def key_digest(key: str) -> str:
    """What is kept of a link's key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _may_give(by: User, verb: str, role: Role, unit: Unit) -> bool:
    return can(by, verb, unit) and (role != Role.ADMINISTRATOR or can(by, "give_administrator", unit))


def _require_may_give(by: User, verb: str, role: Role, unit: Unit) -> None:
    require(by, verb, unit)
    if role == Role.ADMINISTRATOR and not can(by, "give_administrator", unit):
        raise Refused(_ADMINISTRATOR_ONLY)


def _make_invitation(email: str, full_name: str, role: Role, unit: Unit, by: User | None) -> tuple[Invitation, str]:
    key = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        full_name=" ".join(full_name.split()),
        role=role,
        unit=unit,
        key_digest=key_digest(key),
        invited_by=by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    record("invite_person", invitation, by=by, unit=unit, after=_told(invitation))
    return invitation, key


def _waiting(invitation: Invitation) -> Invitation:
    """The row, locked; raises where nothing can be done with it any more."""
    found = Invitation.objects.waiting().filter(pk=invitation.pk).select_for_update().first()
    if found is None:
        raise NotPossible("Lời mời này đã được dùng hoặc đã thu hồi.")
    return found


def _withdraw(invitation: Invitation, by: User | None) -> Invitation:
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("withdraw_invitation", invitation, by=by, unit=invitation.unit, before=_told(invitation))
    return invitation


def _told(held: HeldRole | Invitation) -> dict[str, str]:
    return {"role": held.role, "unit": held.unit.code}


def _free_username(email: str) -> str:
    wanted = email.partition("@")[0][:140]
    taken = set(User.objects.filter(username__istartswith=wanted).values_list("username", flat=True))
    names = [wanted, *(f"{wanted}{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name.lower() not in {one.lower() for one in taken})


def _moment(moment: datetime) -> str:
    here = timezone.localtime(moment)
    return f"{here:%H:%M} ngày {written_date(here.date())}"


def _send(invitation: Invitation, address: str) -> None:
    text = (
        f"Kính gửi {invitation.full_name},\n\n"
        f"{invitation.invited_by} mời ông/bà sử dụng phần mềm thi đua, khen thưởng Vinh Danh "
        f"với vai trò {lower_first(invitation.get_role_display())} tại {invitation.unit}.\n\n"
        f"Mở đường dẫn dưới đây và đặt mật khẩu:\n\n{address}\n\n"
        f"Đường dẫn dùng được một lần, trước {_moment(invitation.expires_at)}. Không chuyển thư này cho người khác.\n"
        "Nếu không biết người mời, hãy bỏ qua thư này.\n"
    )
    try:
        EmailMessage("Lời mời sử dụng Vinh Danh", text, to=[invitation.email]).send()
    except OSError as error:
        raise NotPossible(
            "Lời mời đã lập nhưng máy chủ thư không nhận thư. Thử “Gửi lại” sau ít phút, hoặc báo người quản trị."
        ) from error
