"""Very many rows at once: in parts that one query can name."""

from vinhdanh.models.many_rows import parts


def test_parts_hold_every_value_once_in_its_order() -> None:
    assert list(parts(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(parts(range(6), 3)) == [[0, 1, 2], [3, 4, 5]]
    assert list(parts([], 3)) == []


def test_a_part_is_read_only_when_it_is_asked_for() -> None:
    """Rows of a query are not all in memory at once."""
    read: list[int] = []
    values = (read.append(value) or value for value in range(10))
    next(parts(values, 4))
    assert read == [0, 1, 2, 3]
