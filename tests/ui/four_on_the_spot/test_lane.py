"""Four buttons in a row, on a real office: by keys alone, left in the middle, by the people who do it."""

from PySide6.QtCore import Qt

from app.domain.lifecycle import Status
from app.domain.on_the_spot import APPRAISE, APPROVE, PARTS, RECEIVE, RETURN
from app.use_cases.manage_people import NewClerk
from tests.support.desks import request
from tests.support.keyboard import focused, press, write
from tests.support.running_window import RunningWindow
from ui.accessibility import nameless
from ui.four_on_the_spot.dialog import FourOnTheSpotDialog
from ui.office_page import DOSSIERS

LONG = "Giàng Thị Mỷ Dợ Sung Páo Nhìa Chứ Vừ A Lềnh"


def _open(window: RunningWindow, **parts: object) -> FourOnTheSpotDialog:
    """Receive a dossier and open the lane from the list."""
    outcome = window.desk.receive(request(applicant={"full_name": LONG}, **parts), window.desk.acting())
    window.office._session.feed.announce(outcome.changes)
    window.office._turn_to(DOSSIERS)
    window.settle()
    window.office._dossiers.show_dossier(outcome.value.subject)
    window.settle()
    return _again(window)


def _again(window: RunningWindow) -> FourOnTheSpotDialog:
    window.office._dossiers._handle("on_the_spot")
    dialog: FourOnTheSpotDialog = window.dialog(FourOnTheSpotDialog)
    window.settle()
    return dialog


def _people(window: RunningWindow) -> None:
    people, acting = window.desk.people, window.desk.acting()
    people.register(NewClerk("Lò Văn Ín", "Tư pháp", "", ("processing",)), "khóa 1", acting)
    people.register(NewClerk("Vừ A Páo", "Phó Chủ tịch", "", ("approval",)), "khóa 2", acting)


def test_enter_alone_leads_from_reception_to_return(window: RunningWindow) -> None:
    dialog = _open(window)
    assert list(nameless(dialog)) == []
    for part in (APPRAISE, APPROVE, RETURN):
        assert focused() is dialog.cards[part].act
        press(Qt.Key.Key_Return)
        window.settle()
    shown = dialog._shown
    assert shown is not None
    assert shown.dossier.status is Status.RETURNED
    assert list(shown.done) == list(PARTS)
    assert focused() is dialog.leave
    assert dialog._papers.words
    press(Qt.Key.Key_Return)
    window.no_dialog()
    window.settle()


def test_each_part_is_done_by_who_is_chosen_and_shows_it(window: RunningWindow) -> None:
    _people(window)
    dialog = _open(window)
    offered = {
        part: [card.person.itemText(n) for n in range(card.person.count())]
        for part, card in dialog.cards.items()
    }
    assert offered[APPROVE] == ["Quàng Thị Hương – Công chức", "Vừ A Páo – Phó Chủ tịch"]
    dialog.cards[APPRAISE].person.setCurrentIndex(offered[APPRAISE].index("Lò Văn Ín – Tư pháp"))
    press(Qt.Key.Key_Return, ctrl=True)
    window.settle()
    assert dialog.cards[APPRAISE]._done.text() == "✓ Lò Văn Ín"
    assert dialog.cards[APPRAISE]._when.text() == "09:12 23/11/2026"
    dialog.cards[APPROVE].person.setCurrentIndex(1)
    dialog.decision.begin()
    write("12/TLKS")
    press(Qt.Key.Key_Return, ctrl=True)
    window.settle()
    history = window.desk.show(dialog._subject).history
    approved = next(item for item in history if item.step == "approve")
    assert (approved.actor, approved.details["document_number"]) == ("Vừ A Páo", "12/TLKS")
    assert approved.details["recorded_by"] == "Quàng Thị Hương"
    press(Qt.Key.Key_Escape)
    window.no_dialog()


def test_the_lane_goes_on_where_it_was_left(window: RunningWindow) -> None:
    dialog = _open(window)
    press(Qt.Key.Key_Return)
    window.settle()
    press(Qt.Key.Key_Escape)
    window.no_dialog()
    window.settle()
    dialog = _again(window)
    assert focused() is dialog.cards[APPROVE].act
    assert dialog.cards[APPRAISE]._done.text() == "✓ Quàng Thị Hương"
    dialog.reject()
    window.no_dialog()


def test_an_online_dossier_begins_with_its_reception(window: RunningWindow) -> None:
    dialog = _open(window, channel="online", accept=False)
    assert focused() is dialog.cards[RECEIVE].act
    press(Qt.Key.Key_Return)
    window.settle()
    assert focused() is dialog.cards[APPRAISE].act
    dialog.reject()
    window.no_dialog()
    window.settle()


def test_who_takes_the_result_for_another_is_asked_for_the_paper(window: RunningWindow) -> None:
    dialog = _open(window)
    for _part in (APPRAISE, APPROVE):
        press(Qt.Key.Key_Return)
        window.settle()
    dialog.returning.asked["returned_to_kind"].box.choose("authorised")  # type: ignore[attr-defined]
    dialog.returning.asked["returned_to"].begin()
    write("Vừ A Páo")
    press(Qt.Key.Key_Return, ctrl=True)
    window.settle()
    assert dialog.returning.asked["authorisation"].mark == "bad"
    assert window.desk.show(dialog._subject).dossier.status is Status.DONE
    write("Giấy ủy quyền số 5")
    press(Qt.Key.Key_Return, ctrl=True)
    window.settle()
    assert window.desk.show(dialog._subject).dossier.status is Status.RETURNED
    dialog.reject()
    window.no_dialog()
    window.settle()


def test_a_dossier_that_waits_for_papers_cannot_be_settled(window: RunningWindow) -> None:
    dialog = _open(window)
    dialog.reject()
    window.no_dialog()
    desk = window.desk
    desk.step(dialog_subject := dialog._subject, "transfer", desk.acting())
    desk.step(dialog_subject, "ask_supplement", desk.acting(), {"missing": ["CCCD"]})
    dialog = _again(window)
    assert "chưa thể giải quyết tại chỗ" in dialog._status.text()
    assert not any(card.act.isEnabled() for card in dialog.cards.values())
    dialog.reject()
    window.no_dialog()
    window.settle()
