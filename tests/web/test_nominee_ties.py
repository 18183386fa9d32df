"""The tie between somebody proposed and the register is made and undone from the nominee's page."""

from django.test import Client
from django.urls import reverse

from tests.province import Province
from vinhdanh.actions.search import refresh_honourees
from vinhdanh.models import Award, Honouree, Nomination


def test_who_was_written_by_hand_is_found_in_the_register_and_untied_again(
    officer: Client, farmer: Nomination, province: Province
) -> None:
    known = Honouree.objects.create(kind="individual", name=farmer.name, unit=province.commune)
    far = Honouree.objects.create(kind="individual", name=farmer.name, unit=province.department)
    Honouree.objects.create(kind="family", name=farmer.name, unit=province.commune)
    refresh_honourees(Honouree.objects.values_list("pk", flat=True))
    Award.objects.create(
        honouree=known, unit=known.unit, kind="individual", award="giay_khen", year=2018, emulation_year=2018
    )
    link, unlink = (reverse(name, args=[farmer.pk]) for name in ("nomination_link", "nomination_unlink"))
    assert link in officer.get(reverse("nomination", args=[farmer.pk])).content.decode()
    assert [one.honouree.pk for one in officer.get(link).context["found"].nominees] == [known.pk]
    assert officer.post(link, {"honouree": far.pk}).status_code == 404
    assert "lấy 01 mục từ sổ" in officer.post(link, {"honouree": known.pk}, follow=True).content.decode()
    page, typed = reverse("nomination", args=[farmer.pk]), {"name": "Vi Văn Khác", "position": "Trưởng thôn"}
    refused = officer.post(page, typed)
    farmer.refresh_from_db()
    assert refused.status_code == 422
    assert "bỏ liên kết với sổ rồi sửa" in refused.content.decode()
    assert (farmer.name, farmer.position) == ("Hoàng Văn Nông", "Trưởng thôn"), "the rest is saved, as the page says"
    assert "01 khen thưởng, xếp loại đã lấy từ sổ" in officer.get(unlink).content.decode()
    officer.post(unlink, {"facts": "keep"})
    farmer.refresh_from_db()
    assert farmer.honouree is None
    assert str(farmer.facts.get().provenance()) == "claimed"
    assert officer.post(page, typed).status_code == 302


def test_a_tie_that_cannot_be_is_refused_with_its_reason(
    officer: Client, farmer: Nomination, province: Province
) -> None:
    known = Honouree.objects.create(kind="individual", name=farmer.name, unit=province.commune, birth_year=1950)
    Nomination.objects.filter(pk=farmer.pk).update(birth="1975")
    answer = officer.post(reverse("nomination_link", args=[farmer.pk]), {"honouree": known.pk})
    assert answer.status_code == 422
    assert "sổ ghi Hoàng Văn Nông sinh năm 1950" in answer.content.decode()
