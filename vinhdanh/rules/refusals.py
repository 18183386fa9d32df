"""What pydantic refuses in a folder of YAML, in our words, with file, line and path."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from vinhdanh.rules.yaml_source import PackError, PackProblem, PackSource, Path_

M = TypeVar("M", bound=BaseModel)

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


def read_model(model: type[M], source: PackSource, **known: Any) -> M:
    """The data of the folder as the model; `known` are keys that no file holds.

    Raises PackError with every problem found, each with file, line and path.
    """
    if source.problems:
        raise PackError(source.problems)
    try:
        return model.model_validate({**source.data, **known})
    except ValidationError as error:
        raise PackError([_problem(source, detail) for detail in _own_complaints(error.errors())]) from None


def problem_at(source: PackSource, path: Path_, message: str) -> PackProblem:
    """A problem of our own finding, with the place of the value at the path."""
    return PackProblem(*source.place(path), ".".join(map(str, path)), message)


def _own_complaints(details: Any) -> list[Any]:
    """Without the lists that count as too short only because their items were refused."""
    inner = [detail["loc"] for detail in details]

    def echoes(detail: Any) -> bool:
        loc = detail["loc"]
        return detail["type"] == "too_short" and any(other != loc and other[: len(loc)] == loc for other in inner)

    return [detail for detail in details if not echoes(detail)]


def _problem(source: PackSource, detail: Any) -> PackProblem:
    """One complaint of pydantic in our words. Its path also names the kind chosen in a union, which no file holds."""
    template = _WORDS.get(detail["type"])
    message = template.format(**detail.get("ctx", {})) if template else detail["msg"]
    return problem_at(source, _path_in_files(source, detail["loc"]), message)


def _path_in_files(source: PackSource, location: Path_) -> Path_:
    path: Path_ = ()
    for index, step in enumerate(location):
        longer = (*path, step)
        if longer in source.places or index == len(location) - 1:
            path = longer
    return path
