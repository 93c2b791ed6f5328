"""How pages, refusals and questions name somebody with a log-in."""


def name_of(user):
    """The name of a `User`: of the person they are, where that is known."""
    return str(user.person or user)
