from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ui.dossiers.row_changes import What, row_changes


@dataclass(frozen=True)
class Row:
    seq: int
    text: str = ""


WINDOW = 6


def _rows(*seqs: int) -> list[Row]:
    return [Row(seq) for seq in sorted(seqs, reverse=True)]


def _follow(before: list[Row], after: list[Row], first: int) -> list[Row | None] | None:
    """Do the steps on the list before; None stands for a row one has to ask for."""
    window_before, window_after = before[first : first + WINDOW], after[first : first + WINDOW]
    steps = row_changes(window_before, window_after, first, len(before), len(after))
    if steps is None:
        return None
    table: list[Row | None] = list(before)
    for step in steps:
        if step.what is What.CAME:
            table[step.first : step.first] = [None] * step.count
        elif step.what is What.WENT:
            del table[step.first : step.first + step.count]
        else:
            table[step.first] = None
    return table


@given(
    st.sets(st.integers(0, 60), max_size=40),
    st.sets(st.integers(0, 60), max_size=6),
    st.sets(st.integers(0, 60), max_size=6),
    st.integers(0, 20),
)
def test_rows_that_stayed_stand_where_they_belong(
    held: set[int], came: set[int], went: set[int], first: int
) -> None:
    before, after = _rows(*held), _rows(*((held - went) | came))
    table = _follow(before, after, first)
    if table is None:
        assert not {row.seq for row in before[first : first + WINDOW]} & {
            row.seq for row in after[first : first + WINDOW]
        }
        return
    assert len(table) == len(after)
    for place in range(first, min(first + WINDOW, len(after))):
        assert table[place] in {None, after[place]}


def test_a_new_dossier_at_the_top_pushes_the_others_down() -> None:
    steps = row_changes(_rows(5, 4, 3), _rows(6, 5, 4, 3), 0, 3, 4)
    assert [(step.what, step.first, step.count) for step in steps or ()] == [(What.CAME, 0, 1)]


def test_a_row_that_left_a_filtered_list_goes_alone() -> None:
    steps = row_changes(_rows(9, 7, 5), _rows(9, 5), 0, 3, 2)
    assert [(step.what, step.first, step.count) for step in steps or ()] == [(What.WENT, 1, 1)]


def test_a_changed_row_is_told_and_nothing_else() -> None:
    before, after = [Row(2), Row(1)], [Row(2), Row(1, "returned")]
    steps = row_changes(before, after, 0, 2, 2)
    assert [(step.what, step.first) for step in steps or ()] == [(What.CHANGED, 1)]


def test_nothing_changed_is_no_step() -> None:
    assert row_changes(_rows(3, 2, 1), _rows(3, 2, 1), 0, 3, 3) == []


def test_rows_above_the_window_move_it_down() -> None:
    before = _rows(*range(20))
    after = _rows(*range(22))
    steps = row_changes(before[8:14], after[8:14], 8, 20, 22)
    assert [(step.what, step.first, step.count) for step in steps or ()] == [(What.CAME, 0, 2)]
