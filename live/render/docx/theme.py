"""The theme of the file: what Word offers in its menus of colours and fonts to whoever goes on writing in it.

Rule: nothing in the text depends on it; styles name their colours and fonts themselves.
"""

from live.render.docx.elements import Xml
from live.render.docx.styles import COMPLEX, FONT, INK, QUIET, RULE, Colours

NAME = "Dialogue"
_LINK = '<a:schemeClr val="phClr"/>'
_FILL = f"<a:solidFill>{_LINK}</a:solidFill>"


def theme(colours: Colours) -> Xml:
    """The city's colours first; one font for headings and text; no effects."""
    accent, ink, bright, soft = (
        colours[name].lstrip("#") for name in ("accent", "accent-ink", "accent-bright", "accent-soft")
    )
    named = {
        "dk1": INK,
        "lt1": "ffffff",
        "dk2": ink,
        "lt2": soft,
        "accent1": accent,
        "accent2": bright,
        "accent3": ink,
        "accent4": soft,
        "accent5": QUIET,
        "accent6": RULE,
        "hlink": ink,
        "folHlink": QUIET,
    }
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in named.items())
    faces = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{COMPLEX}"/>'
    lines = "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return Xml(
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{NAME}"><a:themeElements>'
        f'<a:clrScheme name="{NAME}">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{NAME}"><a:majorFont>{faces}</a:majorFont>'
        f"<a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{NAME}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
