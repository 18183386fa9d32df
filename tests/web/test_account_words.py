"""The pages of an account speak Vietnamese, also where a library brings their words."""

import re
from gettext import GNUTranslations
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.test import Client
from django.urls import reverse

from tests.province import PASSWORD, Province
from vinhdanh.web.sign_in import NOTICES

LIBRARY = Path(allauth.__file__).parent
CATALOGUE = Path(__file__).parents[2] / "vinhdanh" / "web" / "locale" / "vi" / "LC_MESSAGES"
ENTRY = re.compile(r'^msgid "(.*)"$(?:\nmsgid_plural ".*")?\nmsgstr(?:\[0\])? "(.*)"$', re.MULTILINE)


def said_in_english() -> set[str]:
    """The sentences of the library, as its own catalogue lists them; short words may be Vietnamese too."""
    text = (LIBRARY / "locale" / "en" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    return {said for said in re.findall(r'^msgid "([^"%{]+)"$', text, re.MULTILINE) if " " in said}


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with (CATALOGUE / "django.mo").open("rb") as compiled:
        translated = GNUTranslations(compiled)
    written = dict(ENTRY.findall((CATALOGUE / "django.po").read_text(encoding="utf-8")))
    written.pop("", None)
    assert len(written) > 50
    for english, vietnamese in written.items():
        found = {translated.gettext(english), translated.pgettext("field label", english)}
        assert vietnamese in found | {translated.ngettext(english, english, 2)}, "msgfmt -o django.mo django.po"


@pytest.mark.parametrize("error", ["incorrect_code", "too_many_login_attempts", "email_password_mismatch"])
def test_the_library_says_its_errors_in_vietnamese(error: str) -> None:
    said = str(DefaultAccountAdapter.error_messages[error])
    assert re.search(r"[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]", said)


def test_every_notice_that_the_library_can_send_has_our_words() -> None:
    sent = {
        found
        for path in LIBRARY.rglob("*.py")
        if "socialaccount" not in path.parts
        for found in re.findall(r'send_notification_mail\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))
    }
    about_mail = {name for name in sent if "/email_" in name}  # addresses are not changed by oneself
    assert sent - about_mail == set(NOTICES)


PAGES_OF_AN_ACCOUNT = [
    *("account_login", "account_logout", "account_reset_password", "account_reset_password_done", "account_inactive"),
    *(
        "account_reset_password_from_key_done",
        "account_change_password",
        "account_reauthenticate",
        "mfa_reauthenticate",
    ),
    *("mfa_index", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_generate_recovery_codes"),
    *("mfa_view_recovery_codes", "mfa_activate_totp"),
]


@pytest.mark.parametrize("name", PAGES_OF_AN_ACCOUNT)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_an_account_speaks_english(client: Client, province: Province, name: str, method: str) -> None:
    person = province.officer if name == "mfa_activate_totp" else province.office
    if name not in {"account_login", "account_reset_password"}:
        client.force_login(person)
        client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    if name == "mfa_view_recovery_codes":
        client.post("/tai-khoan/ma-du-phong/moi/")
    page = getattr(client, method)(reverse(name)).content.decode()
    seen = re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not [said for said in said_in_english() if said in seen]
    assert "This field" not in seen
