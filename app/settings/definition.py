"""What a setting is: one declaration with name, type, default, scope and description."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.problems import DomainProblem

Read = Callable[[object], Any]


class Scope(StrEnum):
    """Whose setting it is."""

    OFFICE = "office"
    """The office profile: effective-dated facts that every device of the office and the province hold."""
    DEVICE = "device"
    """This device only; never sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting.

    ``form`` tells a window which editor fits: ``text``, ``lines``, ``whole``, ``flag``, ``choice``,
    ``folder`` or ``hours``. ``description`` is a source text, marked for the catalogue.
    """

    name: str
    form: str
    default: Any
    scope: Scope
    check: Read
    description: str
    choices: tuple[str, ...] = ()

    def read(self, value: object) -> Any:  # noqa: ANN401 - what a setting holds depends on the setting
        """Return what is kept of what a person typed, or of a stored value.

        Raises DomainProblem with ``field``: the setting's name.
        """
        try:
            return self.check(value)
        except DomainProblem as problem:
            raise DomainProblem(problem.code, **{**problem.details, "field": self.name}) from None

    def describe(self, translate: Callable[[str], str]) -> str:
        """Return what the setting is for, in the language of ``translate``."""
        return translate(self.description)
