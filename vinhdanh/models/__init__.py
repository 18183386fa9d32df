"""The tables: columns, constraints, states and their transitions; one file a noun."""

from vinhdanh.models.accounts import HeldRole, Invitation, Role, User
from vinhdanh.models.attachments import Attachment
from vinhdanh.models.audit import AuditHead, AuditLine
from vinhdanh.models.awards import Award, AwardChange, AwardChangeKind, AwardStanding
from vinhdanh.models.campaigns import Campaign, CampaignState, Extension, PackEdition, Participant
from vinhdanh.models.councils import Attendance, CouncilMember, CouncilRole, Meeting, Presence, Vote
from vinhdanh.models.decisions import Decision
from vinhdanh.models.dossiers import Dossier, DossierState, DossierVersion, ReceiptCounter, Remark, Return
from vinhdanh.models.duplicates import Merge, Suspicion, SuspicionState
from vinhdanh.models.honourees import Honouree, HonoureeKind, HonoureeStanding, Position, Sex
from vinhdanh.models.imports import ColumnChoice, Import, ImportRow, ImportState, RowOutcome
from vinhdanh.models.nominations import (
    Confirmation,
    Fact,
    FactKind,
    Judge,
    JudgementView,
    Nomination,
    Provenance,
    RefusedProof,
)
from vinhdanh.models.notices import Notice, NoticeState
from vinhdanh.models.outcomes import Outcome
from vinhdanh.models.questions import Question
from vinhdanh.models.ratings import Rating
from vinhdanh.models.search import SearchEntry, SearchStamp, SearchWord
from vinhdanh.models.units import Cluster, Succession, Unit, UnitKind, UnitName, UnitSize, UnitYear

__all__ = [
    "Attachment",
    "Campaign",
    "CampaignState",
    "Extension",
    "PackEdition",
    "Participant",
    "Attendance",
    "CouncilMember",
    "CouncilRole",
    "Meeting",
    "Presence",
    "Vote",
    "Dossier",
    "DossierState",
    "DossierVersion",
    "ReceiptCounter",
    "Remark",
    "Return",
    "Confirmation",
    "Fact",
    "FactKind",
    "Judge",
    "JudgementView",
    "Nomination",
    "Provenance",
    "RefusedProof",
    "Notice",
    "NoticeState",
    "Outcome",
    "Question",
    "AuditHead",
    "AuditLine",
    "Award",
    "AwardChange",
    "AwardChangeKind",
    "AwardStanding",
    "Cluster",
    "ColumnChoice",
    "Decision",
    "HeldRole",
    "Honouree",
    "HonoureeKind",
    "HonoureeStanding",
    "Import",
    "ImportRow",
    "ImportState",
    "Invitation",
    "Merge",
    "Position",
    "Rating",
    "Role",
    "RowOutcome",
    "SearchEntry",
    "SearchStamp",
    "SearchWord",
    "Sex",
    "Succession",
    "Suspicion",
    "SuspicionState",
    "Unit",
    "UnitKind",
    "UnitName",
    "UnitSize",
    "UnitYear",
    "User",
]
