"""What an address of ours is called by people: for questions that were asked from a page."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

OTHER = "Một trang khác của chương trình"
_WORDS = {
    "home": "Trang chính",
    "guidance": "Tiêu chuẩn khen thưởng",
    "quick_check": "Kiểm tra bảng đề nghị",
    "register": "Sổ khen thưởng",
    "honouree": "Một đối tượng trong sổ khen thưởng",
    "imports": "Nhập danh sách",
    "dossiers": "Hồ sơ",
    "dossier": "Hồ sơ của đơn vị",
    "dossier_letter": "Tờ trình của hồ sơ",
    "dossier_meeting": "Họp Hội đồng của đơn vị",
    "dossier_send": "Gửi hồ sơ",
    "dossier_version": "Hồ sơ đã gửi",
    "dossier_outcomes": "Kết quả khen thưởng",
    "nomination": "Một trường hợp đề nghị",
    "nomination_add": "Thêm trường hợp đề nghị",
    "nominations_import": "Nhập bảng đề nghị",
    "campaigns": "Đợt khen thưởng",
    "campaign": "Đợt khen thưởng",
    "campaign_rules": "Quy định của đợt",
    "questions": "Hỏi đáp",
    "public_questions": "Hỏi đáp công khai",
}


def page_words(address: str) -> str:
    """The name of the page at an address of ours: `/ho-so/1/` is “Hồ sơ của đơn vị”; blank for no address."""
    return _WORDS.get(page_at(address)[0], OTHER) if address else ""


def page_at(address: str) -> tuple[str, int | None]:
    """The name that the routes give to a page at an address of ours, and the key of what it shows: `("dossier", 1)`."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return "", None
    return found.url_name or "", found.kwargs.get("pk")
