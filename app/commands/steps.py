"""`step`: one step of the life cycle, and the list of steps."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from app.commands.answers import in_words, iso
from app.commands.invocation import Command, invocation, named_values, refuse_usage
from app.domain.identifiers import as_text
from app.domain.lifecycle import ALIASES, STEPS, Step
from app.domain.problems import DomainProblem
from app.localization.dossier_text import caution_text, field_text, status_text, step_text
from app.localization.translate import _

if TYPE_CHECKING:
    from app.use_cases.desk import Desk
    from app.use_cases.take_step import StepTaken

_VOID = "void"
_MOMENTS = (
    *("due_at", "extended_from", "clock_from", "transfer_due_at", "supplement_due_at"),
    *("answer_due_at", "correction_due_at"),
)


@click.command("step", cls=Command, help=_("Take one step of the life cycle; --list shows the steps."))
@click.argument("id_or_code", required=False)
@click.argument("step", required=False)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=VALUE",
    help=_("A field of the step; a list is given by naming its field several times."),
)
@click.option("--list", "listed", is_flag=True, help=_("List the steps and their fields."))
@click.pass_context
def step_command(
    context: click.Context, id_or_code: str | None, step: str | None, fields: tuple[str, ...], *, listed: bool
) -> None:
    """Take a step."""
    call = invocation(context)
    if listed:
        _list(context)
        return
    if id_or_code is None or step is None:
        refuse_usage(_("Name the dossier and the step."))
    from app.use_cases.step_fields import typed_fields
    from app.use_cases.take_step import named_step

    # Wrong names are told before a passphrase is asked for.
    name = _VOID if step == _VOID else named_step(step).name
    stated = typed_fields([pair for field in fields for pair in named_values([field]).items()])
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        if name == _VOID:
            _only_a_reason(stated)
            reached = desk.void(subject, str(stated.get("reason") or ""), desk.acting()).value
            told: dict[str, Any] = {"id": as_text(subject), "step": _VOID, "status": int(reached)}
            told["status_text"] = status_text(reached, voided=True)
            call.answer(told, told["status_text"])
            return
        taken = desk.step(subject, name, desk.acting(), stated).value
        told = _told(desk, taken)
    call.answer(told, "\n".join(_lines(taken, told)))


def _only_a_reason(stated: dict[str, object]) -> None:
    for name in stated:
        if name not in STEPS[_VOID].fields:
            allowed = ", ".join(STEPS[_VOID].fields)
            raise DomainProblem("step.unknown_field", field=name[:40], allowed=allowed)


def _told(desk: "Desk", taken: "StepTaken") -> dict[str, Any]:
    """Return where the dossier stands now, the terms that were set, and what to look at."""
    stated = taken.fields
    people = {person.id: person.full_name for person in desk.people.all()}
    told: dict[str, Any] = {
        "id": as_text(taken.subject),
        "step": taken.step,
        "status": int(taken.status),
        "status_text": status_text(taken.status),
        "holder": None if taken.holder is None else people.get(taken.holder),
        **{name: iso(stated[name]) for name in _MOMENTS if stated.get(name) is not None},
    }
    if "number" in stated:
        told |= {"book": stated["book"], "number": stated["number"]}
    if taken.paper is not None:
        told["paper"] = STEPS[taken.step].form
    cautions = [{"code": one.code, "text": caution_text(one.code, one.details)} for one in taken.cautions]
    return {**told, "cautions": cautions}


def _lines(taken: "StepTaken", told: dict[str, Any]) -> Iterable[str]:
    yield told["status_text"]
    for name in _MOMENTS:
        if taken.fields.get(name) is not None:
            yield f"{field_text(name)}: {in_words(taken.fields[name])}"
    for caution in told["cautions"]:
        yield f"! {caution['text']}"


def _list(context: click.Context) -> None:
    from app.use_cases.step_fields import fields_of
    from app.use_cases.take_step import COUNTER_STEPS

    aliases = {name: alias for alias, name in ALIASES.items()}
    steps = [STEPS[name] for name in (*COUNTER_STEPS, _VOID)]
    told = [
        {
            "step": step.name,
            "alias": aliases.get(step.name),
            "text": step_text(step.name),
            "fields": list(step.fields),
            "required": list(step.required),
            "inputs": {field.name: field.input.value for field in fields_of(step)},
            "form": step.form or None,
        }
        for step in steps
    ]
    invocation(context).answer(told, "\n".join(_line(step, aliases.get(step.name)) for step in steps))


def _line(step: Step, alias: str | None) -> str:
    called = f"{step.name} ({alias})" if alias else step.name
    # What must be stated stands bare, what may be stands in brackets.
    fields = (
        f"--field {name}=…" if name in step.required else f"[--field {name}=…]"
        for name in sorted(step.fields, key=lambda one: one not in step.required)
    )
    return f"{called}: {step_text(step.name)}  {' '.join(fields)}".rstrip()
