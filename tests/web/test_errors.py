"""Where a page cannot be given, a person reads in Vietnamese what happened and what to do now."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver, path
from django.utils.html import escape
from django_ratelimit.exceptions import Ratelimited

from vinhdanh.web.refusals import REFUSALS, refuse

SAID = {"suspicious": SuspiciousOperation("inside"), "denied": PermissionDenied(""), "often": Ratelimited()}


def failing(request: HttpRequest, how: str) -> HttpResponse:
    if how == "closed":
        raise PermissionDenied("Hồ sơ này thuộc đơn vị khác.")
    if how == "form":
        return HttpResponse(len(request.POST))
    raise SAID.get(how, RuntimeError("inside"))


failing.login_required = False
urlpatterns = [*get_resolver("vinhdanh.urls").url_patterns, path("hong/<str:how>/", failing)]
handler400, handler403, handler404, handler500 = (
    get_resolver("vinhdanh.urls").resolve_error_handler(code) for code in (400, 403, 404, 500)
)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("how", "status"),
    [("suspicious", 400), ("denied", 403), ("often", 429)],
    ids=["not readable", "not allowed", "too often"],
)
@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_says_what_happened_and_what_to_do(visitor: Client, how: str, status: int) -> None:
    answer = visitor.get(f"/hong/{how}/")
    said = REFUSALS[status]
    assert answer.status_code == status
    assert all(
        words in answer.content.decode() for words in (said.title, said.happened, said.advice, 'class="rooms side"')
    )
    assert "inside" not in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_our_own_reason_for_refusing_is_shown(visitor: Client) -> None:
    assert "Hồ sơ này thuộc đơn vị khác." in visitor.get("/hong/closed/").content.decode()


def test_an_address_that_is_not_there_leads_back_into_the_frame(visitor: Client) -> None:
    answer = visitor.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()
    assert "khong-co-trang-nay" not in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_failure_inside_answers_with_a_page_that_needs_nothing(visitor: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = visitor.get("/hong/inside/")
    assert answer.status_code == 500
    assert "Chương trình gặp lỗi" in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_form_without_its_token_is_refused_in_our_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/hong/form/", {"ten": "Hoàng Văn Ví Dụ"})
    assert answer.status_code == 403
    assert "Tải lại trang rồi gửi lại." in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("size", [21 * 1024 * 1024 + 1, 40 * 1024 * 1024])
def test_a_request_above_the_limit_is_refused_and_read_away(visitor: Client, size: int) -> None:
    answer = visitor.post("/hong/form/", b"x" * size, content_type="application/octet-stream")
    assert answer.status_code == 413
    assert "Tệp quá lớn" in answer.content.decode()
    assert len(answer.wsgi_request.META["wsgi.input"]) == 0


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    "sent", [("/hong/form/?q=a%00", {}), ("/hong/form/", {"q": "a\0"}), ("/hong/form/?a%00=q", {})]
)
def test_a_character_that_no_keyboard_types_is_refused(visitor: Client, sent: tuple[str, dict[str, str]]) -> None:
    assert visitor.post("/hong/form/", {"q": "a"}).status_code != 400
    answer = visitor.post(*sent)
    assert answer.status_code == 400
    assert "Yêu cầu không hợp lệ" in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__, DATA_UPLOAD_MAX_NUMBER_FIELDS=2)
def test_too_many_fields_are_too_much_too(visitor: Client) -> None:
    assert visitor.post("/hong/form/", {"a": 1, "b": 2, "c": 3}).status_code == 413


def test_a_sentence_given_by_a_page_replaces_the_usual_one_and_cannot_carry_markup(rf) -> None:
    request = rf.get("/")
    request.user = None
    words = "Tệp <b>a.xlsx</b> có 301 đề nghị, tối đa 300."
    page = refuse(request, 413, words).content.decode()
    assert escape(words) in page
    assert words not in page
    assert REFUSALS[413].happened not in page
    assert REFUSALS[413].advice in page
