"""`fee`: what a procedure costs, the fee table, and money taken for a dossier."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from app.commands.answers import iso
from app.commands.invocation import Group, Invocation, invocation, refuse_usage
from app.domain.collections import METHODS, Collection
from app.domain.fee_rows import Charge
from app.domain.fees import FeeQuote, Quantities, quote
from app.domain.identifiers import FactId, Subject, as_text
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.fee_text import certainty_text, fee_caution_text, line_text, method_text, rate_text
from app.localization.formats import money, number
from app.localization.money_words import money_in_words
from app.localization.translate import _


@click.group(
    "fee", cls=Group, invoke_without_command=True, help=_("What a procedure costs, and the fee table.")
)
@click.option("--procedure", metavar="CODE", help=_("National code of the procedure."))
@click.option("--pages", type=int, default=1, help=_("Pages of the original."))
@click.option("--copies", type=int, default=1, help=_("Copies asked for."))
@click.option("--cases", type=int, default=1, help=_("Cases, where it is charged by the case."))
@click.option("--exempt", "exempt", metavar="GROUP", default="", help=_("Group of exempt people."))
@click.option(
    "--channel", type=click.Choice(["direct", "online", "post"]), default="direct", help=_("Channel.")
)
@click.option("--on", "on", metavar="DAY", help=_("Day whose rates hold; otherwise today."))
@click.pass_context
def fee_command(context: click.Context, /, procedure: str | None, on: str | None, **asked: Any) -> None:
    """Compute a fee with the office's table, else with the shipped one; needs no office."""
    if context.invoked_subcommand is not None:
        return
    if not procedure:
        refuse_usage(_("Name the procedure with --procedure, or one of the commands of `fee`."))
    call = invocation(context)
    exempt = asked.pop("exempt")
    quantities = Quantities(**asked)
    found, own = _quoted(call, procedure, quantities, on, exempt)
    call.answer({**quote_json(found), "rules_of": "office" if own else "program"}, quote_text(found))


def _quoted(
    call: Invocation, procedure: str, quantities: Quantities, on: str | None, exempt: str
) -> tuple[FeeQuote, bool]:
    """Return the quote, and whether it is by the office's own table."""
    from app.composition.rules import office_rules
    from app.machine.clock import Clock
    from app.machine.office_folder import OfficeFolder
    from app.machine.resource_files import load_fee_table

    held = OfficeFolder(call.folder()).holds_office()
    if held and call.can_be_asked():
        with call.open_desk() as desk:
            day = _day(on) if on else from_milliseconds(desk.clock.now().at).date()
            _refuse_unknown(desk.receive.catalogue().find(procedure, day) is not None)
            return desk.money.fees.quote(procedure, quantities, day, exempt), True
    if held:
        click.echo(_("Without a passphrase: computed with the shipped fee table."), err=True)
    day = _day(on) if on else from_milliseconds(Clock().now_ms()).date()
    table = load_fee_table()
    _refuse_unknown(office_rules().shipped().catalogue.find(procedure, day) is not None)
    return quote(table, procedure, quantities, day, exempt), False


def _refuse_unknown(known: bool) -> None:  # noqa: FBT001 - named where it is called
    if not known:
        raise DomainProblem("procedure.unknown", field="procedure")


def quote_json(found: FeeQuote) -> dict[str, Any]:
    """Return a quote for scripts. ``amount`` is null while a rate is not known: that is not nothing."""
    return {
        "amount": found.amount,
        "words": None if found.amount is None else money_in_words(found.amount),
        "lines": [{**line.to_record(), "text": line_text(line)} for line in found.lines],
        "before_exemption": found.before,
        "exempt_group": found.exempt_group or None,
        "cautions": [
            {"code": one.code, "text": fee_caution_text(one.code, one.details)} for one in found.cautions
        ],
        "table": found.table_version,
    }


def quote_text(found: FeeQuote) -> str:
    """Return a quote for a person."""
    lines = []
    for line in found.lines:
        if line.amount is None:
            sum_of = _("not configured")
        elif line.exempt:
            sum_of = money(line.amount)
        else:
            sum_of = f"{number(line.quantity)} × {number(line.unit_price or 0)} = {money(line.amount)}"
        lines.append(f"  {line_text(line)}: {sum_of}")
    if found.amount is None:
        head = _("The amount is not known.")
    else:
        head = f"{money(found.amount)} ({money_in_words(found.amount)})"
    cautions = (f"! {fee_caution_text(one.code, one.details)}" for one in found.cautions)
    return "\n".join((head, *lines, *cautions))


# --- the table -------------------------------------------------------------------------------------------


@fee_command.command("list", help=_("List the charges in force, or those of one procedure."))
@click.argument("procedure", required=False)
@click.pass_context
def fee_list(context: click.Context, procedure: str | None) -> None:
    """List charges with their rates, sources and how sure they are."""
    call = invocation(context)
    with call.open_desk() as desk:
        table = desk.money.fees.table()
        day = from_milliseconds(desk.clock.now().at).date()
    charges = table.charges(procedure, day) if procedure else table.charges_in_force(day)
    told = [{**row.to_record(), "key": row.key, "entered": table.is_entered(row)} for row in charges]
    groups = [
        {"group": one.code, "name": one.name, "proof": one.proof} for one in table.groups(day, procedure)
    ]
    call.answer({"charges": told, "groups": groups}, "\n".join(map(_row_text, charges)))


def _row_text(row: Charge) -> str:
    return f"{row.key}  {row.name}: {rate_text(row)}  [{certainty_text(row.certainty.value)}] {row.source}"


@fee_command.command("set", help=_("Enter a flat rate for a charge from a day on: 0 is free."))
@click.argument("key", metavar="PROCEDURE/CHARGE")
@click.argument("amount", type=click.IntRange(0, 10**9), required=False)
@click.option("--from", "first", metavar="DAY", help=_("First day; otherwise today."))
@click.option("--source", required=True, help=_("The resolution or circular that sets it."))
@click.option("--online", type=click.IntRange(0, 10**9), help=_("Rate of the online channel."))
@click.option("--name", default="", help=_("Name of the charge; needed for a new one."))
@click.option("--unknown", is_flag=True, help=_("The rate is not known."))
@click.option("--withdraw", is_flag=True, help=_("Take back the row entered for that day."))
@click.pass_context
def fee_set(
    context: click.Context, /, key: str, amount: int | None, first: str | None, **stated: Any
) -> None:
    """Enter one rate."""
    from app.use_cases.change_fees import NewRate

    call = invocation(context)
    unknown, withdraw = stated.pop("unknown"), stated.pop("withdraw")
    if (amount is None) != bool(unknown or withdraw):
        refuse_usage(_("Name the amount, or say --unknown or --withdraw."))
    with call.open_desk() as desk:
        acting = desk.acting("administration")
        day = _day(first) if first else from_milliseconds(acting.at).date()
        if withdraw:
            changed = desk.money.fees.withdraw(key, day, acting).value
        else:
            rate = NewRate(key, amount, day, **stated)
            changed = desk.money.fees.set_rate(rate, acting).value
        held = desk.money.fees.table().charge(key, day)
    told = {"changed": list(changed.changed), "row": None if held is None else held.to_record()}
    call.answer(told, "–" if held is None else _row_text(held))


@fee_command.command("import", help=_("Import a fee table; only rows that differ are taken."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def fee_import(context: click.Context, file: Path) -> None:
    """Import a file of charges and exemptions."""
    call = invocation(context)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DomainProblem("file.unreadable") from error
    with call.open_desk() as desk:
        done = desk.money.fees.import_file(content, desk.acting("administration")).value
    told = {"changed": list(done.changed), "unchanged": done.unchanged}
    said = _("{count} rows taken, {unchanged} stood so already.")
    call.answer(told, said.format(count=len(done.changed), unchanged=done.unchanged))


# --- money for a dossier ---------------------------------------------------------------------------------


@fee_command.command("collect", help=_("Collect what a dossier costs; prints its number."))
@click.argument("id_or_code")
@click.option("--pages", type=int, default=1, help=_("Pages of the original."))
@click.option("--copies", type=int, default=1, help=_("Copies asked for."))
@click.option("--cases", type=int, default=1, help=_("Cases, where it is charged by the case."))
@click.option("--exempt", "exempt_group", metavar="GROUP", default="", help=_("Group of exempt people."))
@click.option("--proof", "exempt_proof", default="", help=_("The paper that shows it."))
@click.option("--method", type=click.Choice(METHODS), default="cash", help=_("Way of paying."))
@click.option("--payer", default="", help=_("Who pays; otherwise who hands in."))
@click.option("--note", default="", help=_("A note."))
@click.option("--again", is_flag=True, help=_("Collect the same charge a second time."))
@click.pass_context
def fee_collect(context: click.Context, /, id_or_code: str, again: bool, **typed: Any) -> None:  # noqa: FBT001 - click's
    """Collect a fee."""
    from app.use_cases.fee_request import FeeRequest

    call = invocation(context)
    request = FeeRequest.from_record(typed, again=again)
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        held = desk.money.collect(subject, request, desk.acting()).value.collection
    call.answer(collection_json(held), collection_text(held))


@fee_command.command("void", help=_("Take a collection back; its number stays accounted for."))
@click.argument("id_or_code")
@click.argument("number", type=int)
@click.option("--reason", required=True, help=_("Why."))
@click.pass_context
def fee_void(context: click.Context, id_or_code: str, number: int, reason: str) -> None:
    """Void a collection by its number."""
    call = invocation(context)
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        fact = _numbered(desk.money.collect.of_dossier(subject), number)
        held = desk.money.collect.void(subject, fact, reason, desk.acting()).value
    call.answer(collection_json(held), collection_text(held))


@fee_command.command("receipt", help=_("Note the e-receipt that was issued for a collection."))
@click.argument("id_or_code")
@click.argument("number", type=int)
@click.option("--symbol", help=_("Symbol of the e-receipt."))
@click.option("--receipt", "receipt", required=True, help=_("Number of the e-receipt."))
@click.option("--lookup", "lookup_code", help=_("Look-up code."))
@click.option("--issued", "issued_on", metavar="DAY", help=_("Day it was issued."))
@click.pass_context
def fee_receipt(context: click.Context, /, id_or_code: str, number: int, receipt: str, **told: Any) -> None:
    """Write the number of an e-receipt beside a collection."""
    call = invocation(context)
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        fact = _numbered(desk.money.collect.of_dossier(subject), number)
        noted = {**told, "number": receipt}
        held = desk.money.collect.note_receipt(subject, fact, noted, desk.acting()).value
    call.answer(collection_json(held), collection_text(held))


def collection_json(held: Collection) -> dict[str, Any]:
    """Return a collection for scripts."""
    receipt = held.receipt
    return {
        "id": as_text(Subject(held.subject)),
        "book": held.book,
        "number": held.number,
        "at": iso(held.at),
        "amount": held.amount,
        "words": money_in_words(held.amount),
        "method": held.method,
        "payer": held.payer,
        "exempt_group": held.exempt_group or None,
        "exempt_proof": held.exempt_proof or None,
        "lines": [{**line.to_record(), "text": line_text(line)} for line in held.lines],
        "void": held.void,
        "void_reason": held.void_reason or None,
        "receipt": None
        if receipt is None
        else {"symbol": receipt.symbol, "number": receipt.number, "lookup_code": receipt.lookup_code},
    }


def collection_text(held: Collection) -> str:
    """Return a collection for a person."""
    said = _("Number {number}, book {book}: {amount}, {method}").format(
        number=held.number, book=held.book, amount=money(held.amount), method=method_text(held.method)
    )
    if held.void:
        return _("{said} – void: {reason}").format(said=said, reason=held.void_reason)
    return said


def _numbered(held: list[Collection], wanted: int) -> FactId:
    """Return the newest collection of a number: books of two devices may share it."""
    for one in reversed(held):
        if one.number == wanted and not one.void:
            return one.fact
    for one in reversed(held):
        if one.number == wanted:
            return one.fact
    raise DomainProblem("fee.unknown")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DomainProblem("moment.unreadable", field="valid_from") from None
