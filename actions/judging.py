"""What the pieces of evidence of an action amount to. Values in, values out."""

WAITING = ""


def evidence_status(outcomes):
    """The evidence status of an action from the verdict on the latest version of each of its pieces.

    `outcomes` are "accepted", "sent_back" or `WAITING`. One piece sent back is a question to answer, whatever the
    others are; all accepted is accepted; anything else is offered. Without a piece there is none: None.
    """
    outcomes = set(outcomes)
    if "sent_back" in outcomes:
        return "sent_back"
    if WAITING in outcomes:
        return "offered"
    return "accepted" if outcomes else None
