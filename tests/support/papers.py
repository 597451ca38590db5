"""Papers for tests: the shipped fonts and template, loaded once."""

from functools import cache
from pathlib import Path

from app.documents.fonts import Faces, register_faces
from app.documents.page_parts import Page
from app.documents.renderer import PaperRenderer
from app.documents.slip_content import SlipContent, compose
from app.documents.slip_layout import SlipLayout
from app.documents.slip_template import SlipTemplate, load_template
from app.documents.wording import Wording
from app.domain.slip import Slip

RESOURCES = Path(__file__).parents[2] / "resources"


@cache
def faces() -> Faces:
    """The shipped faces."""
    return register_faces(RESOURCES)


@cache
def template() -> SlipTemplate:
    """The shipped template of the slip."""
    return load_template(RESOURCES)


@cache
def words() -> Wording:
    """The shipped wording."""
    return Wording(template(), faces().letters)


@cache
def renderer() -> PaperRenderer:
    """A renderer over the shipped resources."""
    return PaperRenderer(RESOURCES)


def content(slip: Slip) -> SlipContent:
    """The strings of a slip."""
    return compose(slip, template(), words())


def laid_out(slip: Slip) -> list[Page]:
    """The pages of all copies of a slip."""
    return SlipLayout(faces(), template().margins_mm).pages(content(slip))


def letters_of(*texts: str) -> str:
    """Texts without any space: how lines are broken is not what a test of their letters asks."""
    return "".join("".join(texts).split())
