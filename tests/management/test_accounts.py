"""`vinhdanh admin create`: the way in for the first administrator, with a database of its own as in an office."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.management.command import ROOT, Said, vinhdanh

ASKED = ("--email", "qt@vi-du.vn", "--name", "Hà Văn Một")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty database, as script/server makes it."""
    folder = tmp_path_factory.mktemp("var")
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    here = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"VAR_DIR": str(folder)}
    subprocess.run(migrate, cwd=ROOT, env=here, check=True, timeout=120)
    return folder


def admin(folder: Path, *more: str) -> Said:
    return vinhdanh("admin", "create", *ASKED, *more, VAR_DIR=str(folder), SECRET_KEY="thu")


def test_an_empty_installation_asks_for_the_name_of_the_province_then_prints_the_link(office: Path) -> None:
    without = admin(office)
    assert (without.exit_code, without.out) == (2, "")
    assert without.complaint == "Chưa có đơn vị cấp tỉnh. Chạy lại với tham số --province và tên tỉnh."

    said = admin(office, "--province", "Tỉnh Ví Dụ", "--address", "https://vinhdanh.vi-du.vn/")
    assert (said.exit_code, said.err) == (0, "")
    assert "Hà Văn Một (qt@vi-du.vn)" in said.out
    assert "https://vinhdanh.vi-du.vn/tai-khoan/loi-moi/" in said.out

    again = admin(office)  # until the link is used, a new one replaces it
    assert (again.exit_code, again.out.splitlines()[-1] != said.out.splitlines()[-1]) == (0, True)


def test_a_wrong_address_of_mail_is_said_in_one_line(office: Path) -> None:
    said = vinhdanh("admin", "create", "--email", "sai", "--name", "A", VAR_DIR=str(office), SECRET_KEY="thu")
    assert (said.exit_code, said.complaint) == (2, "“sai” không phải địa chỉ thư điện tử.")


def test_without_tables_it_says_how_to_make_them(tmp_path: Path) -> None:
    said = admin(tmp_path)
    assert said.exit_code == 2
    assert "Chạy script/server một lần để tạo" in said.err
    assert "Traceback" not in said.err
