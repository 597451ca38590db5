import copy
import json
from typing import Any

import pytest

from app.documents.blocks import Outline
from app.documents.pictograms import GRID, NAMES, PICTURES, Pictograms, load_pictograms, read_pictograms
from app.domain.problems import DomainProblem
from app.machine.resource_files import load_catalogue
from tests.support.papers import RESOURCES


@pytest.fixture(scope="module")
def shipped() -> Pictograms:
    return load_pictograms(RESOURCES)


@pytest.fixture
def files() -> tuple[Any, Any]:
    read = [json.loads((RESOURCES / file).read_text("utf-8")) for file in (PICTURES, NAMES)]
    return copy.deepcopy(read[0]), copy.deepcopy(read[1])


@pytest.mark.parametrize(
    ("paper", "picture"),
    [
        ("Giấy chứng sinh", "birth"),
        ("Giấy chứng sinh (hoặc văn bản người làm chứng / giấy cam đoan việc sinh)", "birth"),
        ("Tờ khai đăng ký khai sinh", "form"),
        ("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", "red_book"),
        ("Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước", "id_card"),
        ("Bản sao Hộ chiếu hoặc giấy tờ có giá trị thay thế", "passport"),
        ("02 ảnh chụp toàn thân", "photo"),
        ("Giấy tờ chứng minh nơi cư trú", "residence"),
        ("Văn bản ủy quyền (người thân ruột không cần chứng thực)", "authorisation"),
        ("Giấy báo tử hoặc giấy tờ thay thế", "death"),
        ("Giấy xác nhận tình trạng hôn nhân", "marriage"),
        ("Một thứ giấy chưa ai biết", "paper"),
        ("", "paper"),
    ],
)
def test_a_paper_is_shown_by_its_name(shipped: Pictograms, paper: str, picture: str) -> None:
    assert shipped.picture_of(paper) == picture


def test_a_word_is_found_as_a_word_with_its_marks(shipped: Pictograms) -> None:
    assert shipped.picture_of("Đơn đăng ký") == "form"
    assert shipped.picture_of("Đơn-đăng ký") == "form"
    assert shipped.picture_of("đong đơng") == "paper"


def test_most_papers_of_the_catalogue_have_a_picture_of_their_own(shipped: Pictograms) -> None:
    names = [paper.name for row in load_catalogue().rows for paper in row.papers()]
    plain = [name for name in names if shipped.picture_of(name) == "paper"]
    assert len(plain) < len(names) * 0.25


def test_every_picture_stays_on_its_grid(shipped: Pictograms) -> None:
    for name in shipped.pictures:
        for mark in shipped.draw(name, 50).marks:
            assert isinstance(mark, Outline)
            for _step, points in mark.steps:
                assert all(-1 <= point <= GRID + 1 for point in points), name


def test_on_a_roll_there_is_only_black_and_white(shipped: Pictograms) -> None:
    for name in shipped.pictures:
        for one_colour, reverse in ((True, False), (False, True)):
            drawn = shipped.draw(name, 50, one_colour=one_colour, reverse=reverse).marks
            tints = {t for mark in drawn if isinstance(mark, Outline) for t in (mark.fill, mark.line) if t}
            assert tints <= {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}, name


def test_an_administrator_may_add_a_picture_and_words(files: tuple[Any, Any]) -> None:
    pictures, names = files
    pictures["pictures"].append(
        {"name": "hat", "on": "sheet", "parts": [{"path": "M 1 2 L 3 4 Z", "fill": "red"}]}
    )
    names["rows"].insert(0, {"picture": "hat", "words": ["giấy chứng sinh"]})
    assert read_pictograms(pictures, names).picture_of("Giấy chứng sinh") == "hat"


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ({"path": "M 1 2 L 300 4", "fill": "black"}, "out_of_bounds"),
        ({"path": "M 1 2 X 3 4", "fill": "black"}, "out_of_bounds"),
        ({"path": "L 1 2", "fill": "black"}, "out_of_bounds"),
        ({"path": "M 1", "fill": "black"}, "out_of_bounds"),
        ({"path": "", "fill": "black"}, "out_of_bounds"),
        ({"path": 7, "fill": "black"}, "not_text"),
        ({"box": [1, 2, 3], "fill": "black"}, "out_of_bounds"),
        ({"ellipse": [1, 2, True], "fill": "black"}, "out_of_bounds"),
        ({"fill": "black"}, "missing"),
        ({"path": "M 1 2 L 3 4", "fill": "pink"}, "unknown_value"),
        ({"path": "M 1 2 L 3 4", "line": 99}, "out_of_bounds"),
    ],
)
def test_a_mistake_in_a_drawing_is_refused_with_its_place(
    files: tuple[Any, Any], part: dict[str, Any], reason: str
) -> None:
    pictures, names = files
    pictures["pictures"][0]["parts"][0] = part
    with pytest.raises(DomainProblem) as refused:
        read_pictograms(pictures, names)
    assert refused.value.code == "paper.bad_template"
    assert refused.value.details["reason"] == reason
    assert str(refused.value.details["field"]).startswith("pictures.1.parts.1")


def test_a_row_that_leads_to_no_picture_is_refused(files: tuple[Any, Any]) -> None:
    pictures, names = files
    names["rows"][2]["picture"] = "nothing"
    with pytest.raises(DomainProblem) as refused:
        read_pictograms(pictures, names)
    assert refused.value.details["field"] == "rows.3"
