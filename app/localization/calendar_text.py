"""What a day of the calendar is, in words."""

from app.localization.translate import N_, _

_KINDS = {
    "holiday": N_("Public holiday"),
    "swap_off": N_("Day off, worked on another day"),
    "make_up_workday": N_("Worked in return"),
    "ordinary": N_("As its weekday"),
}


def day_kind_text(kind: str) -> str:
    """Return the kind of a day in words."""
    return _(_KINDS[kind]) if kind in _KINDS else kind
