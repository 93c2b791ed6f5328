"""Who may see and do what, address by address: the table that the URL walk holds the tracker to.

**A new page is one line in WHO_MAY**: the name of its URL, who may see it (GET), who may do what it offers (POST). A
page about an action has two addresses and one line: "actions:update" speaks for "actions:update_by_key" too. No line
is needed for what follows a rule (`who_may` below): reading pages under "reports:", the administration, and what
tests/browser/pages.py calls PUBLIC or FOR_EVERYBODY. Any other page without a line fails the walk.

The walk goes to the examples of tests/browser/pages.py: whoever "leads the action" leads 1.3.1 and the one without a
reference, so an example that hangs on an action (a request, evidence) hangs on 1.3.1.
"""

from enum import Enum

from tests.browser.pages import FOR_EVERYBODY, PUBLIC


class Who(Enum):
    """Everybody who comes to an address, as the walk tells of them."""

    ANONYMOUS = "Somebody who is not logged in"
    OUTSIDER = "Somebody with a log-in and no role"
    STRANGER = "The administrator of another plan"
    READER = "A reader"
    OTHER_LEAD = "The lead of another action"
    LEAD = "The lead of the action"
    DEPUTY = "A deputy of the action's lead"
    PMO = "The programme office"
    PLAN_ADMINISTRATOR = "An administrator of the plan"
    TRACKER_ADMINISTRATOR = "An administrator of the tracker"


NOBODY = frozenset()
EVERYBODY = frozenset(Who)
LOGGED_IN = EVERYBODY - {Who.ANONYMOUS}
MEMBERS = LOGGED_IN - {Who.OUTSIDER, Who.STRANGER}
TRACKER = frozenset({Who.TRACKER_ADMINISTRATOR})
ADMINISTRATORS = TRACKER | {Who.PLAN_ADMINISTRATOR}
OFFICE = ADMINISTRATORS | {Who.PMO}
LEADS_OF_IT = OFFICE | {Who.LEAD, Who.DEPUTY}
ANY_LEAD = LEADS_OF_IT | {Who.OTHER_LEAD}
# The first draft of the examples is signed by the post that leads the action.
SIGNERS = LEADS_OF_IT
OWN_SIGNATURE = frozenset({Who.LEAD, Who.DEPUTY})

# Name of the URL: (who may see it, who may do what it offers).
WHO_MAY: dict[str, tuple[frozenset, frozenset]] = {
    "actions:action_privacy": (OFFICE, OFFICE),
    "actions:concern_privacy": (OFFICE, OFFICE),
    "actions:add_action": (OFFICE, OFFICE),
    "actions:ask_date": (LEADS_OF_IT, LEADS_OF_IT),
    "actions:audit": (ADMINISTRATORS, NOBODY),
    "actions:change_scope": (OFFICE, OFFICE),
    "actions:choose_change": (OFFICE, OFFICE),
    "actions:dates": (MEMBERS, NOBODY),
    "actions:decide_date": (OFFICE, OFFICE),
    "actions:set_date": (OFFICE, OFFICE),
    "imports:new_plan": (TRACKER, TRACKER),
    "imports:list": (OFFICE, NOBODY),
    "imports:bring_in": (OFFICE, OFFICE),
    "imports:upload": (OFFICE, NOBODY),
    "imports:leave_out": (NOBODY, OFFICE),
    "imports:columns": (OFFICE, OFFICE),
    "imports:confirm": (OFFICE, OFFICE),
    "imports:try_again": (NOBODY, OFFICE),
    "imports:drop": (OFFICE, OFFICE),
    "imports:record": (OFFICE, NOBODY),
    "imports:undo": (OFFICE, OFFICE),
    "imports:workbook": (OFFICE, NOBODY),
    "actions:close_concern": (OFFICE, OFFICE),
    "actions:evidence": (MEMBERS, NOBODY),
    "actions:evidence_file": (MEMBERS, NOBODY),
    "actions:judge_evidence": (OFFICE, OFFICE),
    "actions:move_concern_deadline": (OFFICE, OFFICE),
    "actions:offer_evidence": (LEADS_OF_IT, LEADS_OF_IT),
    "actions:people": (OFFICE, NOBODY),
    "actions:roles": (MEMBERS, NOBODY),
    "actions:new_post": (OFFICE, OFFICE),
    "actions:edit_post": (OFFICE, OFFICE),
    "actions:set_holder": (OFFICE, OFFICE),
    "actions:add_deputy": (OFFICE, OFFICE),
    "actions:edit_holding": (OFFICE, OFFICE),
    "actions:new_log_in": (ADMINISTRATORS, ADMINISTRATORS),
    "actions:edit_log_in": (ADMINISTRATORS, ADMINISTRATORS),
    "actions:log_in_link": (ADMINISTRATORS, ADMINISTRATORS),
    "actions:lost_second_factor": (ADMINISTRATORS, ADMINISTRATORS),
    "actions:person": (OFFICE, OFFICE),
    "actions:leaving": (OFFICE, OFFICE),
    "actions:update": (LEADS_OF_IT, LEADS_OF_IT),
    "actions:no_change": (NOBODY, LEADS_OF_IT),
    "reports:sections": (OFFICE, OFFICE),
    "reports:new_section": (OFFICE, OFFICE),
    "reports:edit_section": (OFFICE, OFFICE),
    "reports:new_picture": (OFFICE, OFFICE),
    "reports:describe_picture": (OFFICE, OFFICE),
    "reports:remove_picture": (OFFICE, OFFICE),
    "reports:section_picture_file": (OFFICE, NOBODY),
    "reports:bulk_leads": (OFFICE, OFFICE),
    "reports:bulk_privacy": (OFFICE, OFFICE),
    "reports:bulk_scope": (OFFICE, OFFICE),
    "reports:prepare_pack": (OFFICE, OFFICE),
    "reports:reissue_pack": (OFFICE, OFFICE),
    "reports:draft": (SIGNERS, NOBODY),
    "reports:change_pack": (OFFICE, OFFICE),
    "reports:make_pack_again": (NOBODY, OFFICE),
    "reports:drop_pack": (OFFICE, OFFICE),
    "reports:issue_pack": (OFFICE, OFFICE),
    "reports:sign_pack": (NOBODY, OWN_SIGNATURE),
    "reports:record_signed": (OFFICE, OFFICE),
    "reports:new_objective": (OFFICE, OFFICE),
    "reports:edit_objective": (OFFICE, OFFICE),
    "reports:objective_actions": (OFFICE, OFFICE),
    "reports:periods": (OFFICE, NOBODY),
    "reports:new_period": (OFFICE, OFFICE),
    "reports:edit_period": (OFFICE, OFFICE),
    "finance:position": (MEMBERS, NOBODY),
    "finance:plans": (MEMBERS, NOBODY),
    "finance:activity": (MEMBERS, NOBODY),
    "finance:exposure": (MEMBERS, NOBODY),
    "finance:savings": (MEMBERS, NOBODY),
    "finance:scheme": (MEMBERS, NOBODY),
    # Nobody on this walk has the role of a finance lead; tests/finance has.
    "finance:enter_exposure": (OFFICE, OFFICE),
    "finance:add_scheme": (OFFICE, OFFICE),
    "finance:savings_target": (OFFICE, OFFICE),
    "finance:describe_scheme": (OFFICE, OFFICE),
    "finance:decide_gateway": (OFFICE, OFFICE),
    "finance:scheme_profile": (OFFICE, OFFICE),
    "finance:enter_position": (OFFICE, OFFICE),
    "cycle:highlights": (MEMBERS, NOBODY),
    "cycle:highlight": (MEMBERS, NOBODY),
    "cycle:write": (OFFICE, OFFICE),
    "cycle:change": (OFFICE, OFFICE),
    "milestones:programmes": (MEMBERS, NOBODY),
    "milestones:programme": (MEMBERS, NOBODY),
    "milestones:add_programme": (OFFICE, OFFICE),
    # Nobody on this walk has the role of a milestone owner; tests/milestones has.
    "milestones:change_programme": (OFFICE, OFFICE),
    "milestones:tie_programme": (OFFICE, OFFICE),
    "milestones:close_programme": (OFFICE, OFFICE),
    "milestones:reopen_programme": (OFFICE, OFFICE),
    "milestones:programme_privacy": (OFFICE, OFFICE),
    "risks:register": (MEMBERS, NOBODY),
    "risks:add": (OFFICE, OFFICE),
    # Nobody on this walk has the role of a risk owner; tests/risks has.
    "risks:describe": (OFFICE, OFFICE),
    "risks:score": (OFFICE, OFFICE),
    "risks:review": (OFFICE, OFFICE),
    "risks:tie": (OFFICE, OFFICE),
    "risks:privacy": (OFFICE, OFFICE),
    "risks:close": (OFFICE, OFFICE),
    "risks:reopen": (OFFICE, OFFICE),
    "milestones:register": (MEMBERS, NOBODY),
    "milestones:milestone": (MEMBERS, NOBODY),
    "milestones:add": (OFFICE, OFFICE),
    "milestones:describe": (OFFICE, OFFICE),
    # Nobody on this walk has the role of a milestone owner; tests/milestones has.
    "milestones:update": (OFFICE, OFFICE),
    "milestones:no_change": (NOBODY, OFFICE),
    "milestones:tie": (OFFICE, OFFICE),
    "milestones:privacy": (OFFICE, OFFICE),
    "milestones:exceptions": (MEMBERS, NOBODY),
    "milestones:report_exception": (OFFICE, OFFICE),
    "milestones:decide_exception": (OFFICE, OFFICE),
    "milestones:choose_change": (OFFICE, OFFICE),
    "milestones:change": (OFFICE, OFFICE),
    "measures:register": (MEMBERS, NOBODY),
    "measures:measure": (MEMBERS, NOBODY),
    # Leads enter values of the measures of their own posts, and of no others.
    "measures:enter": (ANY_LEAD, ANY_LEAD),
    "measures:add": (OFFICE, OFFICE),
    "measures:describe": (OFFICE, OFFICE),
    "measures:close": (OFFICE, OFFICE),
    "measures:reopen": (OFFICE, OFFICE),
    "measures:privacy": (OFFICE, OFFICE),
    "measures:tie": (OFFICE, OFFICE),
    "measures:of_action": (NOBODY, OFFICE),
    "actions:raise_concern": (OFFICE, OFFICE),
    "actions:remedy_concern": (OFFICE, OFFICE),
    "actions:reopen_concern": (OFFICE, OFFICE),
    "actions:review_concern": (OFFICE, OFFICE),
    "actions:tie_concern": (OFFICE, OFFICE),
}


def who_may(route, table=None):
    """(who may see, who may do) of a Route: its line in the table, or the rule that it follows.

    Raises KeyError, with a sentence, for a route that has neither.
    """
    table = WHO_MAY if table is None else table
    name = route.name.removesuffix("_by_key")
    if name in table:
        return table[name]
    if route.is_admin:
        return TRACKER, TRACKER
    if name in PUBLIC:
        return EVERYBODY, EVERYBODY
    if name in FOR_EVERYBODY:
        return LOGGED_IN, LOGGED_IN
    if name.startswith("reports:"):
        return MEMBERS, NOBODY
    raise KeyError(f"Say in WHO_MAY of tests/guards/who_may.py who may see {name} and who may do what it offers")


def rules_of_no_route(routes):
    """The names in the table that no route has."""
    return set(WHO_MAY) - {route.name.removesuffix("_by_key") for route in routes}
