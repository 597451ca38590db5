import errno

import pytest

from app.domain.problems import DomainProblem
from app.storage.file_problems import problem_of, translated_files


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "storage.disk_full"),
        (errno.EDQUOT, "storage.disk_full"),
        (errno.EFBIG, "storage.disk_full"),
        (errno.EROFS, "storage.read_only"),
        (errno.EACCES, "storage.read_only"),
        (errno.EIO, "storage.disk_error"),
        (errno.EBUSY, "storage.disk_error"),
    ],
)
def test_what_the_system_refuses_is_told_in_one_code(number: int, code: str) -> None:
    with pytest.raises(DomainProblem) as told, translated_files():
        raise OSError(number, "refused")
    assert told.value.code == code
    assert told.value.details == {"system": number}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (19, "storage.read_only"),
        (32, "storage.locked"),
        (39, "storage.disk_full"),
        (112, "storage.disk_full"),
    ],
)
def test_windows_has_numbers_of_its_own(number: int, code: str) -> None:
    error = OSError(errno.EACCES, "refused")
    error.winerror = number  # type: ignore[attr-defined]  # only Windows has it
    assert problem_of(error).code == code


def test_other_errors_pass() -> None:
    with pytest.raises(ValueError, match="not about files"), translated_files():
        raise ValueError("not about files")
