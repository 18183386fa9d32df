"""What stands around every page: the rooms that exist and the one we are in."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from vinhdanh import __version__


@dataclass(frozen=True, slots=True)
class Room:
    """A line of the menu: the page it opens, its words, its icon, and whether the reader is in it."""

    page: str
    label: str
    icon: str
    address: str = ""
    current: bool = False


# Only what exists. A page belongs to the room whose address its own begins with.
ROOMS = (
    Room("quick_check", "Kiểm tra nhanh", "clipboard-check"),
    Room("guidance", "Tiêu chuẩn", "book"),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """Context of base.html, on every page; a page adds `title`, and may add `lead`, `crumbs`, `campaign_name`."""
    addresses = {room.page: reverse(room.page) for room in ROOMS}
    rooms = [
        Room(room.page, room.label, room.icon, addresses[room.page], request.path.startswith(addresses[room.page]))
        for room in ROOMS
    ]
    return {"rooms": rooms, "version": __version__}
