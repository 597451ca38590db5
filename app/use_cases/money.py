"""Everything a clerk does with money at the counter, as one part of the desk."""

from dataclasses import dataclass

from app.use_cases.certify_copies import CertifyCopies
from app.use_cases.change_fees import ChangeFees
from app.use_cases.collect_fee import CollectFee


@dataclass(frozen=True, slots=True)
class Money:
    """The fee table, collections, and certifications paid at once."""

    fees: ChangeFees
    collect: CollectFee
    certify: CertifyCopies
