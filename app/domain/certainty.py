"""How sure a figure is: the mark every row of legal data carries."""

from enum import StrEnum


class Certainty(StrEnum):
    """Where a figure was seen, from the surest to the least sure.

    What is less than confirmed is used all the same, and shown as such to an administrator.
    """

    CONFIRMED = "C"
    """Read in the law, in an official data set, or in two independent places."""
    SECONDARY = "S"
    """Read in one secondary source."""
    BACKGROUND = "B"
    """General knowledge or computed, not read anywhere official."""
    UNCONFIRMED = "U"
    """Looked for and not found, or taken from a source nobody vouches for."""
