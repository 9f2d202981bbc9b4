"""What of a person is kept although the person is erased, and why (art. 17, 3 b and e)."""

from datetime import date
from typing import Any

from sqlalchemy import select

from itstart.db import db
from itstart.models import Contract, CustomerLink, DeliveryModule, GeneratedDocument, ModuleAddendum
from itstart.rules.customer_links import LinkAnswer
from itstart.rules.personal_data import ColumnKind, Stays
from itstart.rules.retention import agreement_until
from itstart.rules.settings import SettingKey
from itstart.services import legal_holds, settings
from itstart.services.person_search import Place

CONTRACT = "kontrakt"
_SIGNERS = frozenset({"agreement_signed_by", "signed_by"})
_CONTRACT_SIGNERS = frozenset({"signed_for_customer", "signed_for_vendor"})
_ANSWER = frozenset({"answered_by", "receipt"})


class Kept:
    """Asks once what is signed, approved and held back, and then says of each place why it stays."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._held = legal_holds.held_cases(today)
        self._rows: dict[tuple[str, int], Stays] = {}
        self._files: dict[int, Stays] = {}
        self._documents: dict[int, Stays] = {}
        self._answers()
        self._contracts()
        self._agreements()
        self._document_files()

    def why(self, place: Place) -> Stays | None:
        """Why it stays, or None when it goes."""
        if place.case_id in self._held:
            return Stays.HELD
        table, column = place.held.table.name, place.held.column.name
        if place.held.kind is ColumnKind.FILE:
            return self._files.get(place.row)
        if table == "generated_document":
            return self._documents.get(place.row)
        if column in _SIGNERS | _CONTRACT_SIGNERS | _ANSWER:
            return self._rows.get((table, place.row))
        return None

    def _answers(self) -> None:
        query = select(CustomerLink.id, CustomerLink.document_id, CustomerLink.file_id)
        for number, document, file in db.session.execute(query.where(CustomerLink.answer == LinkAnswer.YES)):
            self._rows["customer_link", number] = Stays.APPROVED
            self._keep(document, file, Stays.APPROVED)

    def _contracts(self) -> None:
        signed = select(Contract.id, Contract.case_id).where(Contract.signed_on.is_not(None))
        cases = []
        for number, case in db.session.execute(signed):
            self._rows["contract", number] = Stays.CONTRACT
            cases.append(case)
        papers = select(GeneratedDocument.id).where(
            GeneratedDocument.deliverable == CONTRACT, GeneratedDocument.case_id.in_(cases)
        )
        for document in db.session.scalars(papers):
            self._documents[document] = Stays.CONTRACT

    def _agreements(self) -> None:
        years = settings.days(SettingKey.KEEP_AGREEMENTS)
        module, addendum = DeliveryModule, ModuleAddendum
        for model, on, document in (
            (module, module.agreement_signed_on, module.agreement_document_id),
            (addendum, addendum.signed_on, addendum.document_id),
        ):
            query: Any = select(model.id, on, document, model.signed_file_id).where(on.is_not(None))
            for number, signed_on, paper, file in db.session.execute(query):
                if self._today <= agreement_until(signed_on, years):
                    self._rows[model.__tablename__, number] = Stays.AGREEMENT
                    self._keep(paper, file, Stays.AGREEMENT)

    def _keep(self, document: int | None, file: int | None, why: Stays) -> None:
        if document is not None:
            self._documents[document] = why
        if file is not None:
            self._files[file] = why

    def _document_files(self) -> None:
        """A file that any kept document has is kept."""
        query = select(GeneratedDocument.id, GeneratedDocument.file_id)
        query = query.where(GeneratedDocument.id.in_(list(self._documents)))
        for document, file in db.session.execute(query):
            self._files[file] = self._documents[document]
