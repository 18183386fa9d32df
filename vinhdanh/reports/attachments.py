"""Files of a dossier as pages show them; whether a signed paper still says what the data say."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from vinhdanh.intake.uploads import KIND_OF
from vinhdanh.models import Attachment, Nomination
from vinhdanh.vietnamese import join_words

FILM = "film"
_ICONS = {"pdf": "file-earmark-pdf", "docx": "file-earmark-word", "xlsx": "file-earmark-excel"}
_SHORT = 12  # letters of a digest that people compare by eye


@dataclass(frozen=True, slots=True)
class FileShown:
    """One file or film in a list; `kind` in words, `digest` the beginning of its SHA-256; `replaced`: a newer scan
    stands for it, so that it is not sent along."""

    attachment: Attachment
    kind: str
    icon: str
    digest: str
    replaced: bool = False


class Signing(StrEnum):
    """What stands at a part of the dossier."""

    UNSIGNED = "unsigned"
    SIGNED = "signed"
    CHANGED = "changed"


SIGNING_WORDS = {
    Signing.UNSIGNED: "Chưa có bản ký",
    Signing.SIGNED: "Đã ký",
    Signing.CHANGED: "Dữ liệu đã thay đổi sau khi ký",
}


@dataclass(frozen=True, slots=True)
class SignedState:
    """A part of the dossier: signed or not, or signed before the data changed; the files that stand for it, and those
    that stand there still but whose place newer ones took."""

    signing: Signing
    files: tuple[Attachment, ...] = ()
    replaced: tuple[Attachment, ...] = ()

    @property
    def words(self) -> str:
        """In words."""
        return SIGNING_WORDS[self.signing]

    @property
    def last(self) -> Attachment | None:
        """What was added last."""
        return self.files[-1] if self.files else None


def signed_state(
    attachments: Iterable[Attachment],
    part: str,
    nomination: Nomination | None,
    draft_digest_now: str,
) -> SignedState:
    """The state of a part of the dossier, or of a nominee's, by the dossier's attachments; removed ones do not count.

    `draft_digest_now` is of the draft as it would be written now; blank where nobody can say: then what is signed
    stands. The file that was added last is the one that is held against it, and it takes the place of those signed of
    another draft. Others are pages of the same paper, scanned one by one, even where one was sent before. A part that
    the unit brings by itself has no draft: its files all stand.
    """
    key = nomination.pk if nomination else None
    there = [
        one for one in attachments if one.part == part and one.nomination_id == key and one.removed_at is None and part
    ]
    if not there:
        return SignedState(Signing.UNSIGNED)
    there.sort(key=lambda one: one.pk)
    last = there[-1]
    replaced = tuple(one for one in there if last.draft_digest and one.draft_digest != last.draft_digest)
    changed = bool(last.draft_digest and draft_digest_now and last.draft_digest != draft_digest_now)
    files = tuple(one for one in there if one not in replaced)
    return SignedState(Signing.CHANGED if changed else Signing.SIGNED, files, replaced)


def files_shown(attachments: Iterable[Attachment], replaced: Collection[Attachment] = ()) -> list[FileShown]:
    """Each as a list shows it; `replaced` are those whose place newer scans took."""
    return [_shown(one, one in replaced) for one in attachments]


def same_elsewhere(attachment: Attachment) -> str:
    """A sentence where this very file stands at other places of its dossier too; else blank."""
    if not attachment.sha256:
        return ""
    same = Attachment.objects.standing().filter(dossier=attachment.dossier_id, sha256=attachment.sha256)
    others = same.exclude(pk=attachment.pk).select_related("nomination", "fact")
    places = list(dict.fromkeys(_where(other) for other in others))
    return f"Chính tệp này cũng đang ở {join_words(places)} của hồ sơ." if places else ""


def _shown(one: Attachment, replaced: bool) -> FileShown:
    if one.link:
        return FileShown(one, "Phim", "film", "")
    kind = KIND_OF.get(one.media_type)
    icon = _ICONS.get(kind.ending, "file-earmark-image") if kind else "paperclip"
    label = kind.label[:1].upper() + kind.label[1:] if kind else ""
    return FileShown(one, label, icon, one.sha256[:_SHORT], replaced)


def _where(other: Attachment) -> str:
    if other.part:
        return f"phần văn bản đã ký của {other.nomination}" if other.nomination else "phần văn bản đã ký"
    if other.fact and other.nomination:
        return f"minh chứng của {other.nomination}"
    return f"tệp của {other.nomination}" if other.nomination else "tệp chung"
