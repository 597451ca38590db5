"""The papers of an office in its own words, with the program's resources and files kept durably."""

from pathlib import Path

from app.documents.own_templates import OwnTemplates
from app.domain.problems import DomainProblem
from app.machine.durable_files import write_durably
from app.machine.office_folder import OfficeFolder
from app.machine.resource_folder import resource_folder


def own_templates(folder: Path) -> OwnTemplates:
    """Return the templates of the office in a folder."""
    return OwnTemplates(resource_folder(), folder)


def use_template(folder: Path, file: Path) -> str:
    """Check a changed template and keep it beside the database; returns its form.

    Raises DomainProblem ``office.none``, ``paper.bad_template``, ``paper.unknown_form``, ``file.unreadable``
    or ``file.unwritable``; then the template in use is as it was.
    """
    if not OfficeFolder(folder).holds_office():
        raise DomainProblem("office.none")
    form, own, content = own_templates(folder).use(file)
    try:
        own.parent.mkdir(exist_ok=True)
        write_durably(own, content)
    except OSError as error:
        raise DomainProblem("file.unwritable") from error
    return form
