"""Money put together: the shipped table, the office's changes, collections and certifications."""

from app.domain.identifiers import Subject
from app.machine.resource_files import load_fee_table
from app.use_cases.certify_copies import CertifyCopies
from app.use_cases.change_fees import ChangeFees
from app.use_cases.collect_fee import CollectFee
from app.use_cases.fees import OfficeFees
from app.use_cases.money import Money
from app.use_cases.ports import Acting, Office, Transaction
from app.use_cases.print_paper import PrintPaper
from app.use_cases.receive_dossier import ReceiveDossier


def build_money(office: Office, receive: ReceiveDossier, papers: PrintPaper) -> Money:
    """Return what a clerk does with money in an open office."""
    fees = OfficeFees(office, load_fee_table())

    def order(tx: Transaction, subject: Subject, form: str, acting: Acting) -> int:
        return papers.order_in(tx, subject, form, acting).id

    collect = CollectFee(office, fees, order)
    return Money(
        fees=ChangeFees(office, fees),
        collect=collect,
        certify=CertifyCopies(office, receive, fees, collect, order),
    )
