"""Makes frontend/build/ from the packages in frontend/node_modules: static files, and fonts to draw with."""

import re
import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
FONT = "Source Sans 3"
FACES = [(400, "normal"), (400, "italic"), (600, "normal"), (700, "normal")]
# The letters beyond western Europe's are files, and so a family, of their own; CSS falls back from one to the other.
SUBSETS = {"latin": FONT, "latin-ext": f"{FONT} Extended"}
# Those with which pictures are drawn.
DRAWN = (400, 600)
# The entries of a font's table of names that hold its family.
FAMILY_NAMES = (1, 16)


def site_css(css):
    """NHS.UK frontend's CSS with relative addresses and our font, without its remote font and source map.

    Raises ValueError when an address is left that leads away from the build folder.
    """
    css = re.sub(r"@font-face\s*\{[^}]*\}", "", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    css = css.replace("Frutiger W01", ", ".join(f'"{family}"' for family in SUBSETS.values()))
    css = css.replace("url(/assets/images/", "url(images/")
    away = [address for address in re.findall(r"url\(([^)]*)\)", css) if not address.startswith("images/")]
    if away:
        raise ValueError(f"The CSS names addresses that are not served: {', '.join(sorted(set(away)))}")
    return css


def font_css():
    """The @font-face rules of the files that `copy_fonts` copies."""
    rules = (
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; font-display: swap; '
        f'src: url(fonts/source-sans-3-{subset}-{weight}-{style}.woff2) format("woff2"); }}\n'
        for subset, family in SUBSETS.items()
        for weight, style in FACES
    )
    return "".join(rules)


def copy_fonts(package, target):
    target.mkdir()
    shutil.copy(package / "LICENSE", target)
    for subset in SUBSETS:
        for weight, style in FACES:
            shutil.copy(package / "files" / f"source-sans-3-{subset}-{weight}-{style}.woff2", target)


def fonts_to_draw(package, target):
    """Unpack fonts, as a picture is made into a PNG by what reads no woff2; each subset gets a family of its own."""
    target.mkdir()
    for subset, family in SUBSETS.items():
        for weight in DRAWN:
            font = TTFont(package / "files" / f"source-sans-3-{subset}-{weight}-normal.woff2")
            font.flavor = None
            for entry in font["name"].names:
                if entry.nameID in FAMILY_NAMES:
                    entry.string = family
            font.save(target / f"{subset}-{weight}.ttf")


def build(modules, target):
    """Make `target` anew from the `modules` folder that npm filled."""
    shutil.rmtree(target, ignore_errors=True)
    out = target / "nhsuk"
    (out / "images").mkdir(parents=True)
    package = modules / "nhsuk-frontend" / "dist" / "nhsuk"
    css = site_css((package / "nhsuk-frontend.min.css").read_text())
    (out / "nhsuk-frontend.css").write_text(css)
    for image in set(re.findall(r"url\(images/([^)]*)\)", css)):
        shutil.copy(package / "assets" / "images" / image, out / "images")
    script = (package / "nhsuk-frontend.min.js").read_text()
    (out / "nhsuk-frontend.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script))
    (out / "fonts.css").write_text(font_css())
    copy_fonts(modules / "@fontsource" / "source-sans-3", out / "fonts")
    fonts_to_draw(modules / "@fontsource" / "source-sans-3", target / "drawing")


if __name__ == "__main__":
    try:
        build(FRONTEND / "node_modules", FRONTEND / "build")
    except (OSError, ValueError) as problem:
        sys.exit(f"The front end could not be built: {problem}")
