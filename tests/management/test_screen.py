"""`vinhdanh screen` from the template to the papers: contract `screening.md` of the command."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pytest

from tests.intake.workbooks import with_parts
from tests.management.command import BARE, ROOT, Said, vinhdanh
from tests.screening import contract
from tests.screening.lists import GOOD, Rows, example_rows, family, joined, workbook

CAMPAIGN = ("--campaign", "lang-son-2020")
HEALTH = {"Loại đơn vị": "Y tế"}
PAPERS = {"mau-03.docx", "mau-03.pdf", "to-trinh.docx", "to-trinh.pdf", "ket-qua.pdf", "ket-qua.xlsx"}


@pytest.fixture
def saved(tmp_path: Path):
    """A function that keeps rows as a file."""

    def save(rows: Rows, unit: dict[str, str] | None = None, name: str = "danh-sach.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(workbook(rows, unit))
        return path

    return save


@pytest.fixture
def example(saved) -> Path:
    return saved(example_rows())


def with_a_problem() -> Rows:
    return joined(family(), {"Xếp loại": [{"Mã": "KHAC", "Năm": 2018, "Mức": GOOD}]})


def test_from_the_empty_template_to_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    assert vinhdanh("template", "nominations", *CAMPAIGN, "--out", path).exit_code == 0
    book = openpyxl.load_workbook(path)
    for label, value in (("Tên đơn vị", "UBND huyện Chi Lăng"), ("Loại đơn vị", "Huyện/thành phố")):
        next(row for row in book["Đơn vị"].iter_rows() if row[0].value == label)[1].value = value
    for column, value in enumerate(["TT1", "Thôn Nà Pài", "nhỏ", "Có"], 1):
        book["Tập thể"].cell(2, column).value = value
    for row, year in enumerate((2017, 2019), 2):
        for column, value in enumerate(["TT1", year, "Bằng khen của Ủy ban nhân dân tỉnh"], 1):
            book["Khen thưởng"].cell(row, column).value = value
    book.save(path)
    said = vinhdanh("screen", path, *CAMPAIGN)
    assert (said.exit_code, said.err) == (0, "")
    assert "1. Thôn Nà Pài (TT1) · Tập thể quy mô nhỏ" in said.out
    assert "✔ ĐẠT: Đạt theo tiêu chuẩn thứ ba" in said.out


def test_json_is_one_object_of_the_contract_and_nothing_else(example: Path) -> None:
    said = vinhdanh("screen", example, *CAMPAIGN, "--format", "json")
    data = json.loads(said.out)
    assert contract.faults(data) == []
    assert [one["code"] for one in data["nominees"]] == ["TT1", "TT2", "CN1", "CN2", "CN3", "GD1"]
    assert (said.exit_code, said.err) == (1, "")


def test_json_stays_alone_on_standard_output_beside_papers_and_problems(saved, tmp_path: Path) -> None:
    path = saved(with_a_problem(), HEALTH)
    said = vinhdanh("screen", path, *CAMPAIGN, "--format", "json", "--out", tmp_path / "du-thao")
    assert json.loads(said.out)["problems"][0]["value"] == "KHAC"
    assert said.complaint == "Tệp có 1 chỗ cần sửa; phần đọc được đã đối chiếu."
    assert said.exit_code == 2


def test_exit_0_where_all_are_met_and_the_quota_is_kept(saved) -> None:
    said = vinhdanh("screen", saved(family(), HEALTH), *CAMPAIGN)
    assert (said.exit_code, said.err) == (0, "")


@pytest.mark.parametrize("unit", [HEALTH, {"Loại đơn vị": "Huyện/thành phố"}], ids=["a figure is missing", "the quota"])
def test_exit_1_where_something_is_not_met_or_open(saved, unit: dict[str, str]) -> None:
    rows = family() | ({"Số liệu": []} if unit is HEALTH else {})
    said = vinhdanh("screen", saved(rows, unit), *CAMPAIGN)
    assert (said.exit_code, said.err) == (1, "")


def test_exit_2_where_the_file_holds_problems_but_what_can_be_screened_is(saved) -> None:
    said = vinhdanh("screen", saved(with_a_problem(), HEALTH), *CAMPAIGN)
    assert said.exit_code == 2
    assert said.complaint
    assert "✔ ĐẠT" in said.out
    assert "Trang “Xếp loại”, dòng 2, cột “Mã”" in said.out


def test_out_writes_every_paper_and_says_where(example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hồ sơ" / "dự thảo"
    said = vinhdanh("screen", example, *CAMPAIGN, "--out", folder)
    assert (said.exit_code, said.err) == (1, "")
    assert {path.name for path in folder.iterdir()} == PAPERS
    assert all(str(folder / name) in said.out for name in PAPERS)
    magic = {".docx": b"PK", ".xlsx": b"PK", ".pdf": b"%PDF-"}
    assert all(path.read_bytes().startswith(magic[path.suffix]) for path in folder.iterdir())
    assert "Vi Văn Thành" in docx.Document(str(folder / "to-trinh.docx")).tables[-2].cell(0, 1).text


def test_the_same_list_twice_writes_the_same_papers_and_no_second_ones(example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "du-thao"
    first = vinhdanh("screen", example, *CAMPAIGN, "--out", folder, "--on", "2020-05-20")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    second = vinhdanh("screen", example, *CAMPAIGN, "--out", folder, "--on", "2020-05-20")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert first.out == second.out


def test_a_draft_that_somebody_edited_is_never_written_over(example: Path, tmp_path: Path) -> None:
    vinhdanh("screen", example, *CAMPAIGN, "--out", tmp_path, "--on", "2020-05-20")
    edited = tmp_path / "to-trinh.docx"
    draft = docx.Document(str(edited))
    draft.add_paragraph("Sửa tay.")
    draft.save(str(edited))
    kept = edited.read_bytes()
    said = vinhdanh("screen", example, *CAMPAIGN, "--out", tmp_path, "--on", "2020-05-20")
    assert edited.read_bytes() == kept
    assert "Sửa tay." not in [one.text for one in docx.Document(str(tmp_path / "to-trinh-2.docx")).paragraphs]
    assert "to-trinh-2.docx" in said.out
    assert not (tmp_path / "mau-03-2.docx").exists()


@pytest.mark.parametrize("typed", ["2020-05-20", "20/5/2020"])
def test_the_day_may_be_given(saved, typed: str) -> None:
    said = vinhdanh("screen", saved(family(), HEALTH), *CAMPAIGN, "--format", "json", "--on", typed)
    assert json.loads(said.out)["on"] == "2020-05-20"


def test_without_a_day_it_is_today_in_vietnam(saved) -> None:
    path = saved(family(), HEALTH)
    before = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    said = vinhdanh("screen", path, *CAMPAIGN, "--format", "json", TZ="America/Los_Angeles")
    after = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    assert json.loads(said.out)["on"] in {before.isoformat(), after.isoformat()}


def test_the_only_campaign_need_not_be_named(saved) -> None:
    said = vinhdanh("screen", saved(family(), HEALTH), "--format", "json")
    assert json.loads(said.out)["campaign"] == "lang-son-2020"


def bad_files() -> dict[str, tuple[bytes, str]]:
    good = workbook(family())
    return {
        "empty": (b"", "Tệp rỗng"),
        "text": ("Mã,Họ và tên\nCN1,Hoàng Văn Páo\n".encode(), "văn bản thuần"),
        "PDF": (b"%PDF-1.7\n", "hãy"),
        "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "hãy"),
        "cut off": (good[: len(good) // 2], "hãy"),
        "no list of ours": (with_parts(good, {"xl/worksheets/sheet1.xml": b"<broken"}), "hãy"),
        "too large": (b"PK\x03\x04" + bytes(11 * 1024 * 1024), "vượt quá 10 MB"),
    }


@pytest.mark.parametrize(("content", "words"), bad_files().values(), ids=bad_files().keys())
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_bad_file_is_refused_in_one_line_and_exit_2(tmp_path: Path, content: bytes, words: str, form: str) -> None:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(content)
    said = vinhdanh("screen", path, *CAMPAIGN, "--format", form, "--out", tmp_path / "du-thao")
    assert (said.exit_code, said.out) == (2, "")
    assert words in said.complaint
    assert not (tmp_path / "du-thao").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [("khong-co.xlsx", "Không tìm thấy tệp “khong-co.xlsx”"), (".", "là thư mục"), ("khong\ncó.xlsx", "khong có.xlsx")],
    ids=["not there", "a folder", "a name of two lines"],
)
def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path, name: str, words: str) -> None:
    said = vinhdanh("screen", tmp_path / name, *CAMPAIGN)
    assert (said.exit_code, said.out) == (2, "")
    assert words in said.complaint


def test_a_name_that_is_no_text_is_refused_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vinhdanh.management.command_line", "screen", b"/khong-co-\xff.xlsx"],
        capture_output=True,
        env=BARE,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert done.stderr.decode("utf-8").startswith("Không tìm thấy tệp")


@pytest.mark.parametrize(
    ("out", "words"),
    [("danh-sach.xlsx", "đã có một tệp mang tên này"), ("danh-sach.xlsx/a", "đường dẫn đi qua một tệp")],
)
def test_a_folder_that_cannot_be_made_is_refused_after_the_answer(example: Path, out: str, words: str) -> None:
    said = vinhdanh("screen", example, *CAMPAIGN, "--out", example.parent / out)
    assert said.exit_code == 2
    assert words in said.complaint
    assert "Số lượng được đề nghị" in said.out


def test_an_unknown_campaign_is_refused_with_those_that_there_are(example: Path) -> None:
    said = vinhdanh("screen", example, "--campaign", "cao-bang-2025")
    assert (said.exit_code, said.out) == (2, "")
    known = "lang-son-2020, lang-son-2020-cap-nha-nuoc"
    assert said.complaint == f"Không có gói quy định “cao-bang-2025”; các gói có sẵn: {known}."


def test_a_reader_that_goes_away_early_is_no_error_of_ours(example: Path) -> None:
    command = f"{sys.executable} -m vinhdanh.management.command_line screen {example} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, env=BARE)
    assert done.stdout.decode("utf-8").startswith("Đại hội Thi đua yêu nước")
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_in_one_line(example: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vinhdanh.management.command_line", "screen", str(example)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=BARE,
        )
    assert (done.returncode, done.stderr.decode("utf-8")) == (2, "Không ghi được kết quả: ổ đĩa đã đầy.\n")


MEASURED = """
import sys
from pathlib import Path
from vinhdanh.management.command_line import main
exit_code = main(sys.argv[2:])
status = Path("/proc/self/status").read_text()
Path(sys.argv[1]).write_text(status.split("VmHWM:")[1].split()[0])  # the high-water mark of this program alone
sys.exit(exit_code)
"""


@pytest.mark.parametrize("sparse", [True, False], ids=["200 MB of nothing", "a workbook that unpacks to 210 MB"])
def test_a_huge_file_costs_little_memory(tmp_path: Path, sparse: bool) -> None:
    path, measured = tmp_path / "lon.xlsx", tmp_path / "kb"
    if sparse:
        with path.open("wb") as file:
            file.write(b"PK\x03\x04")
            file.truncate(200 * 1024 * 1024)
    else:
        path.write_bytes(with_parts(workbook(family()), {"xl/media/a.bin": bytes(210 * 1024 * 1024)}))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(measured), "screen", str(path)], capture_output=True, env=BARE, cwd=ROOT
    )
    assert Said(done.returncode, done.stdout.decode(), done.stderr.decode()).complaint
    assert (done.returncode, done.stdout) == (2, b"")
    assert int(measured.read_text()) < 300 * 1024
