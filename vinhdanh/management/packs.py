"""`vinhdanh pack …`: check a folder, show what the machine understood, list what there is."""

import json
import sys
from pathlib import Path

from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.checks import warnings
from vinhdanh.rules.describe import describe
from vinhdanh.rules.packs import load_folder, load_pack, pack_names
from vinhdanh.rules.yaml_source import PackError
from vinhdanh.screening.terms import nomination_terms


def check_pack(folder: Path) -> int:
    """Print every problem with file and line, or the warnings of a pack that loads.

    2 where there are problems, 1 where a warning is grave, else 0.
    """
    if not folder.is_dir():
        print(f"Không có thư mục “{folder}”.", file=sys.stderr)
        return 2
    try:
        pack = load_folder(folder)
        nomination_terms(pack)
    except PackError as error:
        for problem in error.problems:
            print(problem)
        print(f"{len(error.problems)} chỗ phải sửa; gói chưa dùng được.", file=sys.stderr)
        return 2
    found = list(warnings(pack))
    for warning in found:
        print(f"{'Cảnh báo' if warning.grave else 'Lưu ý'}: {warning.id}: {warning.message}")
    grave = sum(warning.grave for warning in found)
    print(
        f"{pack.id}: {len(pack.criteria)} tiêu chuẩn, {len(pack.quotas)} chỉ tiêu; "
        f"{grave} cảnh báo, {len(found) - grave} lưu ý."
    )
    return 1 if grave else 0


def find_pack(name: str) -> Pack:
    """A pack of the product by name, or one in a folder. KeyError if it is neither; PackError if it cannot be used."""
    return load_folder(Path(name)) if name not in pack_names() and Path(name).is_dir() else load_pack(name)


def no_such_pack(name: str) -> str:
    """The sentence for a campaign that is not there."""
    return f"Không có gói quy định “{name}”; các gói có sẵn: {', '.join(pack_names())}."


def show_pack(name: str) -> int:
    """Print the pack clause by clause; 2 if there is none."""
    try:
        pack = find_pack(name)
    except KeyError:
        print(no_such_pack(name), file=sys.stderr)
        return 2
    except PackError as error:
        print(error, file=sys.stderr)
        return 2
    print(pack.title)
    print(f"{pack.source.cite}: {pack.source.title} ({pack.source.issuer}). {pack.source.note or ''}".strip())
    print(f"Dấu vân tay của gói: {pack.hash}")
    for chapter in describe(pack):
        print(f"\n{chapter.title.upper()}")
        for entry in chapter.entries:
            margin = "  " * (entry.depth + 1)
            readings = f" [{', '.join(entry.readings)}]" if entry.readings else ""
            print(f"{margin}- {entry.text} ({entry.cite}){readings}")
            if entry.understood:
                print(f"{margin}  → {entry.understood}")
    return 0


def list_packs() -> int:
    """Print the names and titles of the packs."""
    for name in pack_names():
        print(f"{name}\t{load_pack(name).title}")
    return 0


def show_schema() -> int:
    """Print the JSON Schema of a pack."""
    print(json.dumps(Pack.model_json_schema(), ensure_ascii=False, indent=1))
    return 0
