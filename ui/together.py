"""Says what else can go in one trip: results for the same person, household or village, and a common day."""

from collections.abc import Sequence

from app.domain.identifiers import Subject
from app.localization.formats import short_date
from app.localization.people_text import together_text
from app.localization.translate import ngettext
from app.use_cases.trips import Together
from ui.session import Session
from ui.widgets.notice import Notice

_NAMED = 4


def together_words(groups: Sequence[Together]) -> str:
    """Return a line for each reason: how many, from which day all can go, and whose they are."""
    return "\n".join(_line(group) for group in groups)


def _line(group: Together) -> str:
    count = len(group.results)
    head = ngettext(
        "{why}: {count} result can go in one trip, all of it from {day}.",
        "{why}: {count} results can go in one trip, all of them from {day}.",
        count,
    ).format(why=_why(group), count=count, day=short_date(group.day))
    names = list(dict.fromkeys(result.full_name for result in group.results))
    more = " …" if len(names) > _NAMED else ""
    return f"{head} {', '.join(names[:_NAMED])}{more}"


def _why(group: Together) -> str:
    text = together_text(group.why)
    return f"{text} ({group.results[0].village})" if group.why == "village" else text


class TogetherNotice(Notice):
    """Hidden until something can go together."""

    def __init__(self, session: Session) -> None:
        """Say nothing yet."""
        super().__init__("info")
        self._session = session
        self._asked: object = None

    def ask_for_person(self, stated: dict[str, object]) -> None:
        """Look for results of a person as typed; asks once for each person."""
        asked = tuple(str(stated.get(name) or "") for name in ("full_name", "village", "phone", "birth_date"))
        if asked == self._asked:
            return
        self._asked = asked
        if not (asked[1] or asked[2]):
            self.be_silent()
            return
        self._session.read(
            lambda desk: desk.trips.for_person(stated, desk.clock.now().at),
            self._show,
            lambda _problem: self.be_silent(),
            owner=self,
            urgent=False,
        )

    def ask_for_dossier(self, subject: Subject) -> None:
        """Look for results that can go with a dossier."""
        self._session.read(
            lambda desk: desk.trips.with_dossier(subject, desk.clock.now().at),
            self._show,
            lambda _problem: self.be_silent(),
            owner=self,
            urgent=False,
        )

    def _show(self, groups: Sequence[Together]) -> None:
        self.say(together_words(groups))
