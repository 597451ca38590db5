"""Closed lists of codes with their names: ethnic groups, number places, channels, statuses, priorities."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.certainty import Certainty
from app.domain.priorities import Priorities, Priority
from app.domain.problems import DomainProblem
from app.domain.records import Record, read_rows
from app.domain.text import begins_words, fold, word_line, words


@dataclass(frozen=True, slots=True)
class CodedName:
    """One entry of a list: official code, Vietnamese name, and `key`, the program's own word for it."""

    code: str
    name: str
    key: str = ""

    @classmethod
    def from_record(cls, record: Record) -> "CodedName":
        """Read one row. Raises DomainProblem ``record.bad_field``."""
        return cls(record.text("code", max_chars=20), record.text("name"), record.optional_text("key"))


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    """One of the 54 ethnic groups (dân tộc), with the other spellings found on papers."""

    code: str
    name: str
    aliases: tuple[str, ...]
    local: bool
    """Lives in the three provinces; offered first."""

    @classmethod
    def from_record(cls, record: Record) -> "EthnicGroup":
        """Read one row. Raises DomainProblem ``record.bad_field``."""
        return cls(
            code=record.text("code", max_chars=2),
            name=record.text("name"),
            aliases=record.texts("aliases"),
            local=record.flag("local"),
        )


class EthnicGroups:
    """The list of ethnic groups, found by code, name or any known spelling."""

    def __init__(self, groups: tuple[EthnicGroup, ...], *, certainty: Certainty) -> None:
        """Index every spelling. Raises DomainProblem ``ethnic_groups.ambiguous`` (`group`)."""
        self.certainty = certainty
        self.groups = tuple(sorted(groups, key=lambda group: not group.local))
        self._by_spelling: dict[str, EthnicGroup] = {}
        for group in groups:
            for spelling in {_key(text) for text in (group.code, group.name, *group.aliases)}:
                if spelling in self._by_spelling:
                    raise DomainProblem("ethnic_groups.ambiguous", group=group.code)
                self._by_spelling[spelling] = group
        self._lines = [(word_line(group.name, *group.aliases, group.code), group) for group in self.groups]

    def find(self, text: str) -> EthnicGroup | None:
        """Return the group with this code (``08`` or ``8``), name or other spelling; None when unknown."""
        key = _key(text)
        return self._by_spelling.get(key.zfill(2) if key.isdigit() else key)

    def search(self, typed: str) -> tuple[EthnicGroup, ...]:
        """Return the groups with a name or spelling that begins as typed, local ones first."""
        wanted = words(fold(typed))
        return tuple(group for line, group in self._lines if begins_words(wanted, line))


def _key(text: str) -> str:
    """Spell away marks, hyphens, spaces and apostrophes: Khơ-mú, Khơ Mú and KHO MU are one name."""
    return re.sub(r"[\W_]", "", fold(text))


@dataclass(frozen=True, slots=True)
class CodeTables:
    """All shipped lists."""

    version: str
    ethnic_groups: EthnicGroups
    id_number_provinces: Mapping[str, str]
    """First three digits of a personal number → place of birth registration (the 63 provinces until 2025)."""
    mobile_prefixes: frozenset[str]
    channels: tuple[CodedName, ...]
    portal_statuses: tuple[CodedName, ...]
    applicant_types: tuple[CodedName, ...]
    priorities: Priorities

    @classmethod
    def from_json(cls, files: Mapping[str, object], *, version: str) -> "CodeTables":
        """Read the files, given by name without ``.json``; each is ``{"rows": […], …}``.

        Raises DomainProblem ``table.missing``, ``table.bad_row``, ``ethnic_groups.ambiguous`` or
        ``priorities.code_twice``.
        """

        def rows(table: str) -> object:
            content = files.get(table)
            return content.get("rows") if isinstance(content, Mapping) else None

        def coded(table: str) -> tuple[CodedName, ...]:
            return read_rows(table, rows(table), CodedName.from_record)

        groups = read_rows("ethnic_groups", rows("ethnic_groups"), EthnicGroup.from_record)
        prefixes = read_rows("phone_prefixes", rows("phone_prefixes"), lambda row: row.texts("prefixes"))
        return cls(
            version=version,
            ethnic_groups=EthnicGroups(groups, certainty=Record(files["ethnic_groups"]).certainty()),
            id_number_provinces={row.code: row.name for row in coded("id_number_provinces")},
            mobile_prefixes=frozenset(prefix for network in prefixes for prefix in network),
            channels=coded("channels"),
            portal_statuses=coded("portal_statuses"),
            applicant_types=coded("applicant_types"),
            priorities=Priorities(read_rows("priorities", rows("priorities"), Priority.from_record)),
        )
