"""What looks wrong with a plan: the short list of its first page, and the page of all rules."""

from dataclasses import dataclass

from actions.assurance import ACTION_RULES, RULES, SILENT, Finding, Severity
from core.environment import plural
from measures.assurance import RULES as MEASURE_RULES
from measures.pack.wrong import state
from milestones.assurance import RULES as MILESTONE_RULES
from milestones.exception_rules import RULES as EXCEPTION_RULES
from milestones.pack.wrong import AS_A_TAG
from milestones.presenters.milestones import shown_status
from milestones.register import ANY
from plans.presenters.key import KeyEntry
from risks.assurance import RULES as RISK_RULES
from risks.pack.bands import scored

from .action_list import ListedAction, listed
from .position import Figure, position_of
from .risks import RisksHeadline, risks_headline

ROWS_A_RULE = 10
_GRADES = list(Severity)


@dataclass(frozen=True, slots=True)
class Suspect:
    """An action that looks wrong, with why: its findings, the gravest first and notes left out."""

    action: ListedAction
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule found; `url` and `rating` are of an action, "" and None for the plan itself.

    Of a risk `rating` is what its score is shown by, of a milestone its status, with a stage and a label as a rating
    has.
    """

    name: str
    title: str
    url: str
    rating: KeyEntry | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule with how much it found, and the first of its hits; `slug` is its place on the page."""

    slug: str
    name: str
    sentence: str
    severity: Severity
    count: Figure
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class LooksWrong:
    """`wrong` are the actions with a finding graver than a note, `of` all actions, `at_plan` findings on the plan.

    `risks` is None for a plan without risks, of which no rule about them is told; `milestones`, those that look wrong
    and all that are counted, for one without milestones, `exceptions`, the same of those that wait, where none does.
    """

    wrong: Figure
    of: Figure
    at_plan: int
    rules: tuple[ShownRule, ...]
    risks: RisksHeadline | None
    milestones: tuple[Figure, Figure] | None
    exceptions: tuple[Figure, Figure] | None


def silent(figures):
    """The `ActionFigure`s that had no word for too long, the longest silent first."""
    found = [action for action in figures.actions.actions if _found(action, SILENT)]
    return sorted(found, key=lambda action: action.last_word_on or action.stated_on)


def suspects(figures, key, links, at_most):
    """The first `Suspect`s of a plan: the gravest, and of those the ones with most against them."""
    wrong = [action for action in figures.actions.actions if action.looks_wrong]
    wrong.sort(key=lambda action: (_GRADES.index(action.wrong[0].severity), -len(_grave(action))))
    return tuple(Suspect(listed(each, key, links, figures.as_at), _grave(each)) for each in wrong[:at_most])


def looks_wrong(figures, key, links):
    """`LooksWrong` of a plan from its `PlanFigures`."""
    position, risks = position_of(figures, key, links), risks_headline(figures, None, links)
    milestones = _looking(figures.milestones.counted, "milestones:register", ("milestone",), links)
    words = ("exception that waits", "exceptions that wait")
    exceptions = _looking(figures.exceptions.waiting, "milestones:exceptions", words, links)
    rules = (*RULES, *(RISK_RULES if risks else ()), *(MILESTONE_RULES if milestones else ()))
    rules += MEASURE_RULES if figures.measures.open else ()
    rules += EXCEPTION_RULES if exceptions else ()
    return LooksWrong(
        wrong=position.wrong,
        of=position.actions,
        at_plan=len(figures.wrong),
        rules=tuple(_shown(rule, figures, key, links) for rule in sorted(rules, key=_grade)),
        risks=risks,
        milestones=milestones,
        exceptions=exceptions,
    )


def _looking(judged, register, words, links):
    """(the figure of those that look wrong, that of all), None where none is judged."""
    if not judged:
        return None
    wrong = sum(each.looks_wrong for each in judged)
    page = links.page(register, wrong=ANY) if wrong else ""
    looks = f"{wrong:,} {'looks' if wrong == 1 else 'look'} wrong"
    return Figure(wrong, looks, page), Figure(len(judged), plural(len(judged), *words), links.page(register))


def _grade(rule):
    return _GRADES.index(rule.severity)


def _grave(action):
    return tuple(found for found in action.wrong if found.is_wrong)


def _found(action, slug):
    return next((found for found in action.wrong if found.rule == slug), None)


def _of_rule(count, slug, links):
    return Figure(count, f"{count:,}", links.actions(wrong=slug) if count else "")


def _shown(rule, figures, key, links):
    if rule in ACTION_RULES:
        found = [(action, finding) for action in figures.actions.actions if (finding := _found(action, rule.slug))]
        hits = [
            Hit(
                action.ref or "No reference",
                action.title,
                links.keep(action.url),
                key.entry(action.rating),
                finding.sentence,
            )
            for action, finding in found[:ROWS_A_RULE]
        ]
        count = _of_rule(len(found), rule.slug, links)
    elif rule in RISK_RULES:
        count, hits = _at_risks(rule, figures, links)
    elif rule in MILESTONE_RULES:
        count, hits = _at_milestones(rule, figures, links)
    elif rule in MEASURE_RULES:
        count, hits = _at_measures(rule, figures, links)
    elif rule in EXCEPTION_RULES:
        count, hits = _at_exceptions(rule, figures, links)
    else:
        hits = [Hit("", "", "", None, found.sentence) for found in figures.wrong if found.rule == rule.slug]
        count = Figure(len(hits), f"{len(hits):,}", "")
    return ShownRule(rule.slug, rule.name, rule.sentence, rule.severity, count, tuple(hits))


def _at_risks(rule, figures, links):
    found = [(risk, finding) for risk in figures.risks.open if (finding := _found(risk, rule.slug))]
    hits = [
        Hit(risk.name, risk.title, links.keep(risk.url), scored(risk.current), finding.sentence)
        for risk, finding in found[:ROWS_A_RULE]
    ]
    return _counted(found, "risks:register", rule, links), hits


def _at_milestones(rule, figures, links):
    found = [(each, finding) for each in figures.milestones.counted if (finding := _found(each, rule.slug))]
    hits = [
        Hit(each.called, each.title, links.keep(each.url), shown_status(each.status), finding.sentence)
        for each, finding in found[:ROWS_A_RULE]
    ]
    return _counted(found, "milestones:register", rule, links), hits


def _at_measures(rule, figures, links):
    found = [(each, finding) for each in figures.measures.open if (finding := _found(each, rule.slug))]
    hits = [
        Hit(each.called, each.name, links.keep(each.url), state(each), finding.sentence)
        for each, finding in found[:ROWS_A_RULE]
    ]
    return _counted(found, "measures:register", rule, links), hits


def _at_exceptions(rule, figures, links):
    found = [(each, finding) for each in figures.exceptions.waiting if (finding := _found(each, rule.slug))]
    hits = [
        Hit(each.ref, each.title, links.keep(each.url), AS_A_TAG, finding.sentence)
        for each, finding in found[:ROWS_A_RULE]
    ]
    return _counted(found, "milestones:exceptions", rule, links), hits


def _counted(found, register, rule, links):
    page = links.page(register, wrong=rule.slug) if found else ""
    return Figure(len(found), f"{len(found):,}", page)
