"""Packs are folders: find one, load it, and refuse what the vocabulary does not hold, with file, line and path."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.references import reference_problems
from vinhdanh.rules.yaml_source import PackError, PackProblem, PackSource, Path_, read_folder

PACKS = Path(__file__).parent / "packs"

_WORDS = {
    "missing": "thiếu khóa này",
    "extra_forbidden": "khóa này không có trong từ vựng",
    "union_tag_invalid": "từ này không có trong từ vựng; các từ được dùng: {expected_tags}",
    "union_tag_not_found": "thiếu khóa `rule` cho biết đây là điều kiện gì",
    "literal_error": "giá trị phải là một trong: {expected}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không quá {le}",
    "too_short": "cần ít nhất {min_length} mục",
    "string_pattern_mismatch": "mã chỉ gồm chữ thường không dấu, số, dấu gạch dưới và dấu chấm",
    "string_too_short": "không được để trống",
    "int_type": "phải là số nguyên",
    "string_type": "phải là chữ",
    "tuple_type": "phải là danh sách",
    "dict_type": "phải là các cặp khóa: giá trị",
    "model_type": "phải là các cặp khóa: giá trị",
    "model_attributes_type": "phải là các cặp khóa: giá trị",
    "bool_type": "phải là true hoặc false",
    "date_type": "phải là ngày, viết 2020-06-10",
}


def pack_names() -> list[str]:
    """The packs that come with the product."""
    return sorted(folder.name for folder in PACKS.iterdir() if folder.is_dir() and not folder.name.startswith("_"))


def default_pack() -> str | None:
    """The pack that is meant where none is named: the only one there is."""
    names = pack_names()
    return names[0] if len(names) == 1 else None


def load_pack(name: str) -> Pack:
    """A pack of the product by its name; KeyError if there is none."""
    if name not in pack_names():
        raise KeyError(name)
    return load_folder(PACKS / name)


def load_folder(folder: Path) -> Pack:
    """The pack in a folder. Raises PackError with every problem found, each with file, line and path."""
    source = read_folder(folder)
    if source.problems:
        raise PackError(source.problems)
    try:
        pack = Pack.model_validate({**source.data, "hash": source.hash})
    except ValidationError as error:
        raise PackError([_problem(source, detail) for detail in _own_complaints(error.errors())]) from None
    problems = [
        PackProblem(*source.place(path), ".".join(map(str, path)), message)
        for path, message in reference_problems(pack)
    ]
    if problems:
        raise PackError(problems)
    return pack


def _own_complaints(details: Any) -> list[Any]:
    """Without the lists that count as too short only because their items were refused."""
    inner = [detail["loc"] for detail in details]

    def echoes(detail: Any) -> bool:
        loc = detail["loc"]
        return detail["type"] == "too_short" and any(other != loc and other[: len(loc)] == loc for other in inner)

    return [detail for detail in details if not echoes(detail)]


def _problem(source: PackSource, detail: Any) -> PackProblem:
    """One complaint of pydantic in our words. Its path also names the kind chosen in a union, which no file holds."""
    path = _path_in_files(source, detail["loc"])
    template = _WORDS.get(detail["type"])
    message = template.format(**detail.get("ctx", {})) if template else detail["msg"]
    return PackProblem(*source.place(path), ".".join(map(str, path)), message)


def _path_in_files(source: PackSource, location: Path_) -> Path_:
    path: Path_ = ()
    for index, step in enumerate(location):
        longer = (*path, step)
        if longer in source.places or index == len(location) - 1:
            path = longer
    return path
