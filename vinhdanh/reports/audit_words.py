"""How a line of the record is read: its verb, its thing and its fields in Vietnamese."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field

from vinhdanh.models import Role
from vinhdanh.models.councils import CouncilRole, Presence
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import grouped, written_date

NOTHING = "–"
WRITTEN = "(đã ghi)"  # of a personal value that was not there before: it is never told
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOO_LONG = 400


@dataclass(frozen=True, slots=True)
class Verb:
    """What was done, in words; `needs` is the verb of permissions.TABLE that it asks for, blank where the program
    itself does it or a person does it for herself."""

    label: str
    needs: str = ""


VERBS: dict[str, Verb] = {
    # units
    "open_unit": Verb("Thành lập đơn vị", "edit_unit"),
    "edit_unit": Verb("Sửa thông tin đơn vị", "edit_unit"),
    "rename_unit": Verb("Đổi tên đơn vị", "edit_unit"),
    "merge_unit": Verb("Nhập đơn vị", "edit_unit"),
    "split_unit": Verb("Chia, tách đơn vị", "edit_unit"),
    "move_unit": Verb("Chuyển đơn vị cấp trên", "edit_unit"),
    "close_unit": Verb("Kết thúc hoạt động đơn vị", "edit_unit"),
    "reopen_unit": Verb("Khôi phục đơn vị", "edit_unit"),
    "import_units": Verb("Nhập danh mục đơn vị", "edit_unit"),
    "set_unit_year": Verb("Ghi số liệu năm của đơn vị", "edit_unit_numbers"),
    "open_cluster": Verb("Lập cụm thi đua", "edit_clusters"),
    "edit_cluster": Verb("Sửa cụm thi đua", "edit_clusters"),
    "remove_cluster": Verb("Xóa cụm thi đua", "edit_clusters"),
    "copy_clusters": Verb("Chép cụm thi đua năm trước", "edit_clusters"),
    # the register
    "add_honouree": Verb("Thêm đối tượng", "add_honouree"),
    "edit_honouree": Verb("Sửa thông tin đối tượng", "edit_honouree"),
    "add_position": Verb("Thêm chức vụ", "edit_honouree"),
    "end_position": Verb("Kết thúc chức vụ", "edit_honouree"),
    "read_identity_number": Verb("Xem số định danh", "see_personal_data"),
    "add_decision": Verb("Thêm quyết định", "add_award"),
    "add_award": Verb("Ghi khen thưởng vào sổ", "add_award"),
    "correct_award": Verb("Đính chính khen thưởng", "change_award"),
    "revoke_award": Verb("Thu hồi khen thưởng", "change_award"),
    "reissue_award": Verb("Cấp lại khen thưởng", "change_award"),
    "add_rating": Verb("Ghi xếp loại vào sổ", "add_rating"),
    "correct_rating": Verb("Đính chính xếp loại", "correct_rating"),
    "merge_honourees": Verb("Gộp hai đối tượng", "decide_duplicate"),
    "separate_honourees": Verb("Xác nhận là hai đối tượng khác nhau", "decide_duplicate"),
    "reconsider_honourees": Verb("Xét lại hai đối tượng đã phân biệt", "decide_duplicate"),
    "undo_merge": Verb("Hoàn tác việc gộp", "decide_duplicate"),
    # lists taken in
    "send_list": Verb("Gửi danh sách", "import_list"),
    "choose_columns": Verb("Chọn nghĩa của các cột", "import_list"),
    "edit_list_row": Verb("Sửa dòng của danh sách", "import_list"),
    "edit_alike": Verb("Sửa mọi ô ghi giống nhau của danh sách", "import_list"),
    "leave_row_out": Verb("Bỏ dòng của danh sách", "import_list"),
    "take_row_back": Verb("Lấy lại dòng đã bỏ của danh sách", "import_list"),
    "read_again": Verb("Đọc lại danh sách", "import_list"),
    "confirm_import": Verb("Xác nhận ghi danh sách vào sổ", "import_list"),
    "import_list": Verb("Ghi danh sách vào sổ", "import_list"),
    "discard_import": Verb("Bỏ danh sách", "import_list"),
    "undo_import": Verb("Hoàn tác danh sách đã ghi", "undo_import"),
    # campaigns
    "prepare_campaign": Verb("Chuẩn bị đợt khen thưởng", "open_campaign"),
    "edit_campaign": Verb("Sửa thiết lập của đợt khen thưởng", "open_campaign"),
    "open_campaign": Verb("Mở đợt khen thưởng", "open_campaign"),
    "close_campaign": Verb("Kết thúc nhận hồ sơ", "open_campaign"),
    "reopen_campaign": Verb("Mở lại đợt khen thưởng", "open_campaign"),
    "discard_campaign": Verb("Bỏ đợt khen thưởng đang chuẩn bị", "open_campaign"),
    "propose_edition": Verb("Soạn bản tiêu chuẩn mới", "open_campaign"),
    "drop_edition": Verb("Bỏ bản tiêu chuẩn mới", "open_campaign"),
    "take_edition": Verb("Theo bản mới của gói quy định", "take_edition"),
    "add_participant": Verb("Thêm đơn vị tham gia", "edit_participants"),
    "remove_participant": Verb("Bỏ đơn vị tham gia", "edit_participants"),
    "choose_group": Verb("Chọn nhóm của đơn vị tham gia", "edit_participants"),
    "extend_deadline": Verb("Gia hạn gửi hồ sơ", "extend_deadline"),
    "begin_dossier": Verb("Bắt đầu hồ sơ", "edit_dossier"),
    "enter_outcome": Verb("Ghi kết quả khen thưởng", "enter_outcome"),
    "edit_letter": Verb("Sửa tờ trình", "edit_dossier"),
    "send_dossier": Verb("Gửi hồ sơ", "send_dossier"),
    "withdraw_dossier": Verb("Rút hồ sơ", "withdraw_dossier"),
    "return_dossier": Verb("Trả lại hồ sơ để bổ sung", "return_dossier"),
    "settle_remark": Verb("Đánh dấu yêu cầu bổ sung", "edit_dossier"),
    "accept_dossier": Verb("Tiếp nhận hồ sơ", "accept_dossier"),
    "bind_again": Verb("Ghép lại bộ hồ sơ", "send_dossier"),
    # nominees
    "add_nomination": Verb("Thêm đề nghị khen thưởng", "edit_dossier"),
    "edit_nomination": Verb("Sửa đề nghị khen thưởng", "edit_dossier"),
    "remove_nomination": Verb("Đưa đề nghị ra khỏi hồ sơ", "edit_dossier"),
    "restore_nomination": Verb("Lấy lại đề nghị", "edit_dossier"),
    "move_nomination": Verb("Đổi thứ tự đề nghị", "edit_dossier"),
    "link_nomination": Verb("Liên kết đề nghị với sổ khen thưởng", "edit_dossier"),
    "unlink_nomination": Verb("Bỏ liên kết đề nghị với sổ khen thưởng", "edit_dossier"),
    "import_nominations": Verb("Nhập bảng đề nghị vào hồ sơ", "edit_dossier"),
    "put_forward": Verb("Đưa đề nghị lên cấp trên", "edit_dossier"),
    "bring_from_register": Verb("Lấy khen thưởng, xếp loại từ sổ", "edit_dossier"),
    "add_award_fact": Verb("Kê khai khen thưởng trong hồ sơ", "edit_dossier"),
    "edit_award_fact": Verb("Sửa khen thưởng kê khai trong hồ sơ", "edit_dossier"),
    "remove_fact": Verb("Bỏ mục kê khai khỏi hồ sơ", "edit_dossier"),
    # councils of units
    "edit_council": Verb("Sửa thành viên Hội đồng", "edit_dossier"),
    "edit_meeting": Verb("Sửa cuộc họp xét", "edit_dossier"),
    # files of dossiers
    "add_attachment": Verb("Gửi tệp của hồ sơ", "edit_dossier"),
    "link_film": Verb("Gửi đường dẫn phim của hồ sơ", "edit_dossier"),
    "remove_attachment": Verb("Bỏ tệp khỏi hồ sơ", "edit_dossier"),
    # appraisal, reminders, questions
    "judge_condition": Verb("Kết luận điều kiện", "appraise_dossier"),
    "withdraw_judgement": Verb("Rút kết luận điều kiện", "appraise_dossier"),
    "refuse_proof": Verb("Xem xét minh chứng", "appraise_dossier"),
    "confirm_claims": Verb("Xác nhận đã đối chiếu", "appraise_dossier"),
    "withdraw_confirmation": Verb("Rút xác nhận đã đối chiếu", "appraise_dossier"),
    "note_remark": Verb("Ghi nhận xét hồ sơ", "appraise_dossier"),
    "remove_remark": Verb("Bỏ nhận xét hồ sơ", "appraise_dossier"),
    "remind_units": Verb("Nhắc đơn vị gửi hồ sơ", "remind_units"),
    "ask_question": Verb("Đặt câu hỏi", "ask_question"),
    "answer_question": Verb("Trả lời câu hỏi", "answer_question"),
    # people
    "invite_person": Verb("Mời người dùng", "invite_person"),
    "resend_invitation": Verb("Gửi lại lời mời", "invite_person"),
    "withdraw_invitation": Verb("Thu hồi lời mời", "invite_person"),
    "accept_invitation": Verb("Nhận lời mời"),
    "give_role": Verb("Giao vai trò", "give_role"),
    "end_role": Verb("Kết thúc vai trò", "end_role"),
    "reset_second_factor": Verb("Xóa cách xác thực hai bước", "reset_second_factor"),
    "sign_in": Verb("Đăng nhập"),
    "fail_sign_in": Verb("Đăng nhập không thành công"),
    "fail_second_factor": Verb("Xác thực hai bước không thành công"),
    "lock_sign_in": Verb("Tạm khóa đăng nhập"),
    "change_password": Verb("Đổi mật khẩu"),
    "add_authenticator_app": Verb("Bật ứng dụng tạo mã xác thực"),
    "remove_authenticator_app": Verb("Tắt ứng dụng tạo mã xác thực"),
    "add_passkey": Verb("Thêm khóa bảo mật"),
    "remove_passkey": Verb("Xóa khóa bảo mật"),
    "renew_recovery_codes": Verb("Tạo mã dự phòng mới"),
    # the record itself, and the made-up province
    "load_demo": Verb("Nạp tỉnh trình diễn"),
    "record_chain_check": Verb("Kiểm tra chuỗi nhật ký", "see_audit"),
}

KINDS: dict[str, str] = {
    "attachment": "Tệp của hồ sơ",
    "audithead": "Chuỗi nhật ký",
    "award": "Khen thưởng",
    "awardchange": "Thay đổi khen thưởng",
    "campaign": "Đợt khen thưởng",
    "cluster": "Cụm thi đua",
    "columnchoice": "Cách đọc cột",
    "decision": "Quyết định",
    "dossier": "Hồ sơ",
    "heldrole": "Vai trò",
    "honouree": "Đối tượng",
    "import": "Tệp nhập",
    "invitation": "Lời mời",
    "merge": "Việc gộp",
    "nomination": "Đề nghị khen thưởng",
    "participant": "Đơn vị tham gia",
    "position": "Chức vụ",
    "question": "Câu hỏi",
    "rating": "Xếp loại",
    "succession": "Sáp nhập, chia tách",
    "suspicion": "Nghi trùng",
    "unit": "Đơn vị",
    "unitname": "Tên gọi của đơn vị",
    "unityear": "Số liệu năm của đơn vị",
    "user": "Người dùng",
}

# Keys that are no column, and columns without a Vietnamese name of their own.
_FIELDS: dict[str, str] = {
    "absorbed": "được gộp vào",
    "added": "thêm mới",
    "attendances": "thành viên dự họp",
    "award_listed": "khen thưởng được kê khai",
    "awards": "khen thưởng",
    "brought": "lấy từ sổ",
    "campaign": "đợt khen thưởng",
    "change_decision": "quyết định thay đổi",
    "change_reason": "lý do thay đổi",
    "change_signed_on": "ngày ký quyết định thay đổi",
    "children": "đơn vị trực thuộc",
    "cluster": "cụm thi đua",
    "code": "mã",
    "columns": "các cột",
    "condition": "điều kiện",
    "copied_from": "chép từ năm",
    "decision": "quyết định",
    "digest": "dấu của dòng cuối",
    "double_awards": "khen thưởng trùng",
    "double_ratings": "xếp loại trùng",
    "ended": "không còn hiệu lực",
    "expires_at": "hết hạn lúc",
    "fact": "dữ kiện",
    "facts": "số mục từ sổ",
    "fault": "chỗ sai",
    "file_size": "dung lượng (byte)",
    "files": "số tệp",
    "from_dossier": "từ hồ sơ",
    "from_import": "từ tệp",
    "from_register": "từ sổ khen thưởng",
    "hash": "mã kiểm tra của gói quy định",
    "head": "cụm trưởng",
    "identity_digest": "số định danh",
    "honouree": "đối tượng",
    "honourees": "đối tượng",
    "judged": "kết luận",
    "kept": "gộp vào",
    "kind": "loại",
    "known": "đã có trong sổ",
    "known_honourees": "đối tượng đã có",
    "last_day": "đến hết ngày",
    "left_out": "không đọc",
    "lines": "số dòng",
    "looked_at": "lưu ý đã xem",
    "media_type": "loại tệp",
    "members": "thành viên",
    "methods": "cách xác thực",
    "new": "mới",
    "new_decisions": "quyết định mới",
    "new_honourees": "đối tượng mới",
    "nomination": "đề nghị khen thưởng",
    "other": "đối tượng kia",
    "pack": "gói quy định",
    "parent": "đơn vị cấp trên",
    "part": "thành phần hồ sơ",
    "people_reminded": "số người được nhắc",
    "positions": "chức vụ",
    "predecessor": "đơn vị cũ",
    "ratings": "xếp loại",
    "reason": "lý do",
    "receipt": "số biên nhận",
    "refused": "chưa đọc được",
    "refused_proof": "lý do không chấp nhận minh chứng",
    "confirmed": "mục đã đối chiếu",
    "remark": "nhận xét",
    "remarks": "số yêu cầu bổ sung",
    "request": "yêu cầu bổ sung",
    "resembling": "giống đối tượng đã có",
    "row": "dòng",
    "rows": "số dòng",
    "second_factors": "số cách xác thực",
    "settled": "đã xử lý",
    "sha256": "mã băm SHA-256",
    "signed_on": "ngày ký",
    "standing": "tình trạng",
    "subject": "tiêu đề",
    "successor": "đơn vị mới",
    "suspicions": "nghi trùng",
    "table": "bảng",
    "told_apart": "đã phân biệt với",
    "unit": "đơn vị",
    "units": "số đơn vị",
    "units_reminded": "số đơn vị được nhắc",
    "updated": "bổ sung",
    "votes": "phiếu của Hội đồng",
    "without_group": "số đơn vị chưa có nhóm",
    "year": "năm",
}
_OF_MEETING = {"ended": "kết thúc", "name": "họ và tên"}  # where it means something else than elsewhere

_METHODS = {
    "password": "mật khẩu",
    "totp": "ứng dụng tạo mã",
    "webauthn": "khóa bảo mật",
    "recovery_codes": "mã dự phòng",
}


def verb_label(verb: str) -> str:
    """What was done; of a verb that this version no longer knows, its name."""
    known = VERBS.get(verb)
    return known.label if known else verb


def kind_label(kind: str) -> str:
    """What kind of thing it was done on."""
    return KINDS.get(kind, kind)


def thing_words(kind: str, name: str) -> str:
    """The name of a thing as the record keeps it, its code in words: `giay_khen, 2018` → `Giấy khen, 2018`."""
    column = {"award": "award", "awardchange": "award", "rating": "level"}.get(kind)
    if column is None:
        return name
    before, colon, told = name.rpartition(": ")
    code, comma, rest = told.partition(", ")
    return f"{before}{colon}{_labels(kind, column).get(code, code)}{comma}{rest}"


@cache
def field_label(kind: str, name: str) -> str:
    """The Vietnamese name of a column of a kind of thing, or of a key that an action wrote beside the columns."""
    if kind == "meeting" and name in _OF_MEETING:
        return _OF_MEETING[name]
    if name in _FIELDS:
        return _FIELDS[name]
    written = str(getattr(_column(kind, name), "verbose_name", name))
    return name if written == name.replace("_", " ") else written


def in_order(kind: str, names: Iterable[str]) -> list[str]:
    """The fields in the order of the table's columns, others after them by name: a database keeps no order of keys."""
    try:
        columns = [field.name for field in apps.get_model("vinhdanh", kind)._meta.get_fields()]
    except LookupError:
        columns = []
    places = {name: place for place, name in enumerate(columns)}
    return sorted(set(names), key=lambda name: (places.get(name, len(columns)), name))


def value_words(kind: str, name: str, value: Any) -> str:
    """A value as a person reads it: codes as their labels, days as 05/06/2020, nothing as a dash."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return str(value) if "year" in name or name.endswith(("_id", "number")) else grouped(value)
    if isinstance(value, Mapping) and "role" in value and kind in ("meeting", "unit"):
        return _member(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{field_label(kind, key)}: {value_words(kind, key, one)}" for key, one in value.items())
    if isinstance(value, list):
        return _shortened(", ".join(value_words(kind, name, one) for one in value))
    if day := _day(value):
        return written_date(day)
    return _shortened(_labels(kind, name).get(value, value))


def _member(told: Mapping[str, Any]) -> str:
    """A member of a unit's council, as one line of a list."""
    role, presence = CouncilRole(told["role"]).label, told.get("presence")
    came = Presence(presence).label if presence else ""
    return ", ".join(filter(None, (told["name"], told.get("position"), role, came, told.get("reason"))))


def _day(text: str) -> date | None:
    """The day that the record tells; what somebody typed may only look like one."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


@cache
def _labels(kind: str, name: str) -> dict[str, str]:
    """What the codes of a column mean."""
    law = catalogue()
    of_law = {
        "award": law.award_spellings.labels,
        "manner": law.manner_spellings.labels,
        "level": law.rating_spellings.labels,
        "methods": _METHODS,
        "role": {str(code): str(label) for code, label in Role.choices},
    }
    if name in of_law:
        return of_law[name]
    return {str(code): str(label) for code, label in getattr(_column(kind, name), "flatchoices", ())}


def _column(kind: str, name: str) -> "Field[Any, Any] | None":
    try:
        found = apps.get_model("vinhdanh", kind)._meta.get_field(name)
    except (FieldDoesNotExist, LookupError):
        return None
    return found if isinstance(found, Field) else None


def _shortened(text: str) -> str:
    return text if len(text) <= _TOO_LONG else f"{text[:_TOO_LONG]}…"
