"""What of a supplement answers a remark: the changes at the very place that the remark points at."""

from dataclasses import dataclass

from vinhdanh.models import Remark
from vinhdanh.models.dossiers import is_within
from vinhdanh.reports.version_difference import Change, FileTold, GroupOfChanges

_LIST = "nominees"
_TOLD = {"added": "Thêm mới", "removed": "Đã đưa ra"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the unit changed at the place of a remark; on the list of nominees, also who came and who went."""

    changes: tuple[Change, ...]
    files_in: tuple[FileTold, ...]
    files_out: tuple[FileTold, ...]
    nominees: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the unit left the place as it was."""
        return not (self.changes or self.files_in or self.files_out or self.nominees)


def answer_among(groups: list[GroupOfChanges], remark: Remark) -> Answer:
    """What of these changes is at the remark's place, or within it."""
    own = [group for group in groups if group.key == remark.nomination_id]
    listed = remark.place == _LIST
    return Answer(
        tuple(one for group in own for one in group.changes if is_within(one.place, remark.place)),
        tuple(one for group in own for one in group.files_in if is_within(one.place, remark.place)),
        tuple(one for group in own for one in group.files_out if is_within(one.place, remark.place)),
        tuple(f"{_TOLD[group.how]}: {group.name}" for group in groups if listed and group.how in _TOLD),
    )
