"""Who leads a programme: the posts that are named in what was written of each role. Values in, values out."""

from actions.leads import post_key, read_leads

from .programmes import LEADS


def leads_named(written, posts, initials):
    """The leads of a statement, [{"role", "post", "person"}] in order, as `written` {role: text} names them.

    `posts` are those of the plan, `initials` {`post_key` of a post: those of its holder}.
    """
    return [
        {"role": role, "post": post.pk, "person": None}
        for role in LEADS
        for post in posts_named(written.get(role, ""), posts, initials)
    ]


def posts_named(text, posts, initials):
    """The posts that a text names, in order and once each: by abbreviation, title, or the initials of the holder."""
    keyed = {post_key(post.abbreviation): post for post in posts}
    names = {post_key(initials[key]): post for key, post in keyed.items() if initials.get(key)}
    names |= {post_key(post.title): post for post in posts if post.title} | keyed
    said = [text, *(lead.post for lead in read_leads(text))]
    return list(dict.fromkeys(names[post_key(each)] for each in said if post_key(each) in names))
