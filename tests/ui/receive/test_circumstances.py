"""Who goes first, who helped, how far it is: on the receive page."""

from typing import Any

from PySide6.QtCore import Qt

from app.domain.villages import Village
from tests.support.desks import person, request
from tests.support.keyboard import press, write
from tests.support.receiving import choose_procedure, receive_form, receive_page
from tests.support.running_window import RunningWindow
from ui.dossiers.amend_dialog import AmendDialog
from ui.receive.extras import CIRCUMSTANCES, SUBMITTER
from ui.receive.places import address_choices


def _know_villages(window: RunningWindow) -> None:
    desk = window.desk
    today = window.office._session.today
    desk.villages.enter(
        [Village("Bản Bồ Hóng", 18, 240, far=True), Village("Co Mỵ", 3)], today, desk.acting()
    )
    window.office._session.refresh_stock()
    window.settle()


def _type(window: RunningWindow, name: str, text: str) -> None:
    line = receive_form(window)._applicant._lines[name]
    line.setFocus()
    write(text, line)


def _saved(window: RunningWindow) -> dict[str, Any]:
    press(Qt.Key.Key_S, ctrl=True)
    window.until(lambda: receive_page(window)._saved.received is not None)
    window.settle()
    received = receive_page(window)._saved.received
    assert received is not None
    return dict(window.desk.show(received.subject).dossier.values)


def test_a_village_is_offered_and_brings_its_distance(window: RunningWindow) -> None:
    _know_villages(window)
    choose_procedure(window, "khai sinh")
    _type(window, "full_name", "Giàng A Mẫu")
    _type(window, "village", "hong")
    village = receive_form(window)._applicant._lines["village"]
    assert village.list_open  # type: ignore[attr-defined]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert village.text() == "Bản Bồ Hóng"
    assert _saved(window)["distance_km"] == 18


def test_enter_keeps_what_was_typed_however_it_begins(window: RunningWindow) -> None:
    _know_villages(window)
    _type(window, "village", "Co")
    press(Qt.Key.Key_Return)
    assert receive_form(window)._applicant._lines["village"].text() == "Co"


def test_a_former_commune_becomes_the_present_one_with_its_old_name(window: RunningWindow) -> None:
    choose_procedure(window, "khai sinh")
    _type(window, "address", "Bản Huổi Khương, vàng đán")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    address = receive_form(window).record()["applicant"]["address"]
    assert address == "Bản Huổi Khương, xã Nà Bủng (xã Vàng Đán cũ), tỉnh Điện Biên"


def test_addresses_are_offered_only_where_a_commune_is_being_typed(window: RunningWindow) -> None:
    units = window.office._session.tables.units
    assert address_choices(units, "Bản A, t") == ()
    assert address_choices(units, "Bản Huổi Chan ở cạnh suối Nậm Lịch") == ()
    titles = [choice.title for choice in address_choices(units, "na bung")]
    assert titles[0] == "xã Nà Bủng, tỉnh Điện Biên"


def test_age_and_village_propose_who_goes_first(window: RunningWindow) -> None:
    _know_villages(window)
    choose_procedure(window, "khai sinh")
    extras = receive_form(window)._extras
    _type(window, "full_name", "Giàng A Mẫu")
    assert extras._suggestion.isHidden()
    _type(window, "birth_date", "1951")
    _type(window, "village", "Bồ Hóng")
    assert extras._suggestion.text() == "Ưu tiên: Người cao tuổi, Ở xa?"
    extras._suggestion.click()
    assert extras._suggestion.isHidden()
    assert receive_form(window).record()["priority"] == ["elderly", "far"]
    assert receive_form(window).record()["distance_km"] == 18


def test_everything_of_the_card_is_kept(window: RunningWindow) -> None:
    choose_procedure(window, "khai sinh")
    _type(window, "full_name", "Vừ Thị Dợ")
    extras = receive_form(window)._extras
    extras.set_open(CIRCUMSTANCES, opened=True)
    fields = extras.circumstances
    fields.add_priority("illiterate")
    role, name = fields._helpers[0]
    role.choose("scribe")
    name.setText("Lò Thị Hạnh")
    (commune,) = fields._communes("muong pon")
    fields._competent.take(commune)
    extras.set_open(SUBMITTER, opened=True)
    extras.submitter.show_values(
        {"full_name": "Giàng A Páo", "role": "authorised", "authorisation_number": "12/UQ"}
    )
    values = _saved(window)
    assert values["priority"] == ["illiterate"]
    assert values["helpers"] == [{"role": "scribe", "full_name": "Lò Thị Hạnh"}]
    assert values["competent"] == "03202"
    assert values["submitter"]["authorisation_number"] == "12/UQ"


def test_a_wrong_circumstance_is_marked_where_it_stands(window: RunningWindow) -> None:
    choose_procedure(window, "khai sinh")
    _type(window, "full_name", "Vừ Thị Dợ")
    extras = receive_form(window)._extras
    extras.set_open(CIRCUMSTANCES, opened=True)
    extras.circumstances._lines["distance_km"].setText("xa lắm")
    press(Qt.Key.Key_S, ctrl=True)
    window.settle()
    field = extras.circumstances.field("distance_km")
    assert field is not None
    assert field.mark == "bad"


def test_what_can_go_in_one_trip_is_said_while_one_types(window: RunningWindow) -> None:
    desk = window.desk
    desk.receive(request(applicant=person(full_name="Lò Văn Pán", village="Bồ Hóng")), desk.acting())
    _type(window, "full_name", "Vừ Thị Dợ")
    _type(window, "village", "bản bồ hóng")
    window.settle()
    notice = receive_page(window)._together
    assert "Cùng bản (Bồ Hóng): 1 kết quả" in notice.words
    assert "Lò Văn Pán" in notice.words


def test_circumstances_are_corrected_in_the_window(window: RunningWindow) -> None:
    desk = window.desk
    received = desk.receive(request(applicant=person(), priority=["far"]), desk.acting()).value
    dialog = AmendDialog(desk.show(received.subject), (), window.office._session.tables, window.frame)
    assert dialog.changes() == {}
    dialog._circumstances.add_priority("elderly")
    dialog._circumstances._lines["distance_km"].setText("12")
    assert dialog.changes() == {"priority": ["elderly", "far"], "distance_km": 12}
    dialog._circumstances._chips["far"].setChecked(False)
    dialog._circumstances._chips["elderly"].setChecked(False)
    assert dialog.changes() == {"priority": "", "distance_km": 12}
    desk.amend(received.subject, dialog.changes(), "nhập nhầm", desk.acting())
    values = desk.show(received.subject).dossier.values
    assert (values["priority"], values["distance_km"]) == (None, 12)
    dialog.reject()
