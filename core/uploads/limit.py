"""A bound on what one request may send as files: what goes past it is read and thrown away, never kept on the disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from .checking import MEGABYTE


class UploadLimit(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS. The files of a request have settings.UPLOAD_MEGABYTES together.

    A form asks `names_left_out` what is missing, to say so; the rest of what was typed arrives as usual.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.room = settings.UPLOAD_MEGABYTES * MEGABYTE

    def receive_data_chunk(self, raw_data, start):
        self.room -= len(raw_data)
        if self.room < 0:
            self.request.names_left_out = names_left_out(self.request) | {self.field_name: self.file_name}
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None


def names_left_out(request):
    """{field: name of the file} of the files of `request` that were too large to be taken in at all."""
    return getattr(request, "names_left_out", {})
