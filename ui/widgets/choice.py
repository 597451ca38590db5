"""One thing to choose in a `Picker`. No Qt in it, so that what finds choices needs none either."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """What it is called, a second line that tells it from its like, and its key."""

    key: str
    title: str
    detail: str = ""
