"""`certify`: certification while the citizen waits, entered, paid and returned in one go."""

from typing import Any

import click

from app.commands.answers import received_json
from app.commands.fees import collection_json
from app.commands.invocation import Command, invocation
from app.domain.certification import COPIES_OF_ORIGINALS
from app.domain.collections import METHODS
from app.localization.fee_text import counted_text
from app.localization.formats import money
from app.localization.translate import _


@click.command("certify", cls=Command, help=_("Certify copies or a signature at once: number, fee, return."))
@click.option("--name", required=True, help=_("Who asks for it."))
@click.option("--title", required=True, help=_("Which paper."))
@click.option("--procedure", default=COPIES_OF_ORIGINALS, metavar="CODE", help=_("National code."))
@click.option("--id-number", "id_number", default="", help=_("Identity number."))
@click.option("--pages", type=int, default=1, help=_("Pages of the original."))
@click.option("--copies", type=int, default=1, help=_("Copies asked for."))
@click.option("--cases", type=int, default=1, help=_("Cases, where it is charged by the case."))
@click.option("--exempt", "exempt_group", metavar="GROUP", default="", help=_("Group of exempt people."))
@click.option("--proof", "exempt_proof", default="", help=_("The paper that shows it."))
@click.option("--method", type=click.Choice(METHODS), default="cash", help=_("Way of paying."))
@click.option("--signer", default="", help=_("Who signs the certification."))
@click.pass_context
def certify_command(context: click.Context, /, **typed: Any) -> None:
    """Certify once."""
    from app.use_cases.certify_copies import CertifyRequest
    from app.use_cases.fee_request import FeeRequest

    call = invocation(context)
    name, id_number = typed.pop("name"), typed.pop("id_number")
    title, procedure, signer = (typed.pop(part) for part in ("title", "procedure", "signer"))
    person = {"full_name": name, **({"id_number": id_number} if id_number else {})}
    request = CertifyRequest(person, title, FeeRequest.from_record(typed), procedure, signer)
    with call.open_desk() as desk:
        done = desk.money.certify(request, desk.acting()).value
    entry, taken = done.entry, done.collection
    told = {
        **received_json(done.received),
        "register": entry.register,
        "book": entry.book,
        "number": entry.number,
        "pages": entry.pages,
        "copies": entry.copies,
        "fee": None if taken is None else collection_json(taken),
    }
    said = _("Number {number}, book {book}: {counted}, {amount}").format(
        number=entry.number,
        book=entry.book,
        counted=counted_text(entry.pages, entry.copies),
        amount=money(0 if taken is None else taken.amount),
    )
    call.answer(told, said)
