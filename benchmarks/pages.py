"""The pages through Django's own client: from the request to the last byte of the answer, without a network."""

import logging
import os
import tempfile
from datetime import date

import django
from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings

from benchmarks.measuring import median, say
from benchmarks.nominees import PACK, TERMS, example, workbook
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.screening.report import Report, screen_book
from vinhdanh.web.result_page import result_context

TARGET = 0.1
QUICK_CHECK = "/kiem-tra-nhanh/"


def main() -> None:
    """The median of 20 answers (of 5 where 5,000 nominees are screened for each)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("VAR_DIR", folder)
        django.setup()
        logging.disable()
        with override_settings(STATIC_ROOT=folder, ALLOWED_HOSTS=["testserver", *settings.ALLOWED_HOSTS]):
            call_command("collectstatic", interactive=False, verbosity=0)
            measure(Client())


def measure(client: Client) -> None:
    """Each page in turn; the rate limit is forgotten before each answer."""

    def ask() -> None:
        assert client.get("/tieu-chuan/").status_code == 200

    def send(content: bytes) -> None:
        caches["default"].clear()
        answer = client.post(QUICK_CHECK, {"workbook": SimpleUploadedFile("danh-sach.xlsx", content)})
        assert answer.status_code == 200

    six, many = example(), workbook(5_000, 2)
    report = screen_book(read_nominations(many, TERMS), PACK, on=date(2020, 5, 20))
    say("result page, 6 nominees", median(lambda: send(six), 20), TARGET)
    say("result page, 50 of 5,000, from the report to its HTML", median(lambda: render(report), 20), TARGET)
    say("result page, 50 of 5,000, from the workbook of 15,000 rows", median(lambda: send(many), 5), TARGET)
    say("guidance page", median(ask, 20), TARGET)


def render(report: Report) -> None:
    """The page alone: what reading and screening 5,000 nominees leaves to be done."""
    request = RequestFactory().get(QUICK_CHECK)
    assert "1–50 trong 5.000" in render_to_string("quick_check/result.html", result_context(report, "", 1), request)


if __name__ == "__main__":
    main()
