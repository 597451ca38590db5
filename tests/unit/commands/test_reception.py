"""Cutting a stream into lines: nothing long is held, nothing is lost, groups stay small."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.reception import LARGEST_LINE, Line, batches, read_line
from app.domain.problems import DomainProblem


def cut(content: bytes, path: Path) -> list[Line]:
    path.write_bytes(content)
    with path.open("rb") as stream:
        return [line for group in batches(stream) for line in group]


@given(st.lists(st.binary(max_size=60).filter(lambda line: b"\n" not in line), min_size=1))
def test_lines_come_out_as_they_went_in(lines: list[bytes]) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"\n".join(lines) + b"\n")
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        found = [line for group in batches(stream) for line in group]
    assert [line.content for line in found] == lines
    assert [line.number for line in found] == list(range(1, len(lines) + 1))


def test_the_last_line_needs_no_line_break(tmp_path: Path) -> None:
    assert [line.content for line in cut(b"a\nb", tmp_path / "f")] == [b"a", b"b"]


def test_a_line_that_is_too_long_is_skipped_and_counted(tmp_path: Path) -> None:
    long = b"x" * (LARGEST_LINE + 1)
    found = cut(b"a\n" + long + b"\nb\n" + long * 3, tmp_path / "f")
    assert [(line.number, line.content) for line in found] == [(1, b"a"), (2, None), (3, b"b"), (4, None)]


def test_groups_are_small_whatever_comes(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"{}\n" * 5_000)
    with path.open("rb") as stream:
        sizes = [len(group) for group in batches(stream)]
    assert sum(sizes) == 5_000
    assert max(sizes) <= 500


NAMED = b'{"procedure": "1.001193", "applicant": {"full_name": "A"}'
REFUSALS = [
    (None, "line.too_long"),
    (b"\xff\xfe", "line.not_utf8"),
    (b"{", "line.not_json"),
    (b"[" * 100_000, "line.not_json"),
    (b"17", "reception.not_an_object"),
    (NAMED + b', "sets": 1.5}', "field.not_a_whole_number"),
    (NAMED + b', "sets": NaN}', "field.not_a_whole_number"),
]


@pytest.mark.parametrize(("content", "code"), REFUSALS)
def test_what_is_no_request_is_refused(content: bytes | None, code: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        read_line(Line(1, content))
    assert caught.value.code == code


def test_empty_lines_and_a_byte_order_mark_are_no_mistakes() -> None:
    assert read_line(Line(2, b"  \r")) is None
    marked = b'\xef\xbb\xbf{"procedure": "1.001193", "applicant": {"full_name": "A"}}\r'
    request = read_line(Line(1, marked))
    assert request is not None
    assert request.values["full_name"] == "A"
