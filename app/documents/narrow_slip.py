"""Mẫu 01 on a roll of 80 mm: the same words as on A5, one column of 72 mm, as long as they need.

What stands on the paper is put into words once, by `slip_content`; only the places differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    BLACK,
    WHITE,
    Block,
    Pen,
    backed,
    beside,
    code,
    largest,
    padded,
    paragraph,
    ruler,
    set_lines,
    sized,
    space,
    stacked,
)
from app.documents.drawing import ROLL_PRINTED, ROLL_WIDTH
from app.documents.fonts import Faces
from app.documents.measures import Align
from app.documents.sheet_pdf import Sheet
from app.documents.slip_content import Appointment, Signature, SlipContent
from app.documents.slip_people import Field, Row
from app.documents.text_flow import Run, flow

_BODY, _SMALL = 9.0, 8.0
_FIELD_GAP = 8.0
_QR = 78.0
_CODE_SIZES = (14.0, 12.5, 11.0, 10.0, 9.2)
_SIGNING_ROOM = 52.0
_COUNTS = 27.0
_NUMBER = 16.0
_GAP = 4.0


@dataclass(frozen=True, slots=True)
class NarrowSlip:
    """Lays finished strings out on a roll."""

    faces: Faces

    def sheets(self, content: SlipContent) -> list[Sheet]:
        """Return one strip for each copy (liên)."""
        return [self._sheet(content, copy) for copy in content.copies]

    def _sheet(self, content: SlipContent, copy: str) -> Sheet:
        width = ROLL_PRINTED
        parts = [
            space(4, width),
            *self._centred((*content.letterhead[:-1],), self._regular(_SMALL)),
            *self._centred(content.letterhead[-1:], self._bold(_SMALL)),
            *self._centred(content.motto, self._bold(_SMALL)),
            *self._centred((content.place_and_date,), self._regular(_SMALL)),
            ruler(width, 0.8),
            *self._centred(content.title, self._bold(12.5)),
            *self._centred((copy,), self._regular(_BODY)),
            sized(code(content.qr, _QR), width=width),
            *self._centred((content.code_label,), self._regular(_SMALL)),
            largest(content.code, self._bold(1), _CODE_SIZES, width, Align.CENTRE),
            *self._notices(content),
            paragraph(content.opening, self._regular(_BODY), width),
            *map(self._row, content.people),
            *map(self._row, content.request),
            paragraph(content.documents_label, self._regular(_BODY), width),
            *self._documents(content),
            *map(self._row, content.counts),
            self._appointment(content.appointment),
            *map(self._row, content.closing),
            *(self._signature(signature) for signature in content.signatures),
            ruler(width, 0.8),
            *(paragraph(text, self._regular(_SMALL), width) for text in content.footer),
            space(12, width),
        ]
        body = stacked(parts, _GAP)
        return Sheet(Block(ROLL_WIDTH, body.height, body.at((ROLL_WIDTH - width) / 2, 0)))

    def _regular(self, size: float) -> Pen:
        return Pen(self.faces.regular, size)

    def _bold(self, size: float) -> Pen:
        return Pen(self.faces.bold, size)

    def _centred(self, texts: Iterable[str], pen: Pen) -> list[Block]:
        return [paragraph(text, pen, ROLL_PRINTED, Align.CENTRE) for text in texts]

    def _notices(self, content: SlipContent) -> Iterable[Block]:
        """Frame what makes this paper different from an everyday one; practice stands white on black."""
        if content.watermark:
            word = paragraph(content.watermark, Pen(self.faces.bold, 15, WHITE), ROLL_PRINTED, Align.CENTRE)
            yield backed(word, fill=BLACK)
        notices = (*content.code_notes, *content.marks)
        if notices:
            inside = ROLL_PRINTED - 12
            lines = [paragraph(text, self._bold(_BODY), inside, Align.CENTRE) for text in notices]
            yield backed(padded(stacked(lines, 1), 6, 4), line=BLACK, thickness=1.4)

    def _row(self, row: Row) -> Block:
        groups = [self._runs(field) for field in row]
        return set_lines(flow(groups, ROLL_PRINTED, _FIELD_GAP), ROLL_PRINTED)

    def _runs(self, field: Field) -> list[Run]:
        face = self.faces.bold if field.strong else self.faces.regular
        label = Run(field.label, self.faces.regular, _BODY)
        return [label, Run(field.value, face, _BODY + 0.5 if field.strong else _BODY)]

    def _documents(self, content: SlipContent) -> Iterable[Block]:
        if not content.documents:
            return
        yield self._line(content.table_heads, self._bold(7.5), Align.CENTRE)
        for document in content.documents:
            yield stacked([ruler(ROLL_PRINTED, 0.5), self._line(document, self._regular(8.5), Align.LEFT)], 2)
        yield ruler(ROLL_PRINTED, 0.5)

    def _line(self, cells: Sequence[str], pen: Pen, names: Align) -> Block:
        """Return one line of the table: number, name, originals, copies."""
        number, name, *counts = cells
        room = ROLL_PRINTED - _NUMBER - 2 * _COUNTS - 3
        blocks = [
            paragraph(number, pen, _NUMBER, Align.LEFT),
            paragraph(name, pen, room, names),
            *(paragraph(count, pen, _COUNTS, Align.CENTRE) for count in counts),
        ]
        return beside(blocks, 1)

    def _appointment(self, appointment: Appointment) -> Block:
        inside = ROLL_PRINTED - 12
        parts = [
            paragraph(appointment.label, self._bold(_BODY + 1), inside, Align.CENTRE),
            largest(appointment.hour, self._bold(1), (20.0, 17.0), inside, Align.CENTRE),
            largest(appointment.date, self._bold(1), (15.0, 13.5, 12.5), inside, Align.CENTRE),
        ]
        for field in appointment.phone:
            parts.append(paragraph(field.label, self._regular(_BODY), inside, Align.CENTRE))
            sizes = (20.0, 17.0, 14.0)
            parts.append(largest(field.value, self._bold(1), sizes, inside, Align.CENTRE))
        return backed(padded(stacked(parts, 1), 6, 5), line=BLACK, thickness=1.6)

    def _signature(self, signature: Signature) -> Block:
        name, *rest = signature.below
        parts = [
            space(4, ROLL_PRINTED),
            *self._centred((signature.title,), self._bold(_BODY)),
            *self._centred((signature.hint,), self._regular(_SMALL)),
            space(_SIGNING_ROOM, ROLL_PRINTED),
            *self._centred((name,), self._bold(_BODY)),
            *self._centred(rest, self._regular(_BODY)),
        ]
        return stacked(parts, 1)
