"""What the slip says, as finished strings in the order of the paper: Mẫu 01 without any drawing.

The layout of form 01 in Thông tư 03/2025/TT-VPCP was not obtained (certainty U). The fields and their order
are those real provincial systems print; the wording is data, `resources/papers/slip.json`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.documents.letters import BOX
from app.documents.slip_people import Field, Row, SlipPeople
from app.documents.slip_template import SlipTemplate
from app.documents.wording import Wording
from app.domain.slip import Slip
from app.domain.slip_parts import FeePayment, FeeState, SlipFee


@dataclass(frozen=True, slots=True)
class Appointment:
    """The framed part: when to come back and whom to call."""

    label: str
    hour: str
    """Empty when there is no appointed time; then `date` says what to wait for."""
    date: str
    short: str
    """Both on less room, for the foot of a page that does not show the frame."""
    phone: Row
    """Empty when neither clerk nor office has a telephone number."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One of the two signing people: what stands above and below the empty space."""

    title: str
    hint: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipContent:
    """Every string on the paper; `page_label` keeps ``{page}`` and ``{pages}`` until pages are counted."""

    document_title: str
    watermark: str
    qr: str
    letterhead: tuple[str, ...]
    motto: tuple[str, ...]
    place_and_date: str
    title: tuple[str, ...]
    copies: tuple[str, ...]
    code_label: str
    code: str
    code_notes: tuple[str, ...]
    marks: tuple[str, ...]
    opening: str
    people: tuple[Row, ...]
    request: tuple[Row, ...]
    documents_label: str
    table_heads: tuple[str, ...]
    documents: tuple[tuple[str, str, str, str], ...]
    counts: tuple[Row, ...]
    appointment: Appointment
    closing: tuple[Row, ...]
    signatures: tuple[Signature, Signature]
    footer: tuple[str, ...]
    page_label: str
    continued: str
    continued_heading: tuple[str, ...]

    def body(self, copy: str) -> Iterator[str]:
        """Yield every string of the running text of one copy (liên) once, in reading order."""
        yield from (*self.letterhead, *self.motto, self.place_and_date, *self.title, copy)
        yield from (self.code_label, self.code, *self.code_notes, *self.marks, self.opening)
        yield from _strings(*self.people, *self.request)
        yield self.documents_label
        if self.documents:
            yield from self.table_heads
        for document in self.documents:
            yield from document
        yield from _strings(*self.counts)
        yield from (self.appointment.label, self.appointment.hour, self.appointment.date)
        yield from _strings(self.appointment.phone, *self.closing)
        for signature in self.signatures:
            yield from (signature.title, signature.hint)
        for signature in self.signatures:
            yield from signature.below


def _strings(*rows: Row) -> Iterator[str]:
    for row in rows:
        for field in row:
            yield from (field.label, field.value)


def compose(slip: Slip, template: SlipTemplate, words: Wording) -> SlipContent:
    """Put a slip into words. `words` must have been made from `template`."""
    people = SlipPeople(words, upper_case=template.upper_case_names)
    office = slip.office
    facts = {
        "hotline": words.phone(office.hotline),
        "lookup": words.clean(office.lookup_address),
        "hours": words.clean(office.opening_hours),
    }
    centre = words.clean(office.centre_name)
    appointment = _appointment(slip, words)
    code = words.clean(slip.code)
    mark = words.text("practice")
    # Codes of a practice office bear the mark themselves; those from before it did do not.
    shown_code = f"{mark} {code}" if slip.practice and mark not in code else code
    content = SlipContent(
        document_title=words.text("document_title"),
        watermark=words.text("practice") if slip.practice else "",
        qr=slip.code,
        letterhead=tuple(map(words.clean, office.header_lines)),
        motto=words.list("motto"),
        place_and_date=_place_and_date(slip, words),
        title=words.list("title"),
        copies=words.list("copies"),
        code_label=words.text("code"),
        code=shown_code,
        code_notes=_code_notes(slip, words),
        marks=_marks(slip, words),
        opening=words.text("opening", centre=centre) if centre else words.text("opening_plain"),
        people=people.rows(slip),
        request=_request(slip, words),
        documents_label=_documents_label(slip, words),
        table_heads=words.list("table_heads"),
        documents=_documents(slip, words),
        counts=_counts(slip, words),
        appointment=appointment,
        closing=_closing(slip, words),
        signatures=_signatures(slip, words),
        footer=words.lines("footer", facts),
        page_label=words.text("page", page="{page}", pages="{pages}"),
        continued=words.text("continued", appointment=appointment.short),
        continued_heading=(words.text("continued_heading", code=shown_code), people.name(slip.applicant)),
    )
    if any(BOX in text for text in content.body("")):
        return replace(content, footer=(*content.footer, words.text("missing_letters")))
    return content


def _place_and_date(slip: Slip, words: Wording) -> str:
    place = words.clean(slip.office.place_name)
    if place:
        return words.moment("place_and_date", slip.issued_at, place=place)
    return words.moment("date", slip.issued_at)


def _code_notes(slip: Slip, words: Wording) -> tuple[str, ...]:
    notes = []
    if slip.practice:
        notes.append(words.text("practice_note"))
    if slip.provisional:
        notes.append(words.text("provisional"))
    elif slip.former_code:
        notes.append(words.text("former_code", code=words.clean(slip.former_code)))
    return tuple(notes)


def _marks(slip: Slip, words: Wording) -> tuple[str, ...]:
    marks = []
    if slip.copy_number:
        number = str(slip.copy_number)
        if slip.reprinted_at is None:
            marks.append(words.text("copy", number=number))
        else:
            marks.append(words.moment("copy_reprinted", slip.reprinted_at, number=number))
    if slip.replaces:
        reason = words.clean(slip.replaces.reason)
        name = "replaces_reason" if reason else "replaces"
        marks.append(words.moment(name, slip.replaces.issued_at, reason=reason))
    return tuple(marks)


def _request(slip: Slip, words: Wording) -> tuple[Row, ...]:
    name, code = words.clean(slip.procedure.name), words.clean(slip.procedure.code)
    asked = Field(words.text("procedure"), name, strong=True)
    return ((asked, Field(words.text("procedure_code"), code)) if code else (asked,),)


def _documents_label(slip: Slip, words: Wording) -> str:
    label = words.text("documents")
    return label if slip.documents else f"{label} {words.text('no_documents')}"


def _documents(slip: Slip, words: Wording) -> tuple[tuple[str, str, str, str], ...]:
    rows = []
    for number, document in enumerate(slip.documents, 1):
        name, note = words.clean(document.name), words.clean(document.note)
        shown = words.text("document_note", name=name, note=note) if note else name
        originals, copies = (
            str(count) if count else words.text("no_copies")
            for count in (document.originals, document.copies)
        )
        rows.append((str(number), shown, originals, copies))
    return tuple(rows)


def _counts(slip: Slip, words: Wording) -> tuple[Row, ...]:
    value = "" if slip.limit.value is None else str(slip.limit.value)
    return (
        (
            Field(words.text("sets"), words.text("sets_value", number=f"{slip.sets:02}")),
            Field(words.text("limit"), words.code("limits", slip.limit.unit.value, value=value)),
        ),
        (Field(words.text("received"), words.moment("moment", slip.received_at)),),
    )


def _appointment(slip: Slip, words: Wording) -> Appointment:
    clerk, hotline = words.phone(slip.clerk.phone), words.phone(slip.office.hotline)
    # One number only, drawn large: a person who reads little must not have to choose.
    phone: Row = ()
    if clerk:
        phone = (Field(words.text("ask_clerk"), clerk, strong=True),)
    elif hotline:
        phone = (Field(words.text("ask_hotline"), hotline, strong=True),)
    label = words.text("appointment")
    if slip.due_at is None:
        said = words.text("no_appointment")
        return Appointment(label, "", said, said, phone)
    hour, date, short = (
        words.moment(f"appointment_{part}", slip.due_at) for part in ("hour", "date", "short")
    )
    return Appointment(label, hour, date, short, phone)


def _closing(slip: Slip, words: Wording) -> tuple[Row, ...]:
    way = words.code("return_ways", slip.return_way)
    place = words.clean(slip.return_place)
    returned = words.text("return_at", way=way, place=place) if way and place else way or place
    rows: list[Row] = [(Field(words.text("return"), returned, strong=True),)]
    line = [Field(words.text("fee"), _fee(slip.fee, words))]
    if slip.register:
        book, number = words.clean(slip.register.book), words.clean(slip.register.number)
        line.append(Field(words.text("register"), words.text("register_value", book=book, number=number)))
    rows.append(tuple(line))
    remarks = [remark for note in slip.notes for part in note.splitlines() if (remark := words.clean(part))]
    rows.extend((Field(words.text("note"), remark),) for remark in remarks)
    return tuple(rows)


def _fee(fee: SlipFee, words: Wording) -> str:
    said = _amount(fee, words) if fee.state is FeeState.AMOUNT else words.text(f"fee_{fee.state.value}")
    note = words.clean(fee.note)
    return words.text("fee_note", fee=said, note=note) if note else said


def _amount(fee: SlipFee, words: Wording) -> str:
    payment = words.text("fee_paid" if fee.payment is FeePayment.PAID else "fee_due")
    total = words.text("fee_note", fee=words.money(fee.total), note=payment)
    if not fee.lines:
        return total
    lines = (
        words.text("fee_line", name=words.clean(line.name), amount=words.money(line.amount))
        for line in fee.lines
    )
    return f"{total}: {'; '.join(lines)}"


def _signatures(slip: Slip, words: Wording) -> tuple[Signature, Signature]:
    brought = slip.submitter or slip.applicant
    clerk = [words.clean(slip.clerk.full_name), words.clean(slip.clerk.position)]
    phone = words.phone(slip.clerk.phone)
    if phone:
        clerk.append(words.text("clerk_phone", phone=phone))
    return (
        Signature(
            words.text("submitter_signs"), words.text("submitter_hint"), (words.clean(brought.full_name),)
        ),
        Signature(words.text("clerk_signs"), words.text("clerk_hint"), tuple(filter(None, clerk))),
    )
