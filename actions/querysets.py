"""Every read of actions, in words from the screen."""

from django.apps import apps
from django.db.models import F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf, Replace

from accounts.models import Person
from plans.models import Holding, Plan, Stage

from .words import WHITE_SPACE

# What ties a person to a plan: they hold or held a post, lead an action by name, oversee an area, or have a role.
_TIES = ("holdings__post__plan", "assignments__action__plan", "oversight__area__plan", "user__memberships__plan")


def people_of(plan):
    """Whom `plan` names in any way."""
    named = Q()
    for tie in _TIES:
        named |= Q(pk__in=Person.objects.filter(**{tie: plan}).order_by().values("pk"))
    return Person.objects.filter(named)


def plans_naming(person):
    """The plans that name `person` in any way."""
    naming = Q()
    for tie in _TIES:
        naming |= Q(pk__in=Person.objects.filter(pk=person.pk).order_by().values(tie))
    return Plan.objects.filter(naming)


class ActionQuerySet(QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def led_by(self, person, on):
        """Those that a person (or its key) leads as at `on`: by name, or by holding or deputising for a post."""
        led = Q(assignments__post__in=Holding.objects.posts_of(person, on)) | Q(assignments__person=person)
        return self.filter(led).distinct()

    def called(self, ref):
        """That of the reference `ref`, as an address or a person writes it."""
        # A database refuses the character NUL instead of finding nothing.
        return self.filter(ref=ref.replace("\0", "\N{REPLACEMENT CHARACTER}"))

    def private(self):
        """{id: reference} of those that are marked private, and of those that stand under one that is."""
        private, found = {}, dict(self.filter(is_private=True).order_by().values_list("pk", "ref"))
        while found:
            private |= found
            under = self.filter(parent__in=found).exclude(pk__in=private)
            found = dict(under.order_by().values_list("pk", "ref"))
        return private

    def held(self, action):
        """An action as it is now, with its plan and rating; nobody else writes to its plan until the transaction
        ends."""
        Plan.objects.held(action.plan_id)
        return self.select_related("plan", "rating").get(pk=action.pk)


class RecommendationQuerySet(QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))


def _bare(text):
    """The same as `actions.words.bare`, of a column."""
    for space in WHITE_SPACE:
        text = Replace(text, Value(space), output_field=TextField())
    return text


def latest(statements, subjects, link, on):
    """Statements that hold as at `on`: one index look-up for each subject, whatever the length of its past."""
    newest = (
        statements.model._default_manager.filter(**{link: OuterRef("pk")}, effective_on__lte=on)
        .order_by("-effective_on", "-pk")
        .values("pk")[:1]
    )
    return statements.filter(pk__in=subjects.annotate(newest=Subquery(newest)).values("newest"))


class StatementQuerySet(QuerySet):
    def visible_to(self, user):
        return self.filter(action__plan__in=Plan.objects.visible_to(user))

    def as_at(self, plan, on):
        """The statement of each action of `plan` that holds as at `on`, in the order of the plan."""
        return (
            latest(self, plan.actions.order_by(), "action", on)
            .select_related("action", "action__area", "action__parent", "rating", "status")
            .order_by("action__position", "action__pk")
        )

    def tell_evidence(self, plan, on):
        """Whether anything is said of the evidence of any action of `plan` as at `on`."""
        return self.as_at(plan, on).exclude(evidence_status="not_stated", evidence_detail="").exists()

    def tell_progress(self, plan, on):
        """Whether anything is said of the progress of any action of `plan` as at `on`."""
        return self.as_at(plan, on).exclude(progress="", said_on=None).exists()

    def said_anew(self, on):
        """Statements that hold as at `on`, each with `said_anew_on`: the day from which its action shows these words
        and this rating, None where it did so from its first day on. White space is no word."""
        told = self.model._default_manager.filter(action=OuterRef("action"), effective_on__lte=on)
        told = told.alias(rated=Coalesce("rating", 0), bare=_bare("progress"))
        # Most texts are the same to the letter, and then nothing is taken out of them.
        words = Q(progress=OuterRef("progress")) | Q(bare=_bare(OuterRef("progress")))
        shown = words & Q(rated=Coalesce(OuterRef("rating"), 0))
        otherwise = told.exclude(shown).order_by("-effective_on", "-pk").values("effective_on")[:1]
        since = told.filter(shown, effective_on__gte=OuterRef("said_otherwise_on")).order_by("effective_on")
        first = told.order_by("effective_on").values("effective_on")[:1]
        return self.alias(said_otherwise_on=Subquery(otherwise)).annotate(
            said_anew_on=NullIf(Subquery(since.values("effective_on")[:1]), Subquery(first))
        )

    def eventful(self, actions, on):
        """Up to `on`, those of the `actions` whose due date ever moved, or that were ever in place."""
        told = self.filter(action__in=actions.order_by(), effective_on__lte=on).order_by()
        moved = told.values("action").annotate(least=Min("due_on"), most=Max("due_on")).filter(least__lt=F("most"))
        in_place = told.filter(rating__stage=Stage.IN_PLACE)
        either = Q(action__in=moved.values("action")) | Q(action__in=in_place.values("action"))
        return self.filter(either, effective_on__lte=on)

    def of(self, actions, on):
        """The statement of each of `actions` (a queryset, of any plans) that holds as at `on`."""
        return latest(self, actions.order_by(), "action", on)


class ConcernStatementQuerySet(QuerySet):
    def open_about(self, action, on):
        """That of each concern about `action` that is open as at `on`."""
        return latest(self, action.concerns.order_by(), "concern", on).filter(is_open=True)

    def as_at(self, plan, on):
        """The statement of each concern of `plan` that holds as at `on`, in the order written."""
        return (
            latest(self, plan.concerns.order_by(), "concern", on)
            .select_related("concern", "concern__action", "concern__committee")
            .prefetch_related("concern__reviews__meeting__committee")
            .order_by("concern__position", "concern__pk")
        )


class DateRequestQuerySet(QuerySet):
    def open(self):
        """Those that nobody has decided yet."""
        return self.filter(decision=None)

    def open_at(self, on):
        """Those asked by `on` and decided later, or not yet; the one that waits longest first."""
        undecided = Q(decision=None) | Q(decision__decided_on__gt=on)
        return self.filter(undecided, requested_on__lte=on).order_by("requested_on", "pk")

    def decided_by(self, on):
        """Those asked and decided by `on`, whatever was decided; the latest decision first."""
        return self.filter(requested_on__lte=on, decision__decided_on__lte=on).order_by("-decision__decided_on", "-pk")

    def asked_by(self, user):
        return self.filter(requested_by=user)

    def of_plan(self, plan):
        return self.filter(action__plan=plan)

    def as_shown(self):
        """With what pages say of each: `due_then` is the approved date when it was asked, `agreed_on` that agreed."""
        statements = apps.get_model("actions", "Statement").objects
        moves = apps.get_model("actions", "DueDateChange").objects
        then = statements.filter(action=OuterRef("action"), recorded_at__lte=OuterRef("requested_at"))
        agreed = moves.filter(decision=OuterRef("decision"))
        return self.select_related(
            "action__plan",
            "action__area",
            "requested_by__person",
            "decision__meeting__committee",
            "decision__recorded_by__person",
        ).annotate(
            due_then=Subquery(then.order_by("-effective_on", "-pk").values("due_on")[:1]),
            agreed_on=Subquery(agreed.values("statement__due_on")[:1]),
        )


class ScopeChangeQuerySet(QuerySet):
    def about(self, action, on):
        """Those of `action` and those that led to it, by `on`, latest first, with what a page says of each."""
        known = self.filter(Q(action=action) | Q(into=action), effective_on__lte=on)
        return known.select_related(
            "action__plan", "into__plan", "decision__meeting__committee", "decision__recorded_by__person"
        )


class EvidenceQuerySet(QuerySet):
    def visible_to(self, user):
        return self.filter(action__plan__in=Plan.objects.visible_to(user))

    def with_versions(self):
        """Each piece with all its versions, newest first, who offered them and what was said of them."""
        versions = self._related("versions").objects.select_related("offered_by__person", "verdict__judged_by__person")
        return self.prefetch_related(Prefetch("versions", versions))

    def as_at(self, on):
        """The pieces offered by `on`, each with the `outcome` of the verdict on its latest version ("" waits) and the
        day `offered` of that version."""
        version = self._related("versions")
        verdict = version._meta.get_field("verdict").related_model
        latest = version.objects.filter(evidence=OuterRef("pk"), offered_on__lte=on).order_by("-number")
        said = verdict.objects.filter(version=OuterRef("latest"), judged_on__lte=on)
        return (
            self.annotate(latest=Subquery(latest.values("pk")[:1]), offered=Subquery(latest.values("offered_on")[:1]))
            .annotate(outcome=Coalesce(Subquery(said.values("outcome")[:1]), Value("")))
            .filter(latest__isnull=False)
        )

    def _related(self, name):
        return self.model._meta.get_field(name).related_model
