"""Values of the wrong sort count as not stated; those of the right one pass as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dossier import Dossier
from app.domain.facts import Value
from app.domain.field_values import readable, readable_fields
from app.domain.fold import Held, View
from app.domain.identifiers import FactId, Subject
from app.domain.kinds import KINDS

NAMES = sorted({name for kind in KINDS for name in (*kind.open_fields, *kind.personal_fields)})
_PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.text(max_size=5), st.binary(max_size=17)
)
ANYTHING = st.recursive(
    _PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.integers() | st.text(max_size=3), inner),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("received_at", 1_795_320_000_000),
        ("full_name", "Giàng A Mẫu"),
        ("holder", bytes(16)),
        ("sets", 2),
        ("provisional", False),
        ("submitter", {"full_name": "Giàng A Sử", "role": "parent"}),
        ("parties", [{"full_name": "Lò Thị Ín"}]),
        ("documents", [{"name": "Giấy chứng sinh", "originals": 1, "copies": 0}]),
        ("fields", {"child_name": "Giàng Thị Dợ"}),
        ("clock_from", 1_795_320_000_000),
        ("missing", ["Giấy chứng sinh"]),
        ("results", [{"name": "Giấy khai sinh", "number": "12/2026"}]),
        ("amount", 1_250_000),
        ("agreed", True),
        ("a name of a newer program", [1, 2]),
    ],
)
def test_what_is_of_the_right_sort_passes(name: str, value: Value) -> None:
    assert readable(name, value) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("received_at", "soon"),
        ("received_at", 2**60),
        ("due_at", [1]),
        ("due_at", -1),
        ("due_at", True),
        ("full_name", ["Giàng"]),
        ("holder", "x"),
        ("holder", b"x"),
        ("sets", 10**12),
        ("copy_number", "two"),
        ("provisional", 1),
        ("submitter", "Giàng A Sử"),
        ("parties", {"full_name": "x"}),
        ("documents", "none"),
        ("fields", {1: 2}),
        ("supplement_due_at", "soon"),
        ("missing", "Giấy chứng sinh"),
        ("results", {"name": "x"}),
        ("amount", "10.000"),
        ("fingerprint", 1),
    ],
)
def test_what_is_not_counts_as_not_stated(name: str, value: Value) -> None:
    assert readable(name, value) is None


def test_a_group_keeps_what_can_be_read_of_it() -> None:
    assert readable("missing", [1, "Giấy chứng sinh"]) == ["Giấy chứng sinh"]
    assert readable("parties", [1, {"full_name": "Lò Thị Ín", "phone": [2]}]) == [{"full_name": "Lò Thị Ín"}]
    paper = {"name": 7, "originals": "one", "copies": 2, "note": "x"}
    assert readable("documents", [paper]) == [{"name": "", "originals": 0, "copies": 2, "note": "x"}]
    assert readable_fields({"sets": "x", "phone": "09"}) == {"sets": None, "phone": "09"}


@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=10))
def test_a_dossier_of_anything_can_be_read(values: dict[str, Value]) -> None:
    view = View(values={name: Held(value, FactId(bytes(32))) for name, value in values.items()})
    dossier = Dossier.from_view(Subject(bytes(16)), view)
    for text in (dossier.code, dossier.first_code, dossier.procedure, dossier.full_name):
        assert isinstance(text, str)
    for moment in (dossier.received_at, dossier.due_at):
        assert moment is None or 0 <= moment < 2**43
    assert dossier.holder is None or len(dossier.holder) == 16
