"""Where the templates of papers lie: the shipped ones, and those an office has laid over them.

A file `papers/<form>.json` in the office's folder stands for the shipped file of the same name. Files are
looked at again whenever they changed, so that a new wording needs no new start.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.documents.paper_template import SCHEMA, PaperTemplate, read_template
from app.documents.shared_texts import COMMON, Common, read_common
from app.documents.template_reading import bad_template
from app.domain.problems import DomainProblem

FOLDER = "papers"
_SUM_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Shelved:
    """A template in use."""

    template: PaperTemplate
    common: Common
    version: str
    """The template's date and a sum over it, the shared texts and the fonts."""


class TemplateShelf:
    """The templates of one office."""

    def __init__(self, resources: Path, own: Path | None = None) -> None:
        """Take the folder of the shipped data, and the office's folder that may hold `papers/`."""
        self._resources = resources
        self._own = own
        self._read: dict[str, tuple[tuple[object, ...], Shelved]] = {}

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The names of all shipped papers that are drawn from such a template."""
        files = sorted((self._resources / FOLDER).glob("*.json"))
        return tuple(f.stem for f in files if f.stem != COMMON and _schema(f) == SCHEMA)

    def file(self, form: str) -> Path:
        """Return the file in use of a form drawn from such a template, or of what they share.

        Raises DomainProblem ``paper.unknown_form`` (`form`, `allowed`).
        """
        if form not in (*self.forms, COMMON):
            raise DomainProblem("paper.unknown_form", form=form[:40], allowed=", ".join(self.forms))
        return self.in_use(form)

    def in_use(self, name: str) -> Path:
        """Return the file of any paper: the office's own, else the shipped one."""
        own = self.own_file(name)
        return own if own is not None and own.is_file() else self.shipped_file(name)

    def own_file(self, name: str) -> Path | None:
        """Return where the office's own file of a paper lies or would lie."""
        return None if self._own is None else self._own / FOLDER / f"{name}.json"

    def shipped_file(self, name: str) -> Path:
        """Return where the shipped file of a paper lies."""
        return self._resources / FOLDER / f"{name}.json"

    def __getitem__(self, form: str) -> Shelved:
        """Return the template in use of a form.

        Raises DomainProblem ``paper.unknown_form``, ``paper.bad_template``; OSError when a file is missing.
        """
        files = (self.file(form), self.file(COMMON))
        state = (*(_state(file) for file in files),)
        held = self._read.get(form)
        if held is None or held[0] != state:
            held = self._read[form] = (state, self._shelved(form, *files))
        return held[1]

    def check(self, form: str, file: Path) -> None:
        """Read a file as the office's template of a form.

        Raises DomainProblem ``paper.unknown_form``, ``paper.bad_template``; OSError when it cannot be read.
        """
        self.file(form)
        if form == COMMON:
            common = read_common(_decoded(file), file.name)
            for other in self.forms:
                self._template(other, self.file(other), common)
            return
        self._template(form, file, self._common())

    def version(self, files: Iterable[Path]) -> str:
        """Return a sum over files and the fonts."""
        all_files = [*files, *sorted((self._resources / "fonts").glob("*.ttf"))]
        total = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in all_files))
        return total.hexdigest()[:_SUM_LETTERS]

    def _shelved(self, form: str, file: Path, common_file: Path) -> Shelved:
        common = self._common()
        template = self._template(form, file, common)
        return Shelved(template, common, f"{template.version}+{self.version((file, common_file))}")

    def _common(self) -> Common:
        file = self.file(COMMON)
        return read_common(_decoded(file), _named(file))

    def _template(self, form: str, file: Path, common: Common) -> PaperTemplate:
        shipped_file = self.shipped_file(form)
        shipped = read_template(_decoded(shipped_file), _named(shipped_file), common)
        if file == shipped_file:
            return shipped
        return read_template(_decoded(file), _named(file), common, shipped)


def _named(file: Path) -> str:
    """Name a file without the folders above: they may name a person."""
    return f"{FOLDER}/{file.name}" if file.parent.name == FOLDER else file.name


def _state(file: Path) -> tuple[str, int, int]:
    told = file.stat()
    return str(file), told.st_mtime_ns, told.st_size


def _schema(file: Path) -> object:
    content = _decoded(file)
    return content.get("schema") if isinstance(content, dict) else None


def _decoded(file: Path) -> object:
    try:
        return json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise bad_template(_named(file), "", "not_json") from error
