"""One action: the facts beside it, what stands under it, and the concerns about it."""

from dataclasses import dataclass
from datetime import date

from actions.assurance import Finding
from actions.duedates import slippage, slipped
from actions.models import EvidenceStatus, Standing
from core.dates.calendar import in_words
from plans.presenters.key import Key, KeyEntry

from .action_list import ListedAction, listed
from .concerns import ShownConcern, shown_concern
from .words import cut, days_late, due


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts: a value, and in `details` what is to be said beneath it."""

    name: str
    value: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionPage:
    """`rating` is None for a heading, which only stands above others. `standing` and `lateness` are words or ""."""

    name: str
    title: str
    is_heading: bool
    in_scope: bool
    standing: str
    rating: KeyEntry | None
    lateness: str
    wrong: tuple[Finding, ...]
    is_private: bool
    facts: tuple[Fact, ...]
    texts: tuple[tuple[str, str], ...]
    recommendations: tuple[tuple[str, str], ...]
    under: tuple[ListedAction, ...]
    concerns: tuple[ShownConcern, ...]


def action_page(action, *, statements, under, concerns, recommendations, plan, links, on: date):
    """`ActionPage` of an `ActionFigure` from its statements, newest first.

    `under` are the `ActionFigure`s that stand under it, `concerns` the `ConcernFigure`s about it, `recommendations`
    those it meets; `plan` are the plan's own figures, for its key and for the titles and holders of posts.
    """
    key = Key(plan.ratings)
    rating = None if action.is_heading else key.entry(action.rating)
    return ActionPage(
        name=f"Action {action.ref}" if action.ref else f"Action without a reference, key {action.key}",
        title=action.title,
        is_heading=action.is_heading,
        in_scope=action.in_scope,
        standing="" if action.standing == Standing.LIVE else Standing(action.standing).label.capitalize(),
        rating=rating,
        lateness=days_late(action.due_on, on) if action.late else "",
        wrong=action.wrong,
        is_private=action.is_private,
        facts=() if action.is_heading else tuple(_facts(action, statements, plan, rating)),
        texts=tuple((name, text) for name, text in _texts(action) if text),
        recommendations=tuple((each.source, each.text) for each in recommendations),
        under=tuple(listed(each, key, links, on) for each in under if not each.is_heading),
        concerns=tuple(shown_concern(concern, action, key, links) for concern in concerns),
    )


def page_title(action):
    """What the page of an action is called in the title of the window and in the breadcrumbs."""
    return f"{action.name} {cut(action.title, 60)}"


def _facts(action, statements, plan, rating):
    posts = {post.abbreviation: post for post in plan.posts}
    yield _rating_fact(action, rating)
    if action.status:
        yield Fact("Status", action.status)
    yield _due_fact(action, slippage([each.due_on for each in reversed(statements)]))
    if action.starts_on:
        yield Fact("Starts", in_words(action.starts_on))
    if action.forecast_on:
        yield Fact("Forecast", in_words(action.forecast_on))
    yield _leads("SRO", action.sro_as_written, action.sro, posts)
    yield _leads("Operational lead", action.ops_lead_as_written, action.ops_lead, posts)
    yield _evidence_fact(action)
    yield Fact("Scope", "In scope of the plan" if action.in_scope else "Out of scope of the plan")


def _rating_fact(action, rating):
    details = [rating.meaning] if rating.meaning else []
    if rating.word:
        details.insert(0, f"{rating.word} in the plan's key")
    if action.rating is None and action.rating_as_written:
        details = [f"The workbook says “{action.rating_as_written}”, which is not in the key"]
    return Fact("Rating", rating.label, tuple(details))


def _due_fact(action, slips):
    details = []
    if action.due_on and action.due_as_written not in (None, in_words(action.due_on)):
        details.append(f"Written “{cut(action.due_as_written, 60)}”")
    if slips.original and slips.original != action.due_on:
        details.append(f"Originally {in_words(slips.original)}")
    if slips.slips:
        details.append(slipped(slips.slips, slips.days).capitalize())
    return Fact("Due", due(action), tuple(details))


def _leads(name, as_written, abbreviations, posts):
    """As written, and below what each post is and who holds it as at the date."""
    details = []
    for abbreviation in abbreviations:
        post = posts[abbreviation]
        words = f"{abbreviation}: {post.title}" if post.title else f"{abbreviation}: post to be confirmed"
        holder = post.holder if post.holder and post.holder != post.title else ""
        details.append(f"{words}, held by {holder}" if holder else words)
    return Fact(name, as_written or ", ".join(abbreviations) or "Not set", tuple(details))


def _evidence_fact(action):
    details = [f"As written: {action.evidence_as_written}"] if action.evidence_as_written else []
    if action.evidence_detail:
        details.append(f"Required: {action.evidence_detail}")
    return Fact("Evidence", EvidenceStatus(action.evidence_status).label.capitalize(), tuple(details))


def _texts(action):
    yield "Outcome measure", action.outcome_measure
    yield "Measure of success", action.success_measure
    yield "What is left to do", action.to_complete
