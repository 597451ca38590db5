"""What hangs on the wall: whole, readable, on its sheet, whatever names and numbers an office has."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.board_poster import BOARD_NEEDS, PLATE_NEEDS, BoardPoster, DeskPlate
from app.documents.list_poster import NEEDS as LIST_NEEDS
from app.documents.list_poster import ListPoster
from app.documents.procedure_poster import NEEDS as PROCEDURE_NEEDS
from app.documents.procedure_poster import ProcedurePoster
from app.documents.renderer import PaperRenderer
from app.documents.sheet_pdf import Sheet
from app.documents.sheet_template import Needs
from app.documents.step_poster import NEEDS as STEP_NEEDS
from app.documents.step_poster import StepPoster
from app.domain.problems import DomainProblem
from app.domain.sheet_forms import BOARD, FORMS, PLATE, POSTERS, PROCEDURE, PROCEDURE_LIST, SIZES, STEPS
from tests.support.papers import RESOURCES, letters_of, renderer
from tests.support.sheet_checks import assert_clear, codes, letters_on
from tests.support.slips import lines

LONG_NAME = "Giàng Thị Mỷ Dợ Sung Páo Nhìa Chứ Vừ A Lềnh Ế Ậ Ỗ Ẵ Nguyễn Lò"
LONG_PROCEDURE = (
    "Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản "
    "gắn liền với đất lần đầu đối với hộ gia đình, cá nhân"
)
OFFICE = {
    "header": ["ỦY BAN NHÂN DÂN XÃ THANH NƯA", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"],
    "centre": "Trung tâm Phục vụ hành chính công xã Thanh Nưa",
    "hotline": "02153825678",
    "lookup": "dichvucong.gov.vn",
    "points": ["Điểm tiếp nhận số 1, trụ sở UBND xã Thanh Nưa, bản Bồ Hóng"],
    "hours": "07 giờ 00 - 11 giờ 30, từ thứ Hai đến thứ Sáu",
}
FREE = {"name": "Lệ phí", "formula": "free", "unit": "case"}
UNKNOWN = {"name": "Lệ phí", "formula": "not_configured", "unit": "case"}
PAGES = {
    "name": "Phí chứng thực",
    "formula": "pages",
    "unit": "page",
    "tiers": [{"from": 1, "amount": 2000}, {"from": 3, "amount": 1000}],
    "cap": 200_000,
}


def procedure(**changed: Any) -> dict[str, Any]:
    return {
        "code": "1.001193",
        "name": "Đăng ký khai sinh",
        "field": "Hộ tịch",
        "limit_unit": "working_days",
        "limit_value": 3,
        "charges": [FREE],
        "applicant": "Công dân Việt Nam",
        "channels": ["direct", "online"],
        "papers": [
            {"name": "Tờ khai đăng ký khai sinh", "kind": "submit", "originals": 1, "copies": 0},
            {"name": "Căn cước", "kind": "present", "originals": 1, "copies": 2, "conditional": True},
        ],
        "results": ["Giấy khai sinh"],
        "decider": "Chủ tịch UBND xã",
        "legal_basis": ["60/2014/QH13", "123/2015/NĐ-CP"],
        "updated": "01/07/2025",
        **changed,
    }


def told(**content: Any) -> dict[str, Any]:
    return {"office": OFFICE, "day": "23/11/2026", "practice": False, "paper": "A4", **content}


MAKERS: dict[str, tuple[Needs, Any]] = {
    PROCEDURE: (PROCEDURE_NEEDS, ProcedurePoster),
    STEPS: (STEP_NEEDS, StepPoster),
    PROCEDURE_LIST: (LIST_NEEDS, ListPoster),
    BOARD: (BOARD_NEEDS, BoardPoster),
    PLATE: (PLATE_NEEDS, DeskPlate),
}


def sheets(form: str, record: dict[str, Any]) -> list[Sheet]:
    needs, maker = MAKERS[form]
    made: list[Sheet] = maker(renderer().sheets.drawing(form, needs, one_colour=False), record).sheets()
    for one in made:
        assert_clear(one.body)
    return made


def test_the_sheet_of_a_procedure_says_what_the_law_wants_public() -> None:
    (page,) = sheets(PROCEDURE, told(procedure=procedure()))
    said = letters_on([page])
    for text in (
        *("Đăng ký khai sinh", "1.001193", "Hộ tịch", "3 ngày làm việc", "Không thu", "bản Bồ Hóng"),
        *("Tờ khai đăng ký khai sinh", "nộp, 1 bản chính", "xuất trình, 1 bản chính, 2 bản sao"),
        *("chỉ khi thuộc trường hợp này", "Giấy khai sinh", "Chủ tịch UBND xã", "60/2014/QH13"),
        *("áp dụng từ ngày 01/07/2025", "In ngày 23/11/2026", "0215 382 5678"),
    ):
        assert letters_of(text) in said, text


def test_a_rate_nobody_entered_is_marked_and_never_nothing() -> None:
    for charges in ([UNKNOWN], []):
        said = letters_on(sheets(PROCEDURE, told(procedure=procedure(charges=charges))))
        assert letters_of("chưa cấu hình") in said
        assert letters_of("Không thu") not in said
        assert letters_of("0 đồng") not in said
        listed = {"groups": [{"field": "Hộ tịch", "procedures": [procedure(charges=charges)]}]}
        assert letters_of("chưa cấu hình") in letters_on(sheets(PROCEDURE_LIST, told(**listed)))


def test_a_fee_by_pages_tells_its_steps_and_its_cap() -> None:
    said = letters_on(sheets(PROCEDURE, told(procedure=procedure(charges=[PAGES]))))
    for text in ("trang 1-2: 2.000 đồng/trang", "từ trang 3: 1.000 đồng/trang", "không quá 200.000 đồng/bản"):
        assert letters_of(text) in said


def test_several_charges_and_another_rate_online_are_all_told() -> None:
    flat = {"name": "Lệ phí hộ tịch", "formula": "flat", "unit": "copy", "amount": 8000}
    other = {**flat, "name": "Phí khác", "unit": "case", "amount": 20_000, "by_channel": {"online": 10_000}}
    said = letters_on(sheets(PROCEDURE, told(procedure=procedure(charges=[flat, other]))))
    assert letters_of("Lệ phí hộ tịch: 8.000 đồng/bản") in said
    assert letters_of("Phí khác: 20.000 đồng/trường hợp, nộp trực tuyến 10.000 đồng") in said


def test_what_is_not_sure_is_marked() -> None:
    marked = letters_of("chưa đối chiếu với văn bản gốc")
    assert marked in letters_on(sheets(PROCEDURE, told(procedure=procedure(unsure=True))))
    assert marked not in letters_on(sheets(PROCEDURE, told(procedure=procedure())))


def test_the_steps_lead_from_the_papers_to_the_result_on_one_page() -> None:
    papers = [
        {"name": f"Giấy tờ thứ {n} do cơ quan có thẩm quyền cấp", "kind": "submit"} for n in range(1, 23)
    ]
    record = told(procedure=procedure(name=LONG_PROCEDURE, papers=papers, charges=[UNKNOWN]))
    (page,) = sheets(STEPS, record)
    said = letters_on([page])
    order = [
        said.index(letters_of(text))
        for text in ("Chuẩn bị giấy tờ", "Đến nộp tại", "Nhận giấy hẹn", "Chờ giải quyết", "Nhận kết quả")
    ]
    assert order == sorted(order)
    assert letters_of("và 14 giấy tờ khác, hỏi cán bộ") in said


def test_the_list_goes_over_pages_by_field_and_counts_them() -> None:
    groups = [
        {
            "field": f"Lĩnh vực {g}",
            "procedures": [procedure(name=f"{LONG_PROCEDURE} {g}-{n}") for n in range(12)],
        }
        for g in range(6)
    ]
    pages = sheets(PROCEDURE_LIST, told(groups=groups))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        said = letters_on([page])
        assert letters_of("STT Mã Tên thủ tục") in said
        assert letters_of(f"Trang {number}/{len(pages)}") in said
    everything = letters_on(pages)
    assert all(letters_of(f"{LONG_PROCEDURE} {g}-{n}") in everything for g in range(6) for n in range(12))
    assert letters_of("72 thủ tục thuộc 6 lĩnh vực") in everything


def test_an_empty_list_says_so() -> None:
    assert letters_of("Chưa có thủ tục nào") in letters_on(sheets(PROCEDURE_LIST, told(groups=[])))


def person(**changed: Any) -> dict[str, Any]:
    usual = {"name": "Quàng Thị Hương", "position": "Công chức", "field": "Hộ tịch", "phone": "0912345678"}
    return {**usual, **changed}


def test_the_board_names_head_officers_and_whom_to_call() -> None:
    record = told(
        management=[person(name="Lò Văn Thành", position="Giám đốc")],
        leaders=[person(name="Nguyễn Văn An", position="Bí thư Đảng ủy", phone="0912111222")],
        officers=[person(), person(name=LONG_NAME, phone="")],
    )
    said = letters_on(sheets(BOARD, record))
    for text in (
        *("Lò Văn Thành", "Giám đốc", "Quàng Thị Hương", "Công chức", "Hộ tịch", "0912 345 678"),
        *(LONG_NAME, "chưa có số", "Nguyễn Văn An, Bí thư Đảng ủy", "0912 111 222", "23/11/2026"),
    ):
        assert letters_of(text) in said, text


def test_a_board_of_sixty_goes_over_pages() -> None:
    officers = [person(name=f"{LONG_NAME} {n}") for n in range(60)]
    pages = sheets(BOARD, told(officers=officers))
    assert len(pages) > 1
    assert all(letters_of(f"{LONG_NAME} {n}") in letters_on(pages) for n in range(60))


def test_a_plate_to_fold_says_the_same_on_both_faces() -> None:
    (sheet,) = sheets(PLATE, told(person=person(name=LONG_NAME)))
    assert sheet.turned is not None
    assert letters_on([Sheet(sheet.turned)]) == letters_on([sheet])
    half = sheet.body.height / 2
    assert_clear(sheet.turned)
    texts = [mark for mark in sheet.body.marks if hasattr(mark, "text")]
    assert all(mark.y > half for mark in texts)
    (flat,) = sheets(PLATE, told(person=person(phone=""), paper="A5"))
    assert flat.turned is None
    assert letters_of("Điện thoại") not in letters_on([flat])


def test_practice_marks_every_poster() -> None:
    record = told(procedure=procedure(), practice=True, person=person(), officers=[], groups=[])
    assert all(sheets(form, record)[0].watermark == "THỬ" for form in POSTERS)


def test_a3_is_a4_enlarged() -> None:
    (small,) = sheets(BOARD, told(officers=[person()]))
    (large,) = sheets(BOARD, told(officers=[person()], paper="A3"))
    assert large.body.width == pytest.approx(small.body.width * 2**0.5)
    assert letters_on([large]) == letters_on([small])


@pytest.mark.parametrize("form", [PROCEDURE, STEPS])
def test_the_code_can_be_scanned_and_the_bytes_stay(form: str) -> None:
    for paper in SIZES[form]:
        record = told(procedure=procedure(), paper=paper)
        pdf = renderer().draw(form, record)
        assert codes(pdf) == ["1.001193"]
        assert renderer().draw(form, record) == pdf


_TEXT = lines(300)
_NAME = lines(160, least=1)
_PAPER = st.fixed_dictionaries(
    {
        "name": _NAME,
        "kind": st.sampled_from(["submit", "present"]),
        "originals": st.integers(0, 99),
        "conditional": st.booleans(),
    }
)


@settings(max_examples=30)
@given(
    st.builds(
        procedure,
        name=_NAME,
        field=lines(80, least=1),
        papers=st.lists(_PAPER, max_size=22),
        results=st.lists(_NAME, max_size=3),
        decider=_TEXT,
        applicant=_TEXT,
        legal_basis=st.lists(lines(40), max_size=16),
        charges=st.lists(st.sampled_from([FREE, UNKNOWN, PAGES]), max_size=3),
        limit_unit=st.sampled_from(["same_day", "none", "annual_review"]),
        limit_value=st.none(),
    )
)
def test_whatever_a_procedure_says_nothing_is_lost_and_nothing_overlaps(made: dict[str, Any]) -> None:
    clean = renderer().sheets.drawing(PROCEDURE, PROCEDURE_NEEDS, one_colour=False).words.clean
    said = letters_on(sheets(PROCEDURE, told(procedure=made)))
    for text in (made["name"], made["decider"], *(paper["name"] for paper in made["papers"])):
        assert letters_of(clean(text)) in said
    assert letters_of(clean(made["name"])) in letters_on(sheets(STEPS, told(procedure=made)))


_PERSON = st.fixed_dictionaries(
    {"name": lines(100, least=1), "position": lines(120), "field": lines(160), "phone": lines(30)}
)


@settings(max_examples=25)
@given(st.lists(_PERSON, max_size=14), st.lists(_PERSON, max_size=4), st.lists(_PERSON, max_size=3))
def test_whoever_works_here_nobody_is_lost(
    officers: list[Any], management: list[Any], leaders: list[Any]
) -> None:
    clean = renderer().sheets.drawing(BOARD, BOARD_NEEDS, one_colour=False).words.clean
    said = letters_on(sheets(BOARD, told(officers=officers, management=management, leaders=leaders)))
    for one in (*officers, *management, *leaders):
        assert letters_of(clean(one["name"])) in said
    for one in officers[:3]:
        (plate,) = sheets(PLATE, told(person=one))
        assert letters_of(clean(one["name"])) in letters_on([plate])


# --- templates ---------------------------------------------------------------------------------------


def test_every_form_has_a_template_that_says_where_it_comes_from() -> None:
    for form in FORMS:
        content = json.loads((RESOURCES / "papers" / f"{form}.json").read_text("utf-8"))
        assert content["form"] == form
        assert content["certainty"] in "CSBU"
        assert renderer().version(form).startswith(content["version"])


def test_an_office_may_change_the_words(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    own = tmp_path / "papers" / "board.json"
    text = (RESOURCES / "papers" / "board.json").read_text("utf-8")
    own.write_text(text.replace("CÁN BỘ TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "CÁN BỘ MỘT CỬA"), "utf-8")
    changed = PaperRenderer(RESOURCES, tmp_path)
    drawing = changed.sheets.drawing(BOARD, BOARD_NEEDS, one_colour=False)
    assert drawing.words.text("title") == "CÁN BỘ MỘT CỬA"
    assert changed.version(BOARD) != renderer().version(BOARD)


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        (("texts", "title"), None, "missing"),
        (("texts", "printed"), "{nothing}", "unknown_word_in_braces"),
        (("texts", "more"), "x", "unknown_field"),
        (("lists", "heads"), ["STT"], "wrong_length"),
        (("schema",), "paper/9", "unknown_name"),
    ],
)
def test_a_mistake_in_a_template_is_refused(
    tmp_path: Path, place: tuple[str, ...], value: object, reason: str
) -> None:
    shutil.copytree(RESOURCES / "papers", tmp_path / "papers")
    file = tmp_path / "papers" / "board.json"
    content = json.loads(file.read_text("utf-8"))
    where = content
    for step in place[:-1]:
        where = where[step]
    where[place[-1]] = value
    file.write_text(json.dumps(content), "utf-8")
    with pytest.raises(DomainProblem) as refused:
        PaperRenderer(RESOURCES, tmp_path).draw(BOARD, told())
    assert refused.value.code == "paper.bad_template"
    assert refused.value.details["reason"] == reason


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(DomainProblem) as refused:
        renderer().draw(BOARD, told(paper="A7"))
    assert refused.value.code == "paper.unknown_size"
