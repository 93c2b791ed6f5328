"""A kept file on its way back to a person."""

from django.http import FileResponse, Http404


class FileLost(Http404):
    """A file that should be kept and is not. Its text is the sentence that the reader is shown."""


def hand_out(file, *, name, media_type):
    """The response by which a browser saves the `FieldFile` under `name`, and never shows it as a page of the tracker.

    Raises FileLost where it is not in the store.
    """
    try:
        content = file.open("rb")
    except (ValueError, FileNotFoundError):  # a ValueError where the row names no file
        raise FileLost(f"The file “{name}” is no longer in the store. Tell the administrator of the tracker.") from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
