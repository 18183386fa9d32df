"""What an award remembers of its person: known as it was then, not known, or not asked."""

import pytest

from vinhdanh.models import Honouree, HonoureeKind

Facts = tuple[bool | None, bool | None]  # female, of a minority


@pytest.mark.parametrize(
    ("sex", "ethnicity", "facts"),
    [
        ("female", "Tày", (True, True)),
        ("male", "KINH", (False, False)),
        ("", "", (None, None)),
        ("female", "", (True, None)),
        ("", "Nùng", (None, True)),
    ],
)
def test_sex_and_ethnicity_are_remembered_as_far_as_they_are_known(sex: str, ethnicity: str, facts: Facts) -> None:
    assert Honouree(kind=HonoureeKind.INDIVIDUAL, sex=sex, ethnicity=ethnicity).facts_of_award() == facts


def test_what_the_list_says_goes_before_what_the_register_knows() -> None:
    person = Honouree(kind=HonoureeKind.INDIVIDUAL, sex="male", ethnicity="Kinh")
    assert person.facts_of_award("female", "Dao") == (True, True)
    assert person.facts_of_award("", "Dao") == (False, True)


@pytest.mark.parametrize("kind", [HonoureeKind.FAMILY, HonoureeKind.COLLECTIVE])
def test_families_and_collectives_have_neither(kind: str) -> None:
    assert Honouree(kind=kind).facts_of_award("female", "Tày") == (None, None)
