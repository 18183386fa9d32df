"""`vinhdanh …`: reads the words of the command and calls the one who does it. No database and no server."""

import argparse
import pkgutil
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, cast
from zoneinfo import ZoneInfo

from vinhdanh import __version__
from vinhdanh.management.complaints import complain_of_writing
from vinhdanh.rules.packs import default_pack
from vinhdanh.vietnamese import read_date

_ARGPARSE_WORDS = (
    ("the following arguments are required:", "thiếu"),
    ("unrecognized arguments:", "không hiểu"),
    ("invalid choice:", "không có lựa chọn"),
    ("choose from", "chọn một trong"),
    ("expected one argument", "cần một giá trị"),
    ("argument", "tham số"),
)


class _Help(argparse.HelpFormatter):
    """The page of help, opened in Vietnamese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks Vietnamese: its help, and what is wrong in one line before it exits with 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=_Help, add_help=False)
        self._positionals.title, self._optionals.title = "Lệnh và tham số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện trang này rồi thôi")

    def error(self, message: str) -> NoReturn:
        for english, vietnamese in _ARGPARSE_WORDS:
            message = message.replace(english, vietnamese)
        self.exit(2, f"Lệnh chưa đúng: {' '.join(message.split())}. Xem: {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 or 2 as each command says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # a file's name may be no text at all
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        exit_code = run(chosen)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:  # standard output goes to a file on a full disk
        complain_of_writing(error)
        return 2
    return exit_code


def load(name: str) -> Callable[..., Any]:
    """A function of this room by name. Only what the command needs is loaded: the writers of papers take longer to
    load than a workbook takes to screen."""
    return cast(Callable[..., Any], pkgutil.resolve_name(f"vinhdanh.management.{name}"))


def _screen(chosen: argparse.Namespace) -> int:
    writer = partial(load("drafts:write_drafts"), out=chosen.out) if chosen.out else None
    on = chosen.on or today()
    return int(load("screening:screen_file")(chosen.file, chosen.campaign, chosen.format, on, writer))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="vinhdanh", description="Thi đua, khen thưởng của một tỉnh: đối chiếu, số lượng, văn bản.")
    parser.add_argument("--version", action="version", version=f"vinhdanh {__version__}", help="phiên bản")
    commands = parser.add_subparsers(required=True, metavar="LỆNH", parser_class=_Parser)
    _add_screen(commands)
    _add_template(commands)
    _add_pack(commands)
    _add_admin(commands)
    _add_demo(commands)
    _add_import(commands)
    _add_worker(commands)
    _add_form_02(commands)
    _add_audit(commands)
    return parser


def _add_screen(commands: "argparse._SubParsersAction[_Parser]") -> None:
    screen = commands.add_parser("screen", help="đối chiếu bảng đề nghị khen thưởng với tiêu chuẩn và số lượng")
    screen.add_argument("file", type=Path, metavar="TỆP", help="bảng đề nghị (.xlsx)")
    _add_campaign(screen)
    screen.add_argument("--format", choices=("text", "json"), default="text", help="cách in kết quả")
    screen.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="ghi Mẫu 03, tờ trình và kết quả vào đây")
    screen.add_argument("--on", type=_day, metavar="NGÀY", help="ngày đối chiếu, YYYY-MM-DD (mặc định hôm nay)")
    screen.set_defaults(run=_screen)


def _add_campaign(command: argparse.ArgumentParser) -> None:
    only = default_pack()
    words = f"gói quy định{' (mặc định %(default)s)' if only else ''}"
    command.add_argument("--campaign", default=only, required=only is None, metavar="TÊN", help=words)


def _add_template(commands: "argparse._SubParsersAction[_Parser]") -> None:
    template = commands.add_parser("template", help="ghi bảng mẫu để điền")
    kinds = template.add_subparsers(required=True, metavar="LOẠI", parser_class=_Parser)
    nominations = kinds.add_parser("nominations", help="bảng đề nghị khen thưởng")
    _add_campaign(nominations)
    nominations.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tệp .xlsx sẽ ghi")
    nominations.add_argument("--example", action="store_true", help="điền sẵn một ví dụ (tên người do chúng tôi đặt)")
    nominations.set_defaults(run=lambda a: load("drafts:write_nomination_template")(a.campaign, a.out, a.example))


def _add_pack(commands: "argparse._SubParsersAction[_Parser]") -> None:
    pack = commands.add_parser("pack", help="kiểm tra hoặc xem gói quy định")
    kinds = pack.add_subparsers(required=True, metavar="VIỆC", parser_class=_Parser)
    check = kinds.add_parser("check", help="kiểm tra một thư mục gói quy định")
    check.add_argument("folder", type=Path, metavar="THƯ_MỤC")
    check.set_defaults(run=lambda a: load("packs:check_pack")(a.folder))
    show = kinds.add_parser("show", help="máy đã hiểu gì, từng điều một")
    show.add_argument("name", metavar="TÊN_HOẶC_THƯ_MỤC")
    show.set_defaults(run=lambda a: load("packs:show_pack")(a.name))
    kinds.add_parser("list", help="các gói có sẵn").set_defaults(run=lambda a: load("packs:list_packs")())
    kinds.add_parser("schema", help="lược đồ JSON của gói, cho trình soạn thảo").set_defaults(
        run=lambda a: load("packs:show_schema")()
    )


def _add_admin(commands: "argparse._SubParsersAction[_Parser]") -> None:
    admin = commands.add_parser("admin", help="người quản trị hệ thống")
    kinds = admin.add_subparsers(required=True, metavar="VIỆC", parser_class=_Parser)
    create = kinds.add_parser("create", help="lập lời mời cho người quản trị hệ thống đầu tiên, in đường dẫn")
    create.add_argument("--email", required=True, metavar="THƯ", help="thư điện tử của người đó")
    create.add_argument("--name", required=True, metavar="TÊN", help="họ và tên")
    create.add_argument("--province", default="", metavar="TÊN", help="tên tỉnh, khi chưa có đơn vị nào")
    create.add_argument("--address", default="", metavar="ĐỊA_CHỈ", help="địa chỉ của phần mềm, ghi trước đường dẫn")
    create.set_defaults(
        run=lambda a: load("tables:with_tables")("accounts:create_administrator")(
            a.email, a.name, a.province, a.address
        )
    )


def _add_demo(commands: "argparse._SubParsersAction[_Parser]") -> None:
    demo = commands.add_parser("demo", help="tỉnh mẫu để xem thử, chỉ khi chạy với DEMO=1")
    kinds = demo.add_subparsers(required=True, metavar="VIỆC", parser_class=_Parser)
    filled = kinds.add_parser("load", help="nạp tỉnh mẫu vào một cơ sở dữ liệu còn trống; nạp lại không thêm gì")
    filled.add_argument("--size", choices=("small", "full"), default="full", help="mẫu nhỏ hoặc đủ (mặc định đủ)")
    filled.set_defaults(run=lambda a: load("tables:with_tables")("demo:load")(a.size))
    logins = kinds.add_parser("logins", help="in các tài khoản của tỉnh mẫu")
    logins.set_defaults(run=lambda a: load("tables:with_tables")("demo:show_logins")())


def _add_import(commands: "argparse._SubParsersAction[_Parser]") -> None:
    taking = commands.add_parser("import", help="nhập danh sách của đơn vị vào sổ khen thưởng")
    kinds = taking.add_subparsers(required=True, metavar="LOẠI", parser_class=_Parser)
    awards = kinds.add_parser("awards", help="danh sách khen thưởng, xếp loại (.xlsx, .xls, .docx, .csv)")
    awards.add_argument("file", type=Path, metavar="TỆP", help="danh sách như đơn vị lập")
    awards.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị của danh sách")
    awards.add_argument("--dry-run", action="store_true", help="chỉ đọc và đối chiếu với sổ, không ghi gì")
    awards.add_argument("--format", choices=("text", "json"), default="text", help="cách in kết quả")
    awards.add_argument("--by", default="", metavar="THƯ", help="thư điện tử của người đứng tên việc nhập")
    awards.set_defaults(
        run=lambda a: load("tables:with_tables")("imports:import_awards")(a.file, a.unit, a.by, a.dry_run, a.format)
    )


def _add_worker(commands: "argparse._SubParsersAction[_Parser]") -> None:
    worker = commands.add_parser("worker", help="làm các việc lâu của trang web, chạy cho tới khi được dừng")
    worker.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi thôi")
    worker.set_defaults(run=lambda a: load("tables:with_tables")("worker:work")(a.once))


def _add_form_02(commands: "argparse._SubParsersAction[_Parser]") -> None:
    form_02 = commands.add_parser("form02", help="Mẫu số 02 của một đơn vị, kể cả các đơn vị trực thuộc")
    form_02.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị")
    form_02.add_argument("--from", dest="first", type=int, required=True, metavar="NĂM", help="năm đầu")
    form_02.add_argument("--to", dest="last", type=int, required=True, metavar="NĂM", help="năm cuối")
    form_02.add_argument(
        "--calendar", choices=("year", "emulation"), default="year", help="năm dương lịch, hoặc năm thi đua 01/12-30/11"
    )
    form_02.add_argument("--format", choices=("json", "xlsx", "docx", "pdf"), default="json", help="dạng ghi ra")
    form_02.add_argument("--out", type=Path, metavar="TỆP", help="tệp sẽ ghi (mặc định đầu ra chuẩn)")
    form_02.set_defaults(run=_form_02)


def _form_02(chosen: argparse.Namespace) -> int:
    run = load("tables:with_tables")("form_02:print_form_02")
    return int(run(chosen.unit, (chosen.first, chosen.last, chosen.calendar == "emulation"), chosen.format, chosen.out))


def _add_audit(commands: "argparse._SubParsersAction[_Parser]") -> None:
    audit = commands.add_parser("audit", help="nhật ký của chương trình")
    kinds = audit.add_subparsers(required=True, metavar="VIỆC", parser_class=_Parser)
    verify = kinds.add_parser("verify", help="nhật ký còn nguyên vẹn hay đã bị sửa, xóa, chèn")
    verify.add_argument("--format", choices=("text", "json"), default="text", help="cách in kết quả")
    verify.add_argument("--noted", default="", metavar="SỐ:DẤU", help="dấu đã ghi ở một lần kiểm tra trước")
    verify.set_defaults(run=lambda a: load("tables:with_tables")("audit:verify")(a.format, a.noted))
    export = kinds.add_parser("export", help="ghi mọi dòng ra tệp, mỗi dòng một đối tượng JSON")
    export.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tệp sẽ ghi")
    export.set_defaults(run=lambda a: load("tables:with_tables")("audit:export")(a.out))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        day = read_date(text)
        if day is None:
            raise argparse.ArgumentTypeError(f"“{text}” không phải ngày, viết như 2020-05-20") from None
        return day


def today() -> date:
    """Today in Vietnam."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


if __name__ == "__main__":
    sys.exit(main())
