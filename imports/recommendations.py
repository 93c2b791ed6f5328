"""The recommendations that stand beside the actions of a workbook."""

import re

from actions.models import Recommendation
from actions.services import write_recommendations

from .draft import Change


class Recommendations:
    """Recommendations by their words. One whose words changed under the same label in the same area is the same one."""

    def __init__(self, draft):
        self.draft = draft
        known = draft.plan.recommendations.all() if draft.plan.pk else []
        self.known = {_key(recommendation.text): recommendation for recommendation in known}
        self.new, self.reworded = [], []

    def propose(self, rows):
        """Find or propose the recommendation of each row, `row.recommendation` being its text."""
        written = {_key(row.recommendation): row for row in reversed(rows) if row.recommendation}
        for key, row in reversed(written.items()):
            if key not in self.known:
                self._add(key, row, written)
            else:
                self._change(row, "unchanged", {})

    def of(self, row):
        return self.known.get(_key(row.recommendation)) if row.recommendation else None

    def write(self, by):
        write_recommendations(
            plan=self.draft.plan, new=self.new, reworded=self.reworded if self.draft.is_latest else [], by=by
        )

    def _add(self, key, row, written):
        area = self.draft.area_of(row)
        if area and _key(row.recommendation) == _key(area.title):
            message = (
                "this recommendation only repeats the name of its area; it was kept as written, put the recommendation "
                "itself there."
            )
            self.draft.ask(row.sheet, row.recommendation_cell, row.recommendation[:80], message, row.row)
        former = self._former(row, area, written) if self.draft.is_latest else None
        if former:
            self._change(row, "changed", {"text": [former.text, row.recommendation]})
            former.text = row.recommendation
            self.reworded.append(former)
        else:
            self._change(row, "new", {"text": [None, row.recommendation], "source": [None, row.source or None]})
            former = Recommendation(
                area=area,
                text=row.recommendation,
                source=row.source,
                position=len(self.known) + 1,
            )
            self.new.append(former)
        self.known[key] = former

    def _former(self, row, area, written):
        """The one recommendation of the same label and area whose words are nowhere in the file any more."""
        alike = [
            known
            for key, known in self.known.items()
            if row.source and known.pk and known.source == row.source and known.area == area and key not in written
        ]
        return alike[0] if len(alike) == 1 else None

    def _change(self, row, outcome, fields):
        self.draft.changes.append(
            Change("recommendation", row.sheet, row.row, row.source or row.recommendation[:60], outcome, fields)
        )


def _key(text):
    """What makes two recommendations the same: their words, whatever the spaces, case and number before them."""
    words = re.sub(r"^\W*\d+[.)]\s+", "", text.casefold())
    return re.sub(r"[\W_]+", " ", words).strip() or text.strip()
