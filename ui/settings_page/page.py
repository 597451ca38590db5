"""The settings page: plain cards under each other, each saved by itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.cautions import Caution
from app.domain.problems import DomainProblem
from app.localization.formats import short_date
from app.localization.translate import N_, _
from app.settings.definitions import BACKUP_FOLDER, DEVICE_SETTINGS, HOTLINE, HOURS, OFFICE_PROFILE, SERVER
from app.use_cases.desk import Desk
from app.use_cases.outcome import Changes
from ui.page import Page
from ui.posters.card import PostersCard
from ui.posters.work import PostersWork
from ui.problems import told, worded
from ui.session import Session
from ui.settings_page.calendar_card import CalendarCard
from ui.settings_page.calendar_work import CalendarWork
from ui.settings_page.people import PeopleWork
from ui.settings_page.people_card import PeopleCard
from ui.settings_page.province_card import Joining, ProvinceCard
from ui.settings_page.settings_card import SettingsCard
from ui.settings_page.typed_day import typed_day
from ui.settings_page.villages_card import VillagesCard
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.field import Field
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling

_WIDE_EMS = 58


class SettingsPage(Page):
    """Reads everything when it is first seen; saves one card at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make the cards; `begin` fills them."""
        super().__init__(session, parent)
        self._welcome = Notice("info")
        self._profile = SettingsCard(N_("Papers of the office"), OFFICE_PROFILE)
        device = [setting for setting in DEVICE_SETTINGS if setting.name != SERVER]
        self._device = SettingsCard(N_("This computer"), device)
        self._people = PeopleCard(session.desk.clerk)
        self._work = PeopleWork(session, self._people, self)
        self._calendar = CalendarCard()
        self._days = CalendarWork(session, self._calendar, self)
        self._villages = VillagesCard(session)
        self._posters = PostersCard(session)
        self._hanging = PostersWork(session, self._posters, self)
        self._province = ProvinceCard()
        self._joining = Joining(session, self._province, self)
        self._from = QLineEdit()
        self._from_field = Field(self._from)
        self.wording.say(self._from_field.set_label, N_("Holds from"))
        self._from.setFixedWidth(space().ems(9))
        self._profile.extra.addWidget(self._from_field)
        self._profile.extra.addStretch(1)
        self._lay_out()
        self._profile.changed.connect(self._enter_profile)
        self._device.changed.connect(self._set_device)
        self._filled = False

    def _lay_out(self) -> None:
        inner = QWidget()
        dress(inner, "page")
        inner.setMaximumWidth(space().ems(_WIDE_EMS))
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(space().one,) * 4)
        column.setSpacing(space().one)
        offices = (self._profile, self._people, self._posters, self._villages, self._calendar)
        parts = (self._welcome, *offices, self._province, self._device)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        scroll = self._scroll = scrolling(inner)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)

    def begin(self) -> None:
        """Fill the cards when the page is first seen."""
        if not self._filled:
            self._filled = True
            self._from.setText(short_date(self.session.today))
            self._read()

    def ask_to_join(self) -> None:
        """Show the card of the province, and begin in it."""
        self._province.begin()
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._province))

    def welcome(self) -> None:
        """Begin a fresh office with what its slips need."""
        self._welcome.say(
            _(
                "The office is ready. Look through what its papers say: the hotline and the reception point"
                " are still missing, and every slip shows them. Everything can be changed later."
            )
        )

    def _read(self) -> None:
        today = self.session.today
        self.session.read(lambda desk: _profile(desk, today), self._show_profile, owner=self)
        self.session.read(lambda desk: desk.settings.device_settings(), self._show_device, owner=self)
        self._work.read()
        self._hanging.read()
        self._days.begin()
        self._villages.begin()

    def _show_profile(self, values: Mapping[str, Any]) -> None:
        self._profile.show_values(values)
        if self._welcome.isVisible() and not values.get(HOTLINE):
            self._profile.begin_at(HOTLINE)

    @Slot(object)
    def warn_backup(self, what: Caution | DomainProblem | None) -> None:
        """Say beside the second place what is wrong with the daily copy."""
        self._device.warn(BACKUP_FOLDER, worded(what))

    def _show_device(self, values: Mapping[str, Any]) -> None:
        self._device.show_values(values)
        self._province.show_server(str(values.get(SERVER) or ""))

    @Slot(object)
    def _enter_profile(self, changed: Mapping[str, object]) -> None:
        self._from_field.clear_mark()
        valid_from = typed_day(self._from.text())
        if valid_from is None:
            self._from_field.refuse(_("Please type a day: day/month/year."))
            self._from.setFocus()
            return
        self.session.act(
            lambda desk, acting: desk.settings.enter(changed, valid_from, acting),
            self._profile_entered,
            lambda problem: self._refuse(self._profile, problem),
            owner=self,
        )

    def _profile_entered(self, _entered: object) -> None:
        self._welcome.be_silent()
        self._profile.say("good", _("Saved. Papers printed from now on say so."))
        self._read()

    @Slot(object)
    def _set_device(self, changed: Mapping[str, object]) -> None:
        for name, value in changed.items():
            self._set_one(name, value)

    def _set_one(self, name: str, value: object) -> None:
        self.session.act(
            lambda desk, acting: desk.settings.set_on_device(name, value, acting),
            self._device_set,
            lambda problem: self._refuse(self._device, problem),
            owner=self,
        )

    def _device_set(self, _value: object) -> None:
        self._device.say("good", _("Saved."))
        self._read()

    @staticmethod
    def _refuse(card: SettingsCard, problem: DomainProblem) -> None:
        card.refuse(str(problem.details.get("field") or ""), told(problem))

    def concerns(self, changes: Changes) -> bool:
        """People, profile and settings are shown here."""
        return changes.people or changes.everything

    def refresh(self, changes: Changes) -> None:
        """Show the people as they are now; what is being typed elsewhere on the page is left alone."""
        del changes
        if self._filled:
            self._work.read()
            self._hanging.read()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        for card in (
            self._profile,
            self._device,
            self._people,
            self._posters,
            self._calendar,
            self._province,
        ):
            card.renew()


def _profile(desk: Desk, on: date) -> dict[str, Any]:
    """Return the profile of a day; hours nobody entered are shown as the rules assume them."""
    values = desk.settings.in_force(on)
    return values if values.get(HOURS) else {**values, HOURS: desk.receive.hours(on).to_record()}
