"""What stands around every page: the rooms of the reader's roles, the one we are in, and who is signed in."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from vinhdanh import __version__
from vinhdanh.models import User
from vinhdanh.permissions import can, needs_two_factors


@dataclass(frozen=True, slots=True)
class Room:
    """A line of the menu: the page it opens, its words, its icon, what one must be allowed to (nothing: everybody),
    whether the reader is in it, and the first words of addresses that belong to it beside its own."""

    page: str
    label: str
    icon: str
    verb: str = ""
    address: str = ""
    current: bool = False
    also: tuple[str, ...] = ()


HOME = Room("home", "Việc cần làm", "check2-square")
# A page belongs to the room with whose first word its own address begins: /bao-cao/so-lieu/ to /bao-cao/mau-02/.
ROOMS = (
    Room("dossiers", "Hồ sơ", "folder2-open", "see_dossiers", also=("/dot-khen-thuong/", "/tham-dinh/", "/tep/")),
    Room("questions", "Hỏi đáp", "question-circle", "see_dossiers"),
    Room("register", "Sổ khen thưởng", "award", "see_register"),
    Room("imports", "Nhập danh sách", "file-earmark-arrow-up", "import_list"),
    Room("form_02", "Báo cáo", "bar-chart", "see_figures"),
    Room("units", "Đơn vị", "diagram-3", "see_units"),
    Room("people", "Người dùng", "people", "see_people"),
    Room("audit", "Nhật ký", "clock-history", "see_audit"),
)
PUBLIC_ROOMS = (
    Room("quick_check", "Kiểm tra nhanh", "clipboard-check"),
    Room("guidance", "Tiêu chuẩn", "book"),
    Room("public_questions", "Hỏi đáp", "question-circle"),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """Context of base.html, on every page; a page adds `title`, and may add `lead`, `crumbs`, `campaign_name`."""
    person = getattr(request, "user", None)
    signed_in = person if isinstance(person, User) else None
    inside = signed_in if not getattr(request, "second_factor_missing", False) else None
    own = [room for room in ROOMS if inside and can(inside, room.verb)]
    labels = {room.label for room in own}
    public = [room for room in PUBLIC_ROOMS if room.label not in labels]
    return {
        "person": signed_in,
        "home_room": _placed(HOME, request) if inside else None,
        "rooms": _with_addresses(own, request),
        "public_rooms": _with_addresses(public, request),
        "ask_address": _ask_address(request) if inside and can(inside, "ask_question") else "",
        "may_search": bool(inside and can(inside, "see_register")) and _address("register"),
        "must_have_second_factor": bool(signed_in and needs_two_factors(signed_in)),
        "demo": settings.DEMO,
        "version": __version__,
    }


def _ask_address(request: HttpRequest) -> str:
    """Where one asks about the page at hand."""
    address = _address("question_ask")
    return f"{address}?{urlencode({'trang': request.path})}" if address and request.path != address else address


def _with_addresses(rooms: list[Room], request: HttpRequest) -> list[Room]:
    return [_placed(room, request) for room in rooms if _address(room.page)]


def _placed(room: Room, request: HttpRequest) -> Room:
    address = _address(room.page)
    inside = address[: address.index("/", 1) + 1] if address.count("/") > 1 else address
    current = request.path == address if room is HOME else request.path.startswith((inside, *room.also))
    return replace(room, address=address, current=current)


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:  # its page is not here
        return ""
