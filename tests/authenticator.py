"""What an authenticator app does (RFC 6238), for tests."""

import base64
import hmac
import struct
import time


def code(key, periods_later=0):
    """The 6 digits that an app with `key` (base 32, spaces allowed) shows now, or some half minutes later."""
    counter = int(time.time()) // 30 + periods_later
    digest = hmac.digest(base64.b32decode(key.replace(" ", "")), struct.pack(">Q", counter), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
