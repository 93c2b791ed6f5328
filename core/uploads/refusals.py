"""Why a file is not kept, in a sentence."""


class UploadRefused(Exception):
    """A file that is not kept. The text is one sentence, or two: what is wrong, and what to do."""
