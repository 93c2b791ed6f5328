"""Public words that name something private: what whoever prepares a public pack should read first."""

import re
from dataclasses import dataclass

from django.urls import reverse

from .figures import figures_of
from .narratives import narratives_at
from .sections import parts_of

# The words of an action that a public pack may print.
_OF_ACTIONS = (
    "title progress newest_words outcome_measure success_measure to_complete evidence_as_written evidence_detail "
    "rating_reason recommendation due_as_written sro_as_written ops_lead_as_written rating_as_written"
).split()
_OF_CONCERNS = "title concern required taken comments closed_because raised_as_written deadline_as_written".split()
_OF_RISKS = (
    "title category description impact owner_as_written objectives_as_written controls gaps_in_control first_line "
    "second_line third_line gaps_in_assurance mitigation closed_because"
).split()
_OF_MILESTONES = (
    "title team department delivery_as_written chief_as_written start_as_written due_as_written note words "
    "status_as_written sign_off_as_written"
).split()
_OF_EXCEPTIONS = (
    "ref ref_as_written title title_as_written team report due_as_written rationale recovery asked_as_written decision"
).split()
_OF_MEASURES = "name description unit source owner_as_written target_as_written closed_because".split()
_OF_PROGRAMMES = "name section objective description organisations_as_written benefits key_risks progress".split()
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """Where public words name a private action: what they belong to and its address, the reference, the words."""

    where: str
    url: str
    ref: str
    words: str


def private_mentions(plan, on, pack=None):
    """`Mention`s in what a public pack of `plan` as at `on` would show: sections, highlights, actions, concerns, risks,
    milestones.

    And, of a `Pack` that is issued again, in the words on why.
    """
    private = sorted(filter(None, set(plan.actions.private().values())))
    if not private:
        return ()
    pattern = _pattern(private)
    narratives = narratives_at(plan, on, is_public=True)
    public = {part.name for part in parts_of(plan, narratives) if part.is_included and part.in_public}
    texts = (*_of_pack(pack), *_of_narratives(plan, on, narratives, public), *_of_figures(plan, on, public))
    return tuple(
        Mention(where, url, found.group("ref"), _around(text, found))
        for where, url, text in texts
        if (found := pattern.search(text))
    )


def _pattern(refs):
    """What finds a reference as a whole word; one that is only a number, where it is called an action's."""
    plain = [re.escape(ref) for ref in refs if not ref.isdecimal()]
    numbers = [ref for ref in refs if ref.isdecimal()]
    if numbers:
        plain.append(rf"(?<=action )(?:{'|'.join(numbers)})")
    return re.compile(rf"(?<![\w.])(?P<ref>{'|'.join(plain)})(?!\w|[.]\w)", re.IGNORECASE)


def _of_pack(pack):
    if pack and pack.changed_because:
        url = reverse("reports:change_pack", args=[pack.plan.slug, pack.number])
        yield "Why it is issued again", url, pack.changed_because


def _of_narratives(plan, on, narratives, public):
    for narrative in narratives:
        if narrative.name not in public:
            continue
        url = f"{reverse('reports:edit_section', args=[plan.slug, narrative.key])}?on={on}"
        pictures = [text for picture in narrative.pictures for text in (picture.description, picture.caption)]
        yield f"Section “{narrative.title}”", url, "\n".join([narrative.title, narrative.text, *pictures])


def _of_figures(plan, on, public):
    figures = figures_of(plan, on, is_public=True)
    report = figures.highlights.of_the_pack(on)
    if report and "highlights" in public:
        yield f"Highlight report {report.name}", report.url, "\n".join(report.points)
    for action in figures.actions.actions:
        yield f"Action {action.name}", action.url, _words(action, _OF_ACTIONS)
    for concern in figures.actions.concerns:
        url = reverse("reports:concern", args=[plan.slug, concern.key])
        yield f"Concern about {concern.ref or 'no reference'}", url, _words(concern, _OF_CONCERNS)
    for risk in figures.risks.risks:
        scores = filter(None, (risk.year_start, risk.current, risk.target))
        reasons = [score.reason or "" for score in scores]
        yield f"Risk {risk.name}", risk.url, "\n".join([_words(risk, _OF_RISKS), *reasons])
    yield from _of_delivery(plan, figures)
    yield from map(_of_measure, figures.measures.measures)
    for recommendation in figures.actions.recommendations:
        if not recommendation.actions:
            source = f" ({recommendation.source})" if recommendation.source else ""
            url = reverse("reports:recommendations", args=[plan.slug])
            yield f"Recommendation{source}", url, recommendation.text
    if figures.plan.governance:
        yield "How the plan is run", reverse("reports:dashboard", args=[plan.slug]), figures.plan.governance


def _of_measure(measure):
    notes = [value.note or "" for value in measure.values]
    return f"Measure {measure.called}", measure.url, "\n".join([_words(measure, _OF_MEASURES), *notes])


def _of_delivery(plan, figures):
    for each in figures.milestones.milestones:
        yield f"Milestone {each.called}", each.url, _words(each, _OF_MILESTONES)
    for each in figures.programmes.programmes:
        told = [
            _words(each, _OF_PROGRAMMES),
            *(every.text for every in each.deliverables),
            *(every.name for every in each.projects),
        ]
        yield f"Programme {each.called}", each.url, "\n".join(told)
    for each in figures.exceptions.exceptions:
        url = each.url or reverse("milestones:exceptions", args=[plan.slug])
        yield f"Exception about milestone {each.ref}", url, _words(each, _OF_EXCEPTIONS)


def _words(figure, names):
    return "\n".join(filter(None, (getattr(figure, name) for name in names)))


def _around(text, found):
    """The words around what was found, on one line."""
    start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"
