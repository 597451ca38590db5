"""Words for what a dossier's data say: status, delivery, steps, fields, rules of an appointment, cautions."""

from collections.abc import Mapping
from datetime import datetime

from app.domain.calendar import DayKind, DayOff
from app.domain.deadlines import Rule
from app.domain.lifecycle import Status
from app.domain.moments import from_milliseconds
from app.localization.fee_text import FEE_CAUTIONS, fee_caution_text
from app.localization.formats import short_moment
from app.localization.money_problems import MONEY_FIELDS
from app.localization.people_text import PEOPLE_FIELDS
from app.localization.safekeeping_problems import SAFEKEEPING_CAUTIONS
from app.localization.step_problems import STEP_CAUTIONS
from app.localization.translate import N_, _

_STATUSES = {
    Status.NEW: N_("Not yet received"),
    Status.REGISTERED: N_("Registered online"),
    Status.RECEIVED: N_("Received"),
    Status.REFUSED: N_("Not accepted"),
    Status.PROCESSING: N_("Being processed"),
    Status.SUPPLEMENT: N_("Supplement requested"),
    Status.OBLIGATION: N_("Payment due"),
    Status.WITHDRAWAL_ASKED: N_("Withdrawal asked for"),
    Status.STOPPED: N_("Stopped"),
    Status.DONE: N_("Result ready"),
    Status.RETURNED: N_("Result returned"),
}
_VOIDED = N_("Voided reception")

_DELIVERIES = {
    "saved": N_("Saved here, waiting to be sent"),
    "usb": N_("On the USB stick"),
    "hub": N_("At the office hub"),
    "province": N_("Received by the province"),
    "set_aside": N_("Set aside, needs a decision"),
}

_STEPS = {
    "receive": N_("Receive"),
    "register": N_("Register"),
    "accept": N_("Accept the dossier"),
    "refuse": N_("Refuse to accept"),
    "ask_supplement": N_("Ask for missing papers"),
    "receive_supplement": N_("Take in the missing papers"),
    "transfer": N_("Hand on for processing"),
    "hand_over": N_("Hand over to somebody else"),
    "appraise": N_("Record the appraisal"),
    "consult": N_("Consult another agency"),
    "answer": N_("Record an agency's answer"),
    "demand_payment": N_("Demand a payment"),
    "payment_met": N_("The payment was made"),
    "submit": N_("Submit for approval"),
    "approve": N_("Approve"),
    "send_back": N_("Send back to be worked over"),
    "reject": N_("Refuse after the appraisal"),
    "extend": N_("Put the date off, with an apology"),
    "finish": N_("Result ready"),
    "return": N_("Return the result"),
    "ask_stop": N_("The citizen asks to stop"),
    "resume": N_("The citizen goes on after all"),
    "stop": N_("Stop at the citizen's request"),
    "close": N_("Close for want of papers"),
    "void": N_("Void the reception"),
    "ask_correction": N_("Take in a request for correction"),
    "correct": N_("Return the corrected result"),
    "report_loss": N_("Report a lost or damaged dossier"),
}

_FIELDS = {
    **MONEY_FIELDS,
    "procedure": N_("Procedure"),
    "received_at": N_("Received at"),
    "due_at": N_("Appointed time"),
    "limit": N_("Time limit"),
    "channel": N_("Channel"),
    "sets": N_("Sets"),
    "holder": N_("Responsible"),
    "return_at": N_("Collected at"),
    "full_name": N_("Full name"),
    "id_number": N_("Identity number"),
    "id_kind": N_("Kind of identity paper"),
    "birth_date": N_("Birth date"),
    "sex": N_("Sex"),
    "ethnicity": N_("Ethnic group"),
    "address": N_("Address"),
    "village": N_("Village"),
    "phone": N_("Phone"),
    "email": N_("Email"),
    "submitter": N_("Submitter"),
    "parties": N_("Other persons"),
    "organisation": N_("Organisation"),
    "documents": N_("Papers handed in"),
    "fields": N_("Further fields"),
    "note": N_("Note"),
    "ref": N_("Outside reference"),
    "reason": N_("Reason"),
    "returned_to": N_("Handed to"),
    "returned_to_kind": N_("Handed to whom"),
    "missing": N_("What is missing"),
    "eligible": N_("Meets the conditions"),
    "agency": N_("Agency"),
    "content": N_("Content"),
    "answer_due_at": N_("Answer expected by"),
    "amount": N_("Amount"),
    "document_number": N_("Number of the decision"),
    "results": N_("Results"),
    "authorisation": N_("Paper of authorisation"),
    "fingerprint": N_("By fingerprint"),
    "witness": N_("Witness"),
    "place": N_("Place"),
    "papers_returned": N_("Papers given back"),
    "fee_treatment": N_("What becomes of the fee"),
    "cause": N_("Cause"),
    "costs": N_("Costs and who bears them"),
    "supplement_due_at": N_("Supplement awaited until"),
    "correction_due_at": N_("Correction due"),
    "extended_from": N_("Appointed before"),
    "clock_from": N_("Counted from"),
    "agreed": N_("The citizen agreed"),
    "transfer_due_at": N_("Papers to be handed on by"),
    **PEOPLE_FIELDS,
}

_RULES = {
    Rule.SAME_DAY.value: N_("Returned the same day."),
    Rule.SAME_DAY_AFTER_CUT_OFF.value: N_("Accepted after 15:00, so returned on the next working day."),
    Rule.SAME_DAY_ON_DAY_OFF.value: N_("Accepted on a day off, so returned on the next working day."),
    Rule.WORKING_DAYS.value: N_("Working days, counted from the day after reception."),
    Rule.CALENDAR_DAYS.value: N_("Calendar days, counted from the day after reception."),
    Rule.CALENDAR_DAYS_MOVED.value: N_(
        "The last day is a day off, so the term ends on the next working day."
    ),
    Rule.NO_LIMIT.value: N_("The catalogue states no limit; the clerk enters the date."),
    "typed": N_("Entered by the clerk."),
    "extended": N_("Put off once, with an apology."),
    "paused": N_("Moved by the days a payment was waited for."),
}

_DAYS_OFF = {
    DayKind.WEEKEND: N_("weekend"),
    DayKind.HOLIDAY: N_("public holiday"),
    DayKind.SWAP_OFF: N_("day off in exchange"),
}

_CAUTIONS = {
    "id_number.old": N_("A nine-digit identity card; it is no longer valid since the end of 2024."),
    "id_number.length": N_("The identity number has {digits} digits instead of 12."),
    "id_number.not_digits": N_("There is a letter among the digits of the identity number."),
    "id_number.province": N_("No province has the code {province} at the head of this identity number."),
    "id_number.sex": N_("The identity number says {sex}."),
    "id_number.birth_year": N_("The identity number says born in {year}."),
    "id_number.future": N_("The identity number says born in {year}, which is yet to come."),
    "phone.not_a_number": N_("The phone is more than a number."),
    "phone.length": N_("The phone number has {digits} digits instead of {expected}."),
    "phone.prefix": N_("No mobile network begins with {prefix}."),
    "tax_code.form": N_("A tax code has 10, 13 or 12 digits."),
    "unit_identifier.form": N_("The unit identifier does not look like others."),
    "dossier.same_procedure_open": N_("This person already has the same procedure open: {code}."),
    **SAFEKEEPING_CAUTIONS,
    **STEP_CAUTIONS,
}


def status_text(status: int, *, voided: bool = False) -> str:
    """Return a status in words; a voided reception is told apart from a stopped dossier."""
    return _(_VOIDED if voided else _STATUSES[Status(status)])


def status_source(status: int) -> str:
    """Return the marked text of a status, for who words it in a language other than the window's."""
    return _STATUSES[Status(status)]


def delivery_text(state: str, province_at: datetime | None = None) -> str:
    """Return how far a dossier has come; with the time of the province's receipt when there is one."""
    said = _(_DELIVERIES[state])
    return f"{said} ({short_moment(province_at)})" if province_at is not None else said


def step_text(name: str) -> str:
    """Return a step as a person would name it; a step of a newer program by its own name."""
    return _(_STEPS[name]) if name in _STEPS else name


def field_text(name: str) -> str:
    """Return the name of a field, also of one inside a list or object: ``documents[2].copies``."""
    plain = name.removeprefix("applicant.")
    head = plain.split("[")[0].split(".")[0]
    if plain in _FIELDS:
        return _(_FIELDS[plain])
    if head not in _FIELDS:
        return name
    part = plain.rpartition(".")[2]
    return f"{_(_FIELDS[head])}: {_(_FIELDS[part])}" if part in _FIELDS else _(_FIELDS[head])


def rule_text(rule: str) -> str:
    """Return which rule made an appointment."""
    return _(_RULES[rule]) if rule in _RULES else rule


def day_off_text(off: DayOff) -> str:
    """Return why a day is not worked: the announced name, else what kind of day it is."""
    return off.name or _(_DAYS_OFF[off.kind])


def caution_text(code: str, details: Mapping[str, object]) -> str:
    """Return what a clerk should look at again."""
    if code in FEE_CAUTIONS:
        return fee_caution_text(code, details)
    due = details.get("due")
    told = {**details, "due": short_moment(from_milliseconds(due))} if isinstance(due, int) else details
    return _(_CAUTIONS[code]).format(**told)
