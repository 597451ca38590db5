"""The administrator's page: offices, their devices, what arrived and when. Counts and codes, no names."""

from html import escape

from app.domain.identifiers import as_text
from app.domain.moments import from_milliseconds
from app.localization.formats import number, short_moment
from app.localization.translate import _, current_language
from sync.server.registry import DeviceStatus, OfficeStatus, Registry

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .25rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #d5dce3 }
td.n { text-align: right; padding-right: 2rem } .quiet { color: #5a6875 } .warn { color: #8a4b00 }
"""


def overview(registry: Registry, name: str) -> str:
    """Return the page as HTML."""
    offices = registry.offices()
    body = _heading(offices, name) + "".join(
        _office(office, registry.devices(office.scope)) for office in offices
    )
    return (
        f'<!doctype html><html lang="{current_language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(name)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )


def _heading(offices: list[OfficeStatus], name: str) -> str:
    if not offices:
        explained = _("No office has been entered yet. An enrolment code for an office enters it.")
        return f'<h1>{escape(name)}</h1><p class="quiet">{escape(explained)}</p>'
    titles = (
        _("Office"),
        "",
        _("Dossiers"),
        _("With a provisional code"),
        _("Devices"),
        _("Last exchange"),
    )
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    rows = "".join(
        f"<tr><td>{escape(_named(office))}</td>"
        f"<td>{escape(_('Unit code {code}').format(code=office.code))}</td>"
        f'<td class="n">{number(office.dossiers)}</td><td class="n">{number(office.provisional)}</td>'
        f'<td class="n">{number(office.devices)}</td><td>{_when(office.last_exchange_at)}</td></tr>'
        for office in offices
    )
    return f"<h1>{escape(name)}</h1><table><tr>{head}</tr>{rows}</table>"


def _office(office: OfficeStatus, devices: list[DeviceStatus]) -> str:
    parts = [f"<h2>{escape(_named(office))}</h2>"]
    begins = _("Codes begin with {identifier}.").format(identifier=office.unit_identifier)
    parts.append(f'<p class="quiet">{escape(begins)}</p>')
    if office.awaited:
        explained = _(
            "The province was restored from an older copy. No numbers are given out in this office"
            " until {count} more devices have reported."
        ).format(count=number(office.awaited))
        parts.append(f'<p class="warn">{escape(explained)}</p>')
    if devices:
        titles = (_("Device"), _("Enrolled"), _("Last exchange"))
        head = "".join(f"<th>{escape(title)}</th>" for title in titles)
        rows = "".join(
            f"<tr><td>{escape(device.name or as_text(device.device))}{_revoked(device)}</td>"
            f"<td>{_when(device.granted_at)}</td><td>{_when(device.last_exchange_at)}</td></tr>"
            for device in devices
        )
        parts.append(f"<table><tr>{head}</tr>{rows}</table>")
    return "".join(parts)


def _named(office: OfficeStatus) -> str:
    return f"{office.name} ({_('practice')})" if office.practice else office.name


def _revoked(device: DeviceStatus) -> str:
    return f' <span class="warn">{escape(_("revoked"))}</span>' if device.revoked else ""


def _when(at: int | None) -> str:
    return "–" if at is None else escape(short_moment(from_milliseconds(at)))
