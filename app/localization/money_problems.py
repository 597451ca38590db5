"""Sentences for what stands in the way of taking money, and names of the fields of it."""

from app.localization.translate import N_

MONEY_PROBLEMS = {
    "money.out_of_range": N_("There are words for amounts from 0 to {most} đồng. Correct the amount."),
    # the table
    "fees.row_twice": N_(
        "The charge {key} stands twice from {valid_from}. Nothing was changed. Delete one of the two rows."
    ),
    "fees.row_too_large": N_(
        "The row {key} takes {bytes} bytes, at most {limit} fit. Nothing was changed. Shorten its texts."
    ),
    "fees.not_json": N_("The file is not JSON. Nothing was imported. Choose another file."),
    "fees.no_source": N_(
        "Name the resolution or circular that sets the rate. Nothing was changed. Fill in the source."
    ),
    "fees.unknown_charge": N_(
        "There is no charge {key} in the table. Nothing was changed. `fee list` shows them; a new one needs a"
        " name."
    ),
    "fees.not_entered": N_(
        "This row of {key} came with the program and cannot be taken back. Nothing was changed."
        " Enter a new row from the day on which another rate holds."
    ),
    # a collection
    "fee.unknown_group": N_("There is no such group of exempt people. Nothing was saved. Groups: {allowed}."),
    "fee.unknown_field": N_("A collection has no field {field}. Nothing was saved. Its fields: {allowed}."),
    "fee.not_configured": N_(
        "The rate of “{name}” has not been entered in the fee table. Nothing was collected. Enter it there"
        " with its resolution, then collect."
    ),
    "fee.nothing_due": N_("This procedure is free. Nothing was collected and no number taken."),
    "fee.already_collected": N_(
        "This fee was collected already: number {number}, book {book}. Nothing was collected."
        " If it is due a second time, confirm it."
    ),
    "fee.proof_missing": N_("An exemption needs the paper that shows it. Nothing was saved. Name the paper."),
    "fee.dossier_voided": N_("The reception was voided. Nothing was collected: no fee is due for it."),
    "fee.unknown": N_(
        "This collection is not in the dossier. Nothing was changed. Look at its list of money."
    ),
    "fee.voided": N_("The number {number} of book {book} is void already. Nothing was changed."),
    "fee.receipt_noted": N_(
        "The e-receipt {receipt} stands beside this collection already. Nothing was changed."
        " Void the collection and collect again if it is wrong."
    ),
    # certifications
    "certification.unknown": N_("There is no such entry in the register. Nothing was changed."),
    "certification.voided": N_("The number {number} of book {book} is void already. Nothing was changed."),
    "certification.wrong_procedure": N_(
        "This procedure is not one that is certified and returned at once. Nothing was saved."
    ),
}
"""Code → source text."""

MONEY_FIELDS = {
    "pages": N_("Pages of the original"),
    "copies": N_("Copies"),
    "cases": N_("Number of cases"),
    "method": N_("Way of paying"),
    "payer": N_("Payer"),
    "exempt_group": N_("Exempt group"),
    "exempt_proof": N_("Paper that shows the exemption"),
    "source": N_("Source"),
    "title": N_("Paper to certify"),
    "signer": N_("Who signs the certification"),
    "symbol": N_("Symbol of the e-receipt"),
    "lookup_code": N_("Look-up code"),
    "issued_on": N_("Issued on"),
}
"""Names of fields, as sentences name them."""
