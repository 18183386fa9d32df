"""What the command says where a file or a folder cannot be written: one line, in Vietnamese."""

import errno
import sys
from pathlib import Path

_REASONS = {
    errno.ENOENT: "không có thư mục này",
    errno.EEXIST: "đã có một tệp mang tên này",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EISDIR: "đây là một thư mục, cần tên tệp",
    errno.EACCES: "không có quyền ghi",
    errno.EPERM: "không có quyền ghi",
    errno.EROFS: "ổ đĩa này chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ENAMETOOLONG: "tên quá dài",
}


def complain_of_writing(error: OSError, target: Path | str = "") -> None:
    """Say on standard error what could not be written and why; `target` is meant where the error names no file."""
    named = error.filename or target
    reason = _REASONS.get(error.errno or 0, f"hệ thống báo lỗi số {error.errno}")
    what = f"Không ghi được “{named}”" if named else "Không ghi được kết quả"
    print(f"{what}: {reason}.", file=sys.stderr)
