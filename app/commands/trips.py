"""`trips`: results that are ready or due soon, village by village, for one trip instead of three."""

from pathlib import Path
from typing import Any

import click

from app.commands.invocation import Command, invocation, refuse_usage
from app.commands.new_file import written
from app.domain.identifiers import as_text
from app.localization.formats import short_date
from app.localization.translate import _, ngettext
from app.use_cases.trips import VillageTrip


@click.command("trips", cls=Command, help=_("Results for each village that can go in one trip."))
@click.option("--village", default="", metavar="NAME", help=_("Only this village."))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help=_("File for the list on paper."))
@click.pass_context
def trips_command(context: click.Context, village: str, out: Path | None) -> None:
    """List what can be brought to villages."""
    call = invocation(context)
    if out is not None and not village:
        refuse_usage(_("Name the village whose list goes on paper."))
    with call.open_desk() as desk:
        if out is not None:
            record = desk.trips.paper_record(village, desk.clock.now().at)
            with written(out) as part:
                part.write_bytes(desk.trips.draw_paper(record))
        trips = desk.trips.villages(desk.clock.now().at, village)
    text = "\n\n".join(map(_lines, trips)) or _("Nothing is ready or due soon.")
    call.answer([_told(trip) for trip in trips], text)


def _told(trip: VillageTrip) -> dict[str, Any]:
    return {
        "village": trip.name,
        "distance_km": None if trip.village is None else trip.village.distance_km or None,
        "ready": trip.ready,
        "day": trip.day.isoformat(),
        "results": [
            {
                "id": as_text(one.subject),
                "code": one.code,
                "full_name": one.full_name,
                "procedure": one.procedure,
                "phone": one.phone,
                "due": None if one.due is None else one.due.isoformat(),
                "ready": one.ready,
            }
            for one in trip.results
        ],
    }


def _lines(trip: VillageTrip) -> str:
    count = len(trip.results)
    head = ngettext(
        "{village}: {count} result can go in one trip, from {day}",
        "{village}: {count} results can go in one trip, from {day}",
        count,
    ).format(village=trip.name, count=count, day=short_date(trip.day))
    rows = (
        f"  {one.code}  {one.full_name}  {one.procedure}  "
        + (_("ready") if one.ready else "–" if one.due is None else short_date(one.due))
        for one in trip.results
    )
    return "\n".join((head, *rows))
