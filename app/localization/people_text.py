"""Words for what goes with receiving people: who helps, how a number stands, how feedback came."""

from app.localization.translate import N_, _

PEOPLE_FIELDS = {
    "priority": N_("Priority"),
    "point": N_("Reception point"),
    "competent": N_("Decided by"),
    "distance_km": N_("Distance (km)"),
    "helpers": N_("Helped by"),
    "no_papers_reason": N_("Why without papers"),
    "authorisation_number": N_("Authorisation paper no."),
    "authorisation_date": N_("Authorisation paper of"),
    "counter": N_("Counter"),
    "outcome": N_("Outcome"),
    "text": N_("What was said"),
    "about": N_("About"),
    "answer": N_("Answer"),
    "language": N_("Language"),
}
"""Names of the fields of this part of the work."""

_HELPERS = {
    "interpreter": N_("interpreter"),
    "scribe": N_("wrote for the person"),
    "guide": N_("guided the person"),
    "witness": N_("witness"),
}
_STATES = {
    "waiting": N_("waits"),
    "called": N_("called"),
    "served": N_("served"),
    "absent": N_("absent"),
    "skipped": N_("skipped"),
}
_CHANNELS = {
    "counter": N_("at the counter"),
    "hotline": N_("hotline"),
    "letter_box": N_("letter box"),
    "post": N_("by post"),
    "online": N_("online"),
    "meeting": N_("meeting with people"),
}
_ABOUT = {
    "attitude": N_("attitude of staff"),
    "delay": N_("delay"),
    "fees": N_("fees"),
    "procedure": N_("papers and procedure"),
    "proposal": N_("proposal"),
    "other": N_("other"),
}
_TOGETHER = {
    "person": N_("For the same person"),
    "household": N_("For the same household"),
    "village": N_("For the same village"),
}


def helper_text(role: str) -> str:
    """Return what somebody did to help."""
    return _(_HELPERS[role]) if role in _HELPERS else role


def ticket_state_text(state: str) -> str:
    """Return how a queue number stands."""
    return _(_STATES[state]) if state in _STATES else state


def channel_text(channel: str) -> str:
    """Return how feedback reached the centre."""
    return _(_CHANNELS[channel]) if channel in _CHANNELS else channel


def about_text(about: str) -> str:
    """Return what feedback is about."""
    return _(_ABOUT[about]) if about in _ABOUT else about


def together_text(why: str) -> str:
    """Return why results go in one trip."""
    return _(_TOGETHER[why]) if why in _TOGETHER else why
