"""YAML that remembers where each value stood, so that a problem can name its file and line."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path_ = tuple[str | int, ...]


class PackProblem(NamedTuple):
    """What is wrong in a pack: the file, the line (1 is the first; 0 is the file as a whole), the path of keys, and
    a sentence."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path + ': ' if self.path else ''}{self.message}"


class PackError(Exception):
    """The pack cannot be used; `problems` says why, each with its place."""

    def __init__(self, problems: list[PackProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class PackSource:
    """The data of all files of a pack as one mapping, the place of every value in it, and the hash of the bytes."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path_, tuple[str, int]] = field(default_factory=dict)
    problems: list[PackProblem] = field(default_factory=list)
    hash: str = ""

    def place(self, path: Path_) -> tuple[str, int]:
        """File and line of the value at the path, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return next(iter(self.places.values()), ("", 0))


def read_folder(folder: Path) -> PackSource:
    """All `*.yaml` of the folder and those below it, drawn together: a list that stands in two files is one list.

    Duplicate keys, anchors, and anything but mappings at the top are problems of the source.
    """
    source, digest = PackSource(), hashlib.sha256()
    files = sorted(file for file in folder.rglob("*.yaml") if file.is_file())
    if not files:
        source.problems.append(PackProblem(str(folder), 0, "", "thư mục không có tệp .yaml nào"))
    for file in files:
        content = file.read_bytes()
        name = file.relative_to(folder).as_posix()
        digest.update(name.encode() + b"\0" + content + b"\0")
        try:
            _FileReader(source, name, content).read()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 0
            detail = getattr(error, "problem", None) or "không đọc được"
            source.problems.append(PackProblem(name, line, "", f"không phải YAML đúng ({detail})"))
    source.hash = digest.hexdigest()
    return source


class _FileReader:
    """Reads one file into the source."""

    def __init__(self, source: PackSource, name: str, content: bytes) -> None:
        self.source, self.name = source, name
        self.loader = Loader(content)
        self.seen: set[int] = set()

    def read(self) -> None:
        """Add the file's keys to the source."""
        root = self.loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            self.problem(1, (), "tệp phải là các cặp khóa: giá trị")
            return
        here: set[str] = set()
        for key_node, node in root.value:
            key = str(self.loader.construct_object(key_node))
            existing = self.source.data.get(key)
            if key in here:
                self.problem(key_node.start_mark.line + 1, (key,), "khóa này viết hai lần")
            elif existing is not None and isinstance(existing, tuple) and isinstance(node, yaml.SequenceNode):
                self.source.data[key] = existing + self.sequence(node, (key,), start=len(existing))
            elif existing is not None:
                self.problem(key_node.start_mark.line + 1, (key,), "khóa này đã có ở nơi khác")
            else:
                self.source.data[key] = self.value(node, (key,))
                self.source.places[(key,)] = (self.name, key_node.start_mark.line + 1)
            here.add(key)

    def value(self, node: yaml.Node, path: Path_) -> Any:
        """The data of the node; lists become tuples, so that strict types hold."""
        self.source.places[path] = (self.name, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.problem(node.start_mark.line + 1, path, "không dùng neo (&, *) trong gói quy định")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return self.sequence(node, path)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        try:
            return self.loader.construct_object(node)
        except ValueError:  # 2020-02-31 looks like a date and is none
            self.problem(node.start_mark.line + 1, path, f"“{node.value}” không phải là ngày có thật")
            return None

    def sequence(self, node: yaml.SequenceNode, path: Path_, start: int = 0) -> tuple[Any, ...]:
        """The items, placed from index `start` on."""
        return tuple(self.value(item, (*path, start + index)) for index, item in enumerate(node.value))

    def mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        """The pairs; a key that stands twice is a problem."""
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in data:
                self.problem(key_node.start_mark.line + 1, (*path, key), "khóa này viết hai lần")
            data[key] = self.value(value_node, (*path, key))
        return data

    def problem(self, line: int, path: Path_, message: str) -> None:
        """Note what is wrong."""
        self.source.problems.append(PackProblem(self.name, line, ".".join(map(str, path)), message))
