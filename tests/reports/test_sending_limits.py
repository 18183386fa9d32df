"""What the last day of a unit stands on: the clause, the extension that took over, or its own day of a supplement."""

from datetime import date

import pytest

from tests.dossiers import MORNING
from tests.province import Province
from vinhdanh.models import Dossier, DossierState, DossierVersion, Extension, Return
from vinhdanh.reports.sending_limits import limit_of

pytestmark = pytest.mark.django_db


def extended(dossier: Dossier, by: Province, day: date) -> None:
    told = {"reason": "Lũ quét.", "given_by": by.office, "given_at": MORNING}
    Extension.objects.create(participant=dossier.participant, last_day=day, **told)


def returned(dossier: Dossier, by: Province, day: date) -> Dossier:
    told = {"sent_at": MORNING, "sent_by": by.officer, "content": {}, "files": [], "digest": "0" * 64}
    version = DossierVersion.objects.create(dossier=dossier, number=1, receipt="0001/2020/BN-1", **told)
    Return.objects.create(version=version, last_day=day, returned_by=by.office, returned_at=MORNING)
    dossier.state, dossier.version, dossier.open_until = DossierState.RETURNED, 1, day
    return dossier


def words(dossier: Dossier) -> str:
    limit = limit_of(Dossier.objects.get(pk=dossier.pk).participant, dossier)
    assert limit is not None
    return limit.words


def test_it_is_the_clause_where_nobody_gave_more(dossier: Dossier) -> None:
    limit = limit_of(dossier.participant, dossier)
    assert limit is not None
    assert (limit.last_day, limit.cite) == (date(2020, 6, 9), "HD II.3.3")


def test_it_is_the_extension_with_its_reason(province: Province, dossier: Dossier) -> None:
    extended(dossier, province, date(2020, 6, 12))
    assert words(dossier) == "gia hạn cho đơn vị đến hết ngày 12/06/2020, ghi ngày 19/05/2020: lũ quét"


def test_it_is_the_supplements_own_day_with_the_receipt_that_was_returned(province: Province, dossier: Dossier) -> None:
    extended(dossier, province, date(2020, 6, 12))
    asked = returned(dossier, province, date(2020, 6, 20))
    told = "bổ sung đến hết ngày 20/06/2020, theo yêu cầu ngày 19/05/2020 đối với biên nhận số 0001/2020/BN-1"
    assert words(asked) == told


def test_an_extension_beyond_the_supplements_day_holds(province: Province, dossier: Dossier) -> None:
    asked = returned(dossier, province, date(2020, 6, 20))
    extended(dossier, province, date(2020, 6, 25))
    assert words(asked).startswith("gia hạn cho đơn vị đến hết ngày 25/06/2020")
