"""The words of reports: a code of a cell reads as what it names."""

from app.localization.report_text import code_text, head_text


def test_the_register_of_certified_copies_is_not_called_like_the_count_of_copies() -> None:
    assert code_text("book_copy", "vi") == "Bản sao từ bản chính"
    assert head_text("copies", language="vi") == "Số bản"
