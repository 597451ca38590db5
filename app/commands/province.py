"""`serve` and `province …`: the province's server, and its administration beside it."""

import sys
from typing import TYPE_CHECKING

import click

from app.commands.answers import iso
from app.commands.invocation import Command, Group, Invocation, invocation, refuse_usage
from app.domain.identifiers import DeviceId, as_text, from_text
from app.localization.translate import _

if TYPE_CHECKING:
    from app.composition.province import NewKeys
    from sync.server.province import Province


@click.command("serve", cls=Command, help=_("Serve the province; an empty folder becomes a new province."))
@click.option("--listen", required=True, metavar="HOST:PORT", help=_("Where to listen."))
@click.option("--database", metavar="URL", help=_("Address of a database server; else a file in the folder."))
@click.option("--name", default="Tỉnh", help=_("Name of a new province."))
@click.pass_context
def serve_command(context: click.Context, listen: str, database: str | None, name: str) -> None:
    """Serve until interrupted."""
    call = invocation(context)
    host, port = _address(listen)
    from app.composition.province import make_or_open_province
    from app.machine.logging_setup import start_logging
    from app.machine.paths import log_folder
    from app.machine.single_instance import SingleInstance

    folder = call.folder()
    folder.mkdir(parents=True, exist_ok=True)
    with SingleInstance(folder):
        start_logging(log_folder(folder), "serve")
        secret = "" if database is not None else call.passphrase()
        opened = make_or_open_province(folder, database, secret, name)
        serving = opened.province.serving(host, port)
        told: dict[str, object] = {"url": serving.url, "data": str(folder), "new": opened.new is not None}
        lines = [_("Serving at {url}").format(url=serving.url)]
        if opened.new is not None:
            told["root_key"], told["database_key"] = opened.new.root_key, opened.new.database_key
            lines.insert(0, _sheet(opened.new))
        call.answer(told, "\n".join(lines))
        sys.stdout.flush()
        try:
            serving.run()
        finally:
            opened.province.close()


def _address(listen: str) -> tuple[str, int]:
    host, colon, port = listen.rpartition(":")
    if not colon or not host or not port.isdigit():
        refuse_usage(_("--listen is written HOST:PORT, for example 127.0.0.1:8443."))
    return host.strip("[]"), int(port)


def _sheet(new: "NewKeys") -> str:
    sheet = _(
        "RECOVERY SHEET of the province – print it or write it down now; it is not shown again.\n"
        "Lock it away: whoever has the root key is the province.\n\n"
        "    root key:      {root}\n    database key:  {database}\n"
    )
    return sheet.format(root=new.root_key, database=new.database_key or "–")


@click.group("province", cls=Group, help=_("Administration of the province, beside a running server."))
@click.option("--database", metavar="URL", help=_("Address of a database server; else a file in the folder."))
@click.pass_context
def province_command(context: click.Context, database: str | None) -> None:
    """Hold the commands about the province."""
    context.obj = _Administration(invocation(context), database)


class _Administration:
    """Opens the province for one command."""

    def __init__(self, call: Invocation, database: str | None) -> None:
        self.call = call
        self._database = database

    def open(self) -> "Province":
        from app.composition.province import open_province

        # A database server has its own access control; only a file is sealed by a passphrase.
        secret = "" if self._database is not None else self.call.passphrase()
        return open_province(self.call.folder(), self._database, secret)


@province_command.command("enrol-code", help=_("Print a one-time code for one device of an office."))
@click.option("--office", required=True, metavar="CODE", help=_("Five-digit code of the commune."))
@click.option("--practice", is_flag=True, help=_("For the practice office of the commune."))
@click.option("--unit-identifier", help=_("What the office's dossier codes begin with."))
@click.pass_obj
def province_enrol_code(
    administration: _Administration, office: str, unit_identifier: str | None, *, practice: bool
) -> None:
    """Give out a code."""
    province = administration.open()
    code = province.enrol_code(office, practice=practice, unit_identifier=unit_identifier)
    province.close()
    administration.call.answer({"code": code, "office": office}, code)


@province_command.command("status", help=_("List the offices and how far they have come."))
@click.pass_obj
def province_status(administration: _Administration) -> None:
    """List offices."""
    province = administration.open()
    offices = province.status()
    province.close()
    told = [
        {
            "code": office.code,
            "name": office.name,
            "unit_identifier": office.unit_identifier,
            "practice": office.practice,
            "dossiers": office.dossiers,
            "provisional": office.provisional,
            "devices": office.devices,
            "last_exchange": iso(office.last_exchange_at),
        }
        for office in offices
    ]
    lines = (
        f"{each.code}  {each.name}  {each.dossiers}  {each.devices}  {iso(each.last_exchange_at) or '–'}"
        for each in offices
    )
    administration.call.answer({"offices": told}, "\n".join(lines))


@province_command.command("dossiers", help=_("List the codes of an office's dossiers."))
@click.option("--office", required=True, metavar="CODE", help=_("Five-digit code of the commune."))
@click.pass_obj
def province_dossiers(administration: _Administration, office: str) -> None:
    """List dossier codes."""
    province = administration.open()
    codes = province.dossiers(office)
    province.close()
    administration.call.answer(codes, "\n".join(codes))


@province_command.command("devices", help=_("List the devices of an office."))
@click.option("--office", required=True, metavar="CODE", help=_("Five-digit code of the commune."))
@click.pass_obj
def province_devices(administration: _Administration, office: str) -> None:
    """List devices."""
    province = administration.open()
    devices = province.devices(office)
    province.close()
    told = [
        {
            "id": as_text(device.device),
            "name": device.name,
            "granted_at": iso(device.granted_at),
            "revoked": device.revoked,
            "last_exchange": iso(device.last_exchange_at),
        }
        for device in devices
    ]
    lines = (f"{as_text(device.device)}  {device.name}" for device in devices)
    administration.call.answer(told, "\n".join(lines))


@province_command.command("revoke", help=_("Refuse a device from now on."))
@click.option("--office", required=True, metavar="CODE", help=_("Five-digit code of the commune."))
@click.option("--device", required=True, metavar="ID", help=_("Id of the device, as `devices` lists it."))
@click.pass_obj
def province_revoke(administration: _Administration, office: str, device: str) -> None:
    """Revoke a device."""
    identifier = from_text(device)
    if identifier is None:
        refuse_usage(_("--device is an id, as `devices` lists it."))
    province = administration.open()
    province.revoke(office, DeviceId(identifier))
    province.close()
    administration.call.answer({"device": device, "revoked": True}, _("The device is refused from now on."))
