"""Sentences for the exchange with the province: links, enrolment, and bytes that cannot be taken."""

from app.localization.translate import N_

EXCHANGE_PROBLEMS = {
    "enrolment.mistyped": N_(
        "This is not an enrolment code. Nothing was changed. Compare it with the province's screen."
    ),
    "enrolment.malformed": N_(
        "The other side answered with something that is no enrolment. Nothing was changed."
        " Check the address of the server."
    ),
    "enrolment.other_province": N_(
        "This server is not the province that gave out the code. Nothing was changed. Check address and code."
    ),
    "enrolment.joined_elsewhere": N_(
        "This office has joined another province already. Nothing was changed. Ask the administrator."
    ),
    "enrolment.other_office": N_(
        "The code was given out for another office. Nothing was changed. Ask for a code of this office."
    ),
    "enrolment.unknown_code": N_(
        "The province does not know this code. Nothing was changed. Compare it, or ask for a new one."
    ),
    "enrolment.expired": N_("The code is too old. Nothing was changed. Ask the province for a new one."),
    "enrolment.used": N_(
        "Another device has used this code. Nothing was changed. Ask the province for a new one."
    ),
    "enrolment.revoked": N_(
        "The province has revoked this device. Everything is kept here. Ask the administrator."
    ),
    "enrolment.spoilt": N_(
        "The code was tried wrongly too often. Nothing was changed. Ask the province for a new one."
    ),
    "enrolment.too_many": N_(
        "Too many wrong codes were tried at the province. Nothing was changed. Try again in ten minutes."
    ),
    "enrolment.wrong_proof": N_(
        "The province did not accept the code. Nothing was changed. Compare it, or ask for a new one."
    ),
    "exchange.not_joined": N_(
        "This office has joined no province yet. Everything is kept here. Enrol with a code of the province."
    ),
    "exchange.not_enrolled": N_(
        "The province does not know this device. Everything is kept here. Enrol it with a new code."
    ),
    "exchange.revoked": N_(
        "The province has revoked this device. Everything is kept here. Ask the administrator."
    ),
    "exchange.bad_signature": N_(
        "The province does not accept this device's signature. Everything is kept here."
        " Ask the administrator to enrol it again."
    ),
    "exchange.counter": N_(
        "The province has seen a later request of this device. Everything is kept here. Try again."
    ),
    "exchange.no_progress": N_(
        "The exchange did not come forward. Everything is kept here and will be sent again later."
    ),
    "exchange.unknown_base": N_(
        "The two sides must compare everything anew. Everything is kept here. Try again."
    ),
    "exchange.unknown_priming": N_(
        "The two sides must compare everything anew. Everything is kept here. Try again."
    ),
    "receipt.bad_signature": N_(
        "The province's receipt is not signed as it must be and does not count. Everything is kept here."
        " Tell the administrator."
    ),
    "run.personal_owed": N_(
        "Entries arrived without the personal data that belong to them; they were not taken."
        " Everything here is safe. The next exchange brings them whole."
    ),
    "run.unknown_quota": N_(
        "Too much came from devices that nobody has granted yet, and was not taken. Everything here is safe."
        " It is taken once the province grants the device."
    ),
    "run.too_large": N_("Entries from outside were too large and were not taken. Everything here is safe."),
    "link.none": N_("There is no network. Everything is kept here and will be sent when there is one."),
    "link.refused": N_(
        "The province's server does not answer at its address. Everything is kept here and sent again later."
    ),
    "link.cut": N_("The link broke. What arrived counts; the rest is kept here and sent again later."),
    "link.timeout": N_(
        "The link is too slow or dead. What arrived counts; the rest is kept here and sent again later."
    ),
    "link.bad_address": N_("This is no address of a server. Nothing was changed. Check it."),
    "link.not_loopback": N_(
        "Without encryption only a server on this machine may be used, and {host} is not."
        " Nothing was sent. Ask the administrator for a secure address."
    ),
    "link.other_server": N_(
        "At this address answers a server that is not your province's. Nothing was sent, everything is kept"
        " here. Check the address, and ask the administrator whether the province was made anew."
    ),
    "server.busy": N_("The province's server is busy. Everything is kept here and will be sent again later."),
    "server.failed": N_(
        "The province's server has a fault. Everything is kept here and will be sent again later."
    ),
    "server.storage": N_(
        "The province's server cannot save just now. Everything is kept here and will be sent again later."
    ),
    "server.not_a_province": N_(
        "What answers at this address is not a province's server. Everything is kept here. Check the address,"
        " and whether the network asks you to sign in first."
    ),
    "server.cannot_listen": N_(
        "The address {host}:{port} cannot be listened on. Nothing was changed. Choose another port."
    ),
    "province.not_made": N_("There is no province in this folder. Make one with `serve`, or check --data."),
    "province.made_already": N_("There is a province here already. Nothing was changed."),
    "province.unknown_office": N_(
        "There is no commune with the code {code} in the list of units, or it was never enrolled."
        " Nothing was changed. Check the code."
    ),
    "province.unknown_device": N_("This office has no such device. Nothing was changed. List its devices."),
    "exchange.malformed": N_(
        "The other side sent something that is no exchange. Everything is kept here and will be sent again."
        " Check the address of the server."
    ),
    "exchange.newer_protocol": N_(
        "The other side speaks a newer protocol. Everything is kept here. Update the program."
    ),
    "exchange.unknown_scope": N_(
        "The other side does not know this office. Everything is kept here. Enrol the office first."
    ),
    "holdings.malformed": N_(
        "The other side's list of what it holds cannot be read. Everything is kept here and sent again later."
    ),
    "run.bad_fact": N_(
        "A damaged entry from outside was not taken. Everything here is safe. It will be asked for again."
    ),
    "run.bad_opening": N_(
        "A log from outside does not begin as it must and was not taken. Everything here is safe."
    ),
    "run.bad_personal": N_(
        "Personal data from outside do not fit their entry and were not taken. Everything here is safe."
    ),
    "run.bad_signature": N_(
        "A signature from outside is wrong; the entries were not taken. Everything here is safe."
        " Tell the administrator."
    ),
    "run.empty": N_("The other side sent an empty run. Everything here is safe. Try again."),
    "run.gap": N_(
        "Entries arrived whose beginning is missing; they were not taken. Everything here is safe."
        " The next exchange brings them whole."
    ),
    "run.wrong_scope": N_(
        "Entries of another office arrived and were not taken. Everything here is safe."
        " Check which office this folder belongs to."
    ),
    "stream.bad_frame": N_(
        "Part of the exchange arrived damaged. What arrived before it is kept; the rest will be sent again."
    ),
    "stream.frame_too_large": N_(
        "The other side sent more at once than allowed; it was not taken. Everything here is safe."
    ),
    "stream.not_zstd": N_(
        "The exchange arrived damaged. What arrived before is kept; the rest will be sent again."
    ),
}
"""Code → source text."""
