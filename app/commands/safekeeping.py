"""`verify`, `backup`, `restore`: whether everything is right, and a copy that survives the disk."""

from pathlib import Path

import click

from app.commands.invocation import Command, invocation
from app.localization.translate import _


@click.command("verify", cls=Command, help=_("Check chains, signatures, numbers, and views against facts."))
@click.option("--database", metavar="URL", help=_("Database of a province that is not in the folder."))
@click.pass_context
def verify_command(context: click.Context, database: str | None) -> int:
    """Check an office folder or a province; exit code 1 when anything is off."""
    call = invocation(context)
    from app.machine.office_folder import OfficeFolder

    if database is None and OfficeFolder(call.folder()).holds_office():
        with call.open_desk() as desk:
            verdict = desk.verify()
    else:
        from app.composition.province import verify_province

        secret = "" if database is not None else call.passphrase()
        verdict = verify_province(call.folder(), database, secret)
    told = {
        "ok": verdict.ok,
        "facts": verdict.facts,
        "logs": verdict.logs,
        "dossiers": verdict.dossiers,
        "problems": [
            {"log": found.log, "seq": found.seq, "kind": found.kind, "text": found.text}
            for found in verdict.findings
        ],
    }
    counted = _("{facts} facts in {logs} logs, {dossiers} dossiers.")
    lines = [counted.format(facts=verdict.facts, logs=verdict.logs, dossiers=verdict.dossiers)]
    lines += [f"{found.log[:16]} {found.seq}: {found.text}" for found in verdict.findings]
    lines.append(_("Everything is right.") if verdict.ok else _("Not everything is right."))
    call.answer(told, "\n".join(lines))
    return 0 if verdict.ok else 1


@click.command("backup", cls=Command, help=_("Write an encrypted copy of the office to a file."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def backup_command(context: click.Context, file: Path) -> None:
    """Write a copy, verified before it counts."""
    call = invocation(context)
    with call.open_desk() as desk:
        size = desk.back_up(file)
    call.answer({"file": str(file), "bytes": size}, _("Written to {file}.").format(file=file))


@click.command("restore", cls=Command, help=_("Put a copy in the place of the office in the folder."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def restore_command(context: click.Context, file: Path) -> None:
    """Restore a copy; the device starts a new log."""
    call = invocation(context)
    from app.composition.office import restore_office

    restored = restore_office(call.folder(), file, call.passphrase(), call.clerk)
    with restored.desk as desk:
        told = {
            "file": str(file),
            "clerk": desk.clerk.full_name,
            "kept_aside": str(restored.kept_aside or ""),
        }
    said = _("Restored. Codes are provisional until the province grants new numbers.")
    call.answer(told, said)
