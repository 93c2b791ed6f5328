"""What the reports keep: narrative sections, the order of a pack's sections, and packs as they were issued."""

from .composition import PackPart
from .narratives import Narrative, NarrativePicture, NarrativeText
from .packs import Pack, PackSignOff

__all__ = ["Narrative", "NarrativePicture", "NarrativeText", "Pack", "PackPart", "PackSignOff"]
