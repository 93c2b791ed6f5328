"""Pictures as a test sees them."""

import re
from xml.etree import ElementTree

from core.charts.drawing import width_of

SVG = "{http://www.w3.org/2000/svg}"
_BOX = re.compile(r"M([\d.-]+) ([\d.-]+)H([\d.-]+)V([\d.-]+)H([\d.-]+)Z")


def read(svg):
    return ElementTree.fromstring(svg)


def said(picture):
    """Its words."""
    return {text.text for text in picture.findall(f"{SVG}text")}


def boxes(picture):
    """(left, top, right, bottom, fill) of each box."""
    found = ((_BOX.fullmatch(path.get("d")), path.get("fill")) for path in picture.findall(f"{SVG}path"))
    return [(*map(float, (m[1], m[2], m[3], m[4])), fill) for m, fill in found if m]


def ends(picture, fill):
    """(left, right) of the boxes in a colour or pattern."""
    return [(left, right) for left, _, right, _, found in boxes(picture) if found == fill]


def outside(picture):
    """What of its words and boxes stands outside its own frame."""
    _, _, wide, high = map(float, picture.get("viewBox").split())
    places = [(*box[:4], box[4]) for box in boxes(picture)]
    for text in picture.findall(f"{SVG}text"):
        size, room = float(text.get("font-size")), width_of(text.text or "", float(text.get("font-size")))
        left = float(text.get("x")) - room * {"end": 1, "middle": 0.5}.get(text.get("text-anchor"), 0)
        places.append((left, float(text.get("y")) - size * 0.75, left + room, float(text.get("y")), text.text))
    return [p for p in places if p[0] < -1 or p[1] < -1 or p[2] > wide + 1 or p[3] > high + 1]
