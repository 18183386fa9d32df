"""Signing in and what protects an account, through the pages as a person meets them."""

import logging
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from tests.province import PASSWORD, TOTP_SECRET, Province
from tests.web.conftest import SettingsOf
from tests.web.signing_in import CODE, LOGIN, code, forget_counts, sign_in
from vinhdanh.models import AuditLine, User

NEW = "Cay da ben nuoc 1975"


@pytest.fixture(autouse=True)
def _no_counts_of_other_tests() -> None:
    forget_counts()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# --- password, second factor, session ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["can-bo", "can-bo@vi-du.vn", "CAN-BO@vi-du.vn"])
def test_an_officer_signs_in_by_name_or_by_mail(client: Client, province: Province, name: str) -> None:
    answer = sign_in(client, name)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)


def test_the_office_gives_a_code_after_the_password(client: Client, province: Province) -> None:
    answer = sign_in(client, "ban-thi-dua")
    assert answer["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    assert client.post(CODE, {"code": code()})["Location"] == "/"
    assert is_in(client)


def test_a_code_serves_once(client: Client, province: Province) -> None:
    sign_in(client, "ban-thi-dua")
    client.post(CODE, {"code": code()})
    second = Client()
    sign_in(second, "ban-thi-dua")
    second.post(CODE, {"code": code()})
    assert not is_in(second)


def test_wrong_codes_are_counted_and_stopped(client: Client, province: Province) -> None:
    sign_in(client, "ban-thi-dua")
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    assert "Đã nhập sai nhiều lần" in client.post(CODE, {"code": code()}).content.decode()
    assert not is_in(client)


def test_who_must_have_a_second_factor_meets_only_the_pages_that_set_it_up(client: Client, province: Province) -> None:
    Authenticator.objects.all().delete()
    sign_in(client, "ban-thi-dua")
    for closed in ("/", "/nguoi-dung/", "/nguoi-dung/moi/"):
        assert client.get(closed)["Location"] == "/tai-khoan/"
    page = client.get("/tai-khoan/").content.decode()
    assert "bắt buộc xác thực hai bước" in page
    assert "/nguoi-dung/" not in page
    assert client.get("/tai-khoan/ung-dung/bat/").status_code == 200
    assert client.get("/kiem-tra-nhanh/").status_code == 200  # open to everybody, to them too


def test_setting_up_the_phone_opens_the_rest_and_leaves_a_line_and_a_mail(
    client: Client, province: Province, django_capture_on_commit_callbacks
) -> None:
    Authenticator.objects.all().delete()
    sign_in(client, "ban-thi-dua")
    page = client.get("/tai-khoan/ung-dung/bat/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert "<svg" in page
    assert "data:" not in page  # the policy refuses pictures written into a page
    now = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with django_capture_on_commit_callbacks() as after:
        answer = client.post("/tai-khoan/ung-dung/bat/", {"code": now})
    with request_context(answer.wsgi_request):  # as while the request lasts
        for told in after:
            told()
    assert answer["Location"] == "/tai-khoan/ma-du-phong/"
    assert client.get("/nguoi-dung/").status_code == 200
    assert AuditLine.objects.filter(verb="add_authenticator_app", by=province.office).count() == 1
    [sent] = mail.outbox
    assert sent.to == ["ban-thi-dua@vi-du.vn"]
    assert "Ứng dụng tạo mã xác thực đã được bật." in sent.body


def test_the_secret_of_the_phone_does_not_stand_in_the_database(province: Province) -> None:
    kept = Authenticator.objects.get(user=province.office)
    assert TOTP_SECRET not in str(kept.data)
    assert kept.wrap().validate_code(code())


def test_the_last_second_factor_of_the_office_cannot_be_taken_away(client: Client, province: Province) -> None:
    client.force_login(province.office)
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    page = client.post("/tai-khoan/ung-dung/tat/").content.decode()
    assert "bắt buộc xác thực hai bước" in page
    assert Authenticator.objects.filter(user=province.office).exists()


def test_what_protects_an_account_asks_again_who_it_is(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    assert client.get("/tai-khoan/ung-dung/bat/")["Location"].startswith("/tai-khoan/xac-nhan/?next=")
    client.post("/tai-khoan/xac-nhan/?next=/tai-khoan/ung-dung/bat/", {"password": PASSWORD})
    assert client.get("/tai-khoan/ung-dung/bat/").status_code == 200


def test_in_the_made_up_province_nobody_needs_a_second_factor(client: Client, province: Province) -> None:
    Authenticator.objects.all().delete()
    with override_settings(DEMO=True):
        sign_in(client, "ban-thi-dua")
        page = client.get("/nguoi-dung/")
    assert page.status_code == 200
    assert "Bản trình diễn" in page.content.decode()


# --- bad tries --------------------------------------------------------------------------------------------------------


def test_the_fifth_bad_try_locks_the_name_for_this_address(client: Client, province: Province) -> None:
    for _ in range(4):
        assert sign_in(client, "can-bo", "sai").status_code == 200
    fifth = sign_in(client, "can-bo", "sai")
    assert fifth.status_code == 429
    opens = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert f"mở lại lúc {opens:%H:%M}" in fifth.content.decode()
    assert "người quản trị hệ thống" in fifth.content.decode()
    assert sign_in(client, "can-bo").status_code == 429  # the right password too
    assert not is_in(client)


def test_the_name_and_the_mail_of_one_account_are_counted_together(client: Client, province: Province) -> None:
    for name in ("can-bo", "can-bo@vi-du.vn", "CAN-BO", "can-bo@vi-du.vn"):
        sign_in(client, name, "sai")
    assert sign_in(client, "can-bo", "sai").status_code == 429


def test_a_lock_holds_for_one_address_and_one_name(client: Client, province: Province) -> None:
    for _ in range(5):
        sign_in(client, "can-bo", "sai")
    assert sign_in(Client(), "can-bo", REMOTE_ADDR="10.1.1.7").status_code == 302
    assert sign_in(Client(), "lanh-dao").status_code == 302


def test_behind_our_proxy_the_address_is_the_one_that_the_proxy_tells(client: Client, province: Province) -> None:
    with override_settings(RATELIMIT_IP_META_KEY="HTTP_X_REAL_IP"):
        for _ in range(5):
            sign_in(client, "can-bo", "sai", HTTP_X_REAL_IP="10.1.1.7")
        assert sign_in(client, "can-bo", HTTP_X_REAL_IP="10.1.1.7").status_code == 429
        assert sign_in(client, "can-bo", HTTP_X_REAL_IP="10.1.1.8").status_code == 302


def test_a_lock_opens_after_a_quarter_of_an_hour(client: Client, province: Province) -> None:
    for _ in range(5):
        sign_in(client, "can-bo", "sai")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(client, "can-bo").status_code == 302


def test_signing_in_forgets_the_bad_tries_before(client: Client, province: Province) -> None:
    for _ in range(4):
        sign_in(client, "can-bo@vi-du.vn", "sai")
    sign_in(client, "can-bo@vi-du.vn")
    assert not AccessAttempt.objects.exists()


def test_neither_log_nor_table_of_tries_holds_a_password_or_the_form(
    client: Client, province: Province, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(6):
        sign_in(client, "can-bo@vi-du.vn", "mat-khau-go-nham")
    attempt = AccessAttempt.objects.get()
    assert "mat-khau-go-nham" not in caplog.text + attempt.post_data + attempt.get_data
    assert "can-bo@vi-du.vn" not in caplog.text + attempt.post_data + attempt.get_data


def test_the_answer_to_a_stranger_does_not_tell_which_names_exist(client: Client, province: Province) -> None:
    known, unknown = (sign_in(Client(), name, "sai").content.decode() for name in ("can-bo", "khong-ai"))
    assert _without_what_was_typed(known) == _without_what_was_typed(unknown)


def _without_what_was_typed(page: str) -> str:
    return re.sub(r'(value|csrfmiddlewaretoken)="[^"]*"', "", page)


# --- the way back, and what was typed ---------------------------------------------------------------------------------


def test_a_stranger_is_led_to_sign_in_and_back(client: Client, province: Province) -> None:
    away = client.get("/nguoi-dung/?q=a%20b")
    assert away["Location"] == f"{LOGIN}?next=/nguoi-dung/%3Fq%3Da%2520b"
    assert "sẽ trở lại trang đó" in client.get(away["Location"]).content.decode()
    back = client.post(away["Location"], {"login": "lanh-dao", "password": PASSWORD, "next": "/nguoi-dung/?q=a%20b"})
    assert back["Location"] == "/nguoi-dung/?q=a%20b"


def test_nobody_is_led_to_another_host(client: Client, province: Province) -> None:
    answer = client.post(LOGIN, {"login": "can-bo", "password": PASSWORD, "next": "https://noi-khac.vn/"})
    assert answer["Location"] == "/"


def test_what_was_typed_when_the_session_ended_stays_on_the_page(province: Province) -> None:
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', client.get(LOGIN).content.decode())
    typed = {"full_name": "Lâm Thị <b>", "email": "moi@vi-du.vn", "csrfmiddlewaretoken": token[1], "password": "bi-mat"}
    kept = client.post("/nguoi-dung/moi/", typed)
    page = kept.content.decode()
    assert kept.status_code == 403
    assert "Lâm Thị &lt;b&gt;</textarea>" in page
    assert "bi-mat" not in page

    client.post(LOGIN, {"login": "quan-tri", "password": PASSWORD, "csrfmiddlewaretoken": token[1]})
    fresh = re.search(r'csrfmiddlewaretoken" value="([^"]+)', client.get(CODE).content.decode())
    client.post(CODE, {"code": code(), "csrfmiddlewaretoken": fresh[1]})
    again = client.post("/nguoi-dung/moi/", typed, headers={"origin": "http://testserver"})
    assert "Lâm Thị &lt;b&gt;</textarea>" in again.content.decode()  # the token is another one now
    last = re.search(r'csrfmiddlewaretoken" value="([^"]+)', again.content.decode())
    answer = client.post("/nguoi-dung/moi/", typed | {"csrfmiddlewaretoken": last[1]})
    assert answer.status_code == 422  # it arrived: the form says what is missing


def test_a_form_of_another_site_is_never_offered_to_be_sent_again(province: Province) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(province.administrator)
    page = client.post("/nguoi-dung/moi/", {"full_name": "Lừa"}, headers={"origin": "https://noi-khac.vn"})
    assert page.status_code == 403
    assert "Lừa" not in page.content.decode()


def test_a_session_ends_after_twelve_hours_of_idleness_and_work_moves_its_end(
    client: Client, province: Province
) -> None:
    sign_in(client, "can-bo")
    row = Session.objects.get(session_key=client.session.session_key)
    assert timedelta(hours=11, minutes=59) < row.expire_date - timezone.now() <= timedelta(hours=12)
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=1))
    client.get("/")
    assert Session.objects.get().expire_date > timezone.now() + timedelta(hours=11)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/nguoi-dung/")["Location"].startswith(LOGIN)


def test_a_session_is_not_written_by_every_request(client: Client, province: Province) -> None:
    sign_in(client, "can-bo")
    before = Session.objects.get().expire_date
    client.get("/")
    assert Session.objects.get().expire_date == before


def test_signing_out_is_a_form_and_ends_the_session(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    assert is_in(client)
    assert client.get("/tai-khoan/dang-xuat/").status_code == 200
    assert is_in(client)
    assert client.post("/tai-khoan/dang-xuat/")["Location"] == LOGIN
    assert not is_in(client)


# --- passwords --------------------------------------------------------------------------------------------------------


def asked_link(client: Client, address: str) -> str:
    """The path of the link that the mail holds."""
    client.post("/tai-khoan/quen-mat-khau/", {"email": address})
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body)[1]


def test_a_forgotten_password_is_set_anew_by_mail(client: Client, province: Province) -> None:
    link = asked_link(client, "can-bo@vi-du.vn")
    assert mail.outbox[0].subject == "Đặt lại mật khẩu Vinh Danh"
    form = client.get(link)["Location"]
    assert link.split("-")[-1] not in form  # the key does not stay in the address
    client.post(form, {"password1": NEW, "password2": NEW})
    assert User.objects.get(pk=province.officer.pk).check_password(NEW)
    assert AuditLine.objects.filter(verb="change_password", thing_key=str(province.officer.pk)).count() == 1
    assert "đặt lại bằng đường dẫn" in mail.outbox[-1].body
    assert "hết hạn hoặc đã dùng rồi" in Client().get(link).content.decode()


def test_a_new_password_opens_a_locked_account(client: Client, province: Province) -> None:
    for _ in range(5):
        sign_in(client, "can-bo", "sai")
    form = client.get(asked_link(client, "can-bo@vi-du.vn"))["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert sign_in(client, "can-bo", NEW).status_code == 302


def test_a_stranger_learns_nothing_of_which_addresses_have_an_account(client: Client, province: Province) -> None:
    known, unknown = (
        client.post("/tai-khoan/quen-mat-khau/", {"email": address}) for address in ("can-bo@vi-du.vn", "la@vi-du.vn")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [sent.to for sent in mail.outbox] == [["can-bo@vi-du.vn"]]


def test_a_mail_server_that_is_away_stops_nothing_and_tells_nothing(client: Client, province: Province, caplog) -> None:
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
    ):
        answer = client.post("/tai-khoan/quen-mat-khau/", {"email": "can-bo@vi-du.vn"})
    assert answer["Location"] == "/tai-khoan/quen-mat-khau/da-gui/"
    assert "can-bo" not in caplog.text


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("ngan", "Mật khẩu quá ngắn: cần ít nhất 10 ký tự."),
        ("92837465019283", "Mật khẩu chỉ có chữ số; cần cả chữ cái."),
        ("Hoàng Thị Cán Bộ", "Mật khẩu quá giống họ và tên."),
        ("administrator", "Mật khẩu này nhiều người dùng, dễ bị đoán."),
    ],
)
def test_a_weak_password_is_refused_in_vietnamese(
    client: Client, province: Province, password: str, fault: str
) -> None:
    client.force_login(province.officer)
    asked = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert fault in client.post("/tai-khoan/mat-khau/", asked).content.decode()


def test_a_changed_password_ends_the_other_sessions_and_leaves_a_line(client: Client, province: Province) -> None:
    elsewhere = Client()
    for one in (client, elsewhere):
        one.force_login(province.officer)
    client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert client.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302
    [line] = AuditLine.objects.filter(verb="change_password")
    assert line.by == province.officer
    assert NEW not in f"{line.before}{line.after}"


# --- settings ---------------------------------------------------------------------------------------------------------


OF_ACCOUNTS = """
import json
from django.conf import settings as s
print(json.dumps({"COOKIES": [s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME],
                  "INSECURE": s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,
                  "MAIL": [s.EMAIL_BACKEND.split(".")[-2], s.EMAIL_HOST, str(s.EMAIL_FILE_PATH)],
                  "FROM": s.DEFAULT_FROM_EMAIL}))
"""


def test_where_people_come_by_https_cookies_belong_to_this_host_alone_and_keys_ask_for_it(
    settings_of: SettingsOf,
) -> None:
    secure, plain = settings_of(OF_ACCOUNTS, HTTPS="true"), settings_of(OF_ACCOUNTS)
    assert (secure["COOKIES"], secure["INSECURE"]) == (["__Host-vinhdanh", "__Host-vinhdanh_form"], False)
    assert (plain["COOKIES"], plain["INSECURE"]) == (["vinhdanh", "vinhdanh_form"], True)


def test_mail_goes_to_files_until_a_server_is_named(settings_of: SettingsOf, tmp_path: Path) -> None:
    assert settings_of(OF_ACCOUNTS)["MAIL"] == ["filebased", "localhost", str(tmp_path / "mail")]
    server = {"EMAIL_URL": "smtp+tls://ten:mat-khau@thu.vi-du.vn:587", "MAIL_FROM": "Vinh Danh <td@vi-du.vn>"}
    named = settings_of(OF_ACCOUNTS, **server)
    assert (named["MAIL"][:2], named["FROM"]) == (["smtp", "thu.vi-du.vn"], "Vinh Danh <td@vi-du.vn>")


def test_the_tab_key_goes_from_the_name_to_the_password_and_the_button(client: Client, province: Province) -> None:
    page = client.get("/tai-khoan/dang-nhap/").content.decode()
    form = page[page.index('name="login"') - 200 :]
    assert "autofocus" in form[: form.index('name="password"')]
    stops = [
        form.index(mark) for mark in ('name="login"', 'name="password"', "Đăng nhập</button>", "Quên mật khẩu</a>")
    ]
    assert stops == sorted(stops)
