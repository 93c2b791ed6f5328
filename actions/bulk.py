"""What a change of many actions makes of each: its facts that would differ. Values in, values out."""

from .models import LeadRole


def with_leads(before, leads):
    """{fact: value} of an action that is given to `leads`, {} where it is led so already.

    `before` has the facts of an action, `leads` are {`LeadRole`: `Post`s in their order}. What is shown as written is
    then what an office would write: "AO/CFO".
    """
    kept = [lead for lead in before.leads if lead["role"] not in leads]
    given = [{"role": role.value, "post": post.pk, "person": None} for role in LeadRole for post in leads.get(role, ())]
    facts = {"leads": sorted(kept + given, key=lambda lead: _ROLES.index(lead["role"]))}
    facts |= {
        f"{role.value}_as_written": "/".join(post.abbreviation for post in posts) for role, posts in leads.items()
    }
    return {} if all(getattr(before, name) == value for name, value in facts.items()) else facts


_ROLES = [role.value for role in LeadRole]


def with_scope(before, in_scope):
    """{fact: value} of an action that is put in or out of scope, {} where it stands so already."""
    if before.in_scope == in_scope:
        return {}
    return {"in_scope": in_scope, "scope_as_written": "" if in_scope else "Out of scope"}
