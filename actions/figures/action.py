"""One action as at a date."""

from dataclasses import dataclass, replace
from datetime import date

from plans.models import Stage

from ..assurance import Finding, findings, is_late, last_word, silent_days
from ..models import LeadRole, Origin, action_address
from ..scope import COUNTED


@dataclass(frozen=True, slots=True)
class ActionFigure:
    """One action as at a date. `rating` is a code of the plan's key, `stage` what it stands for; None when unrated.

    `updated_on` is the day that its lead gave, `last_word_on` that or a later one from which it shows other words or
    another rating. `silent_days` are the days since then, None where there is none. `rated_since` is the first day of
    the run of its rating, told only of what is in place. `wrong` is what looks wrong with it, the gravest first.
    `is_private` is as it is today, whatever the date: public packs leave it out.
    """

    key: int
    ref: str | None
    parent: str | None
    is_heading: bool
    area_number: int | None
    title: str
    recommendation: str | None
    source: str | None
    sro: tuple[str, ...]
    ops_lead: tuple[str, ...]
    sro_as_written: str | None
    ops_lead_as_written: str | None
    starts_on: date | None
    due_as_written: str | None
    due_on: date | None
    original_due_on: date | None
    forecast_on: date | None
    outcome_measure: str | None
    success_measure: str | None
    progress: str | None
    newest_words: str | None
    updated_on: date | None
    last_word_on: date | None
    rating: str | None
    rating_as_written: str | None
    stage: str | None
    status: str | None
    evidence_status: str
    evidence_as_written: str | None
    evidence_detail: str | None
    to_complete: str | None
    in_scope: bool
    standing: str
    rating_reason: str | None
    no_change: bool
    silent_days: int | None
    slips: int
    days_slipped: int
    rated_since: date | None
    late: bool
    stated_on: date
    where: str | None
    url: str
    has_lead: bool
    wrong: tuple[Finding, ...] = ()
    is_private: bool = False

    @property
    def name(self):
        """How the action is called in a list: its reference, or the tracker's own key where it has none."""
        return self.ref or f"no reference ({self.key})"

    @property
    def is_counted(self):
        """Whether it is among the actions that the plan counts: no heading, and not withdrawn, merged or replaced."""
        return not self.is_heading and self.standing in COUNTED

    @property
    def is_complete(self):
        return self.stage == Stage.COMPLETE

    def led_by(self, role):
        """Who leads it in a `LeadRole`, as written, or else by the posts; "" where nobody is named."""
        return getattr(self, f"{role}_as_written") or ", ".join(getattr(self, role))

    @property
    def looks_wrong(self):
        """Whether something graver than a note was found; `wrong` has the gravest first."""
        return bool(self.wrong) and self.wrong[0].is_wrong


def action_figure(statement, names, on, past, anew_on):
    """`ActionFigure` of the statement that holds as at `on`, from the `Names` in its plan and its `Past`.

    `anew_on` is the day from which it shows these words and this rating, None where it always did.
    """
    action, rating = statement.action, names.ratings.get(statement.rating_id)
    area, met = names.areas.get(action.area_id), names.met.get(action.pk, ())
    stage, last_word_on = rating and rating.stage, last_word(statement.said_on, anew_on)
    return ActionFigure(
        key=action.key,
        ref=action.ref or None,
        parent=names.parents.get(action.parent_id) or None,
        is_heading=statement.is_heading,
        area_number=area and area.number,
        title=statement.title,
        recommendation="\n".join(text for _, text, _ in met) or None,
        source="; ".join(source for _, _, source in met if source) or None,
        sro=_posts(statement, LeadRole.SRO, names.posts),
        ops_lead=_posts(statement, LeadRole.OPS_LEAD, names.posts),
        stage=stage,
        rating=rating and rating.code,
        status=names.statuses.get(statement.status_id),
        evidence_status=statement.evidence_status,
        in_scope=statement.in_scope,
        standing=statement.standing,
        no_change=statement.no_change,
        silent_days=silent_days(last_word_on or _added_on(statement), on),
        last_word_on=last_word_on,
        slips=past.slips,
        days_slipped=past.days_slipped,
        rated_since=past.rated_since if stage == Stage.IN_PLACE else None,
        late=not statement.is_heading and is_late(stage, statement.due_on, on, statement.standing),
        stated_on=statement.effective_on,
        where=statement.where or None,
        original_due_on=action.original_due_on,
        updated_on=statement.said_on,
        url=action_address(names.slug, action.ref, action.key),
        is_private=action.pk in names.private,
        has_lead=bool(statement.leads or statement.sro_as_written or statement.ops_lead_as_written),
        **{name: getattr(statement, name) or None for name in _AS_STATED},
    )


def _added_on(statement):
    """The day from which silence counts where no word has a date: that of what was decided here, None for a workbook's
    own."""
    return statement.effective_on if statement.origin == Origin.DECISION else None


def judged(action, around):
    """An `ActionFigure` with what looks wrong with it.

    `around` is an `assurance.Around`, of which `under` are the `ActionFigure`s that stand directly under it.
    """
    found = findings(action, around)
    return replace(action, wrong=found) if found else action


_AS_STATED = (
    "sro_as_written ops_lead_as_written starts_on due_as_written due_on forecast_on outcome_measure success_measure "
    "progress newest_words rating_as_written rating_reason evidence_as_written evidence_detail to_complete"
).split()


def _posts(statement, role, posts):
    return tuple(posts[lead["post"]] for lead in statement.leads if lead["role"] == role and lead["post"] in posts)
