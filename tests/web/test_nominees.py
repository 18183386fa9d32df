"""Who is proposed is picked out of the register or written by hand; awards that the unit lists; winners that go on."""

from django.test import Client
from django.urls import reverse

from tests.province import Province
from vinhdanh.actions.search import refresh_honourees
from vinhdanh.models import Campaign, Dossier, Honouree, Nomination, Participant


def test_somebody_is_found_in_the_register_and_proposed(officer: Client, dossier: Dossier, province: Province) -> None:
    known = Honouree.objects.create(kind="individual", name="Lương Thị Hường", unit=province.commune, birth_year=1978)
    far = Honouree.objects.create(kind="individual", name="Lương Thị Hường", unit=province.department)
    refresh_honourees([known.pk, far.pk])
    add = reverse("nomination_add", args=[dossier.pk])
    found = officer.get(add, {"q": "luong thi huong"}).context["found"]
    assert [one.honouree.pk for one in found.nominees] == [known.pk]
    answer = officer.post(add, {"honouree": known.pk})
    one = Nomination.objects.get()
    assert answer["Location"] == reverse("nomination", args=[one.pk])
    assert "Đã trong hồ sơ" in officer.get(add, {"q": "luong thi huong"}).content.decode()
    assert officer.post(add, {"honouree": far.pk}).status_code == 404


def test_somebody_is_written_by_hand(officer: Client, dossier: Dossier) -> None:
    add = reverse("nomination_add", args=[dossier.pk])
    typed = {"kind": "individual", "award": "bang_khen_tinh", "name": "Vi Văn Mới", "category": "worker"}
    assert officer.post(add, typed | {"name": " "}).status_code == 422
    officer.post(add, typed)
    assert Nomination.objects.get().attributes == {"category": "worker"}


def test_awards_are_listed_mended_and_dropped(officer: Client, farmer: Nomination) -> None:
    add = reverse("award_fact_add", args=[farmer.pk])
    assert officer.post(add, {"code": "giay_khen", "year": "2018", "decided_on": "32/1/18"}).status_code == 422
    officer.post(add, {"code": "giay_khen", "year": "2018", "decided_on": "30/12/18"})
    fact = farmer.facts.get()
    assert str(fact.decided_on) == "2018-12-30"
    edit = reverse("award_fact_edit", args=[fact.pk])
    assert "30/12/2018" in officer.get(edit).content.decode()
    officer.post(edit, {"code": "bang_khen_tinh", "year": "2018"})
    assert farmer.facts.get().code == "bang_khen_tinh"
    assert officer.post(edit, {"code": "-", "year": "2018"}).status_code == 422
    officer.post(edit, {"code": "-", "as_written": "Kỷ niệm chương của Hội", "year": "2018"})
    assert (farmer.facts.get().code, farmer.facts.get().as_written) == ("", "Kỷ niệm chương của Hội")
    officer.post(reverse("fact_remove", args=[fact.pk]))
    assert not farmer.facts.exists()


def test_a_winner_is_put_forward_from_the_page(officer: Client, farmer: Nomination, province: Province) -> None:
    address = reverse("nomination_put_forward", args=[farmer.pk])
    above = Campaign.objects.create(
        title="Đợt của tỉnh",
        host=province.root,
        edition=farmer.dossier.participant.campaign.edition,
        created_by=province.office,
        state="open",
    )
    other = Dossier.objects.create(participant=Participant.objects.create(campaign=above, unit=province.district))
    assert "Đợt của tỉnh" not in officer.get(address).content.decode(), "it is not known yet who won"
    assert (
        "chưa có kết quả khen thưởng"
        in officer.post(address, {"dossier": f"{other.pk}/bang_khen_tinh"}).content.decode()
    )
    Dossier.objects.filter(pk=farmer.dossier_id).update(state="accepted")
    Campaign.objects.filter(pk=farmer.dossier.participant.campaign_id).update(state="closed")
    assert "Đợt của tỉnh" in officer.get(address).content.decode()
    answer = officer.post(address, {"dossier": f"{other.pk}/bang_khen_tinh"})
    copy = other.nominations.get()
    assert (answer["Location"], copy.put_forward) == (reverse("nomination", args=[copy.pk]), farmer)
