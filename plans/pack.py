"""This app's section of the board pack: who runs the plan, who holds which post; reports/sections.py has the order."""

from core.environment import plural
from core.sections import Section


def governance(document):
    """Roles, oversight, posts with who holds them as at the date, and how the plan is run; None for a plan without."""
    plan = document.figures.plan
    if not (plan.roles or plan.posts or plan.governance or plan.oversight):
        return None
    return {
        "finding": _finding(plan),
        "roles": plan.roles,
        "posts": plan.posts,
        "oversight": plan.oversight,
        "paragraphs": [paragraph for line in plan.governance.splitlines() if (paragraph := line.strip())],
    }


def _finding(plan):
    """ "6 roles run the plan; of 20 posts 17 are known to be held." """
    roles, posts, held = len(plan.roles), len(plan.posts), sum(bool(post.holder) for post in plan.posts)
    parts = []
    if roles:
        parts.append(f"{plural(roles, 'role')} {'runs' if roles == 1 else 'run'} the plan")
    if posts:
        parts.append(f"of {plural(posts, 'post')} {held:,} {'is' if held == 1 else 'are'} known to be held")
    if plan.oversight:
        watched = len({each.area_number for each in plan.oversight})
        parts.append(f"members of the Governing Body watch over {plural(watched, 'area')}")
    words = "; ".join(parts) or "how the plan is run, in the words of its office"
    return f"{words[0].upper()}{words[1:]}."


SECTIONS = (Section("governance", "Governance", governance),)
