"""The shipped lists of codes, and the many spellings of ethnic groups."""

import pytest

from app.domain.certainty import Certainty
from app.domain.code_tables import EthnicGroup, EthnicGroups
from app.domain.problems import DomainProblem
from app.machine.resource_files import load_code_tables

TABLES = load_code_tables()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Mông", "08"),
        ("H'Mông", "08"),
        ("H\u2019mông", "08"),
        ("HMONG", "08"),
        ("08", "08"),
        ("8", "08"),
        ("khơ mú", "29"),
        ("Khơ-Mú", "29"),
        ("Kinh", "01"),
        ("Xinh Mun", "34"),
        ("Hà Nhì", "35"),
    ],
)
def test_a_group_is_known_by_code_and_by_every_spelling(written: str, code: str) -> None:
    group = TABLES.ethnic_groups.find(written)
    assert group is not None
    assert group.code == code


def test_what_is_no_group_is_nothing() -> None:
    assert [TABLES.ethnic_groups.find(text) for text in ("", "55", "xyz")] == [None, None, None]


def test_there_are_54_groups_and_local_ones_are_offered_first() -> None:
    assert sorted(group.code for group in TABLES.ethnic_groups.groups) == [f"{n:02}" for n in range(1, 55)]
    offered = [group.local for group in TABLES.ethnic_groups.search("")]
    assert offered == sorted(offered, reverse=True)
    assert [group.code for group in TABLES.ethnic_groups.search("mong")] == ["08"]


def test_one_spelling_cannot_mean_two_groups() -> None:
    groups = (EthnicGroup("08", "HMông", ("Mông",), local=True), EthnicGroup("20", "Mông", (), local=False))
    with pytest.raises(DomainProblem, match=r"ethnic_groups\.ambiguous"):
        EthnicGroups(groups, certainty=Certainty.BACKGROUND)


def test_the_other_lists() -> None:
    assert TABLES.id_number_provinces["011"] == "Điện Biên"
    assert len(TABLES.id_number_provinces) == 63
    assert {"098", "091", "086"} <= TABLES.mobile_prefixes
    assert [(row.code, row.key) for row in TABLES.channels] == [
        ("1", "direct"),
        ("2", "online"),
        ("3", "post"),
    ]
    assert [row.code for row in TABLES.portal_statuses] == [str(n) for n in range(1, 11)]
    assert TABLES.applicant_types[0].key == "citizen"
    assert len(TABLES.version) == 12
