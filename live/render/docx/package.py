"""The parts of the file around its text: what it is called, what its styles, lists and foot are, and how it is packed.

Rule: equal documents give equal bytes. Nothing in the file says when or where it was packed; its days are those of the
document. python-docx keeps the parts, their relations and the pictures.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

import docx
from docx.document import Document as Opened
from docx.oxml import parse_xml

from live.render.docx.elements import Xml

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": f"{_OFFICE}/relationships",
        "wp": f"{_DRAWING}/wordprocessingDrawing",
        "a": f"{_DRAWING}/main",
        "pic": f"{_DRAWING}/picture",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    }.items()
)
FOOTER = "footer"
"""Name of the relation to the foot of the pages."""
_PARTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "fonts", "footer": "ftr"}
"""The parts beside the text and their root elements; the theme is one of another namespace."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that an archive can name."""


def opened(parts: Mapping[str, Xml], theme: Xml, properties: Mapping[str, str]) -> Opened:
    """A file without text, with its parts: styles, numbering, settings, fontTable, footer; `theme` is a whole one."""
    seed = io.BytesIO()
    with zipfile.ZipFile(seed, "w") as archive:
        archive.writestr("[Content_Types].xml", _content_types())
        archive.writestr("_rels/.rels", _relations(_ROOT))
        related = {FOOTER if name == "footer" else f"part-{name}": (name, f"{name}.xml") for name in (*_PARTS, "theme")}
        archive.writestr("word/_rels/document.xml.rels", _relations(related))
        archive.writestr("word/document.xml", f"{_HEAD}<w:document {NAMESPACES}><w:body/></w:document>")
        archive.writestr("docProps/core.xml", _core(properties))
        archive.writestr("word/theme.xml", _HEAD + theme)
        for name, element in _PARTS.items():
            archive.writestr(f"word/{name}.xml", f"{_HEAD}<w:{element} {NAMESPACES}>{parts[name]}</w:{element}>")
    return docx.Document(seed)


def packed(file: Opened, body: Xml, at: datetime) -> bytes:
    """The file with its text. Its entries are dated `at` and stand in one order."""
    file.element.replace(file.element.body, parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"))
    saved, made = io.BytesIO(), io.BytesIO()
    file.save(saved)
    day = max(at, EARLIEST).timetuple()[:6]
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            dated = zipfile.ZipInfo(entry.filename, (day[0], day[1], day[2], day[3], day[4], day[5]))
            dated.compress_type = zipfile.ZIP_DEFLATED
            dated.external_attr = 0o644 << 16
            target.writestr(dated, source.read(entry))
    return made.getvalue()


_ROOT = {
    "document": ("officeDocument", "word/document.xml"),
    "core": ("core", "docProps/core.xml"),
}


def _relations(related: Mapping[str, tuple[str, str]]) -> str:
    def sort(name: str) -> str:
        return (
            f"{_PACKAGE}/relationships/metadata/core-properties"
            if name == "core"
            else f"{_OFFICE}/relationships/{name}"
        )

    lines = (
        f'<Relationship Id="{id_}" Type="{sort(name)}" Target="{target}"/>' for id_, (name, target) in related.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _content_types() -> str:
    parts = {f"/word/{name}.xml": f"{_TYPES}.{name}+xml" for name in _PARTS}
    parts["/word/document.xml"] = f"{_TYPES}.document.main+xml"
    parts["/word/theme.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    lines = "".join(f'<Override PartName="{name}" ContentType="{sort}"/>' for name, sort in parts.items())
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    plain = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{relations}{plain}{lines}</Types>'


def _core(properties: Mapping[str, str]) -> str:
    """Title, creator, language and the like; `created` and `modified` are moments."""
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    lines = []
    for name, value in properties.items():
        if not value:
            continue
        sort = ' xsi:type="dcterms:W3CDTF"' if name.startswith("dcterms:") else ""
        lines.append(f"<{name}{sort}>{escape(value, quote=False)}</{name}>")
    return f"{_HEAD}<cp:coreProperties {spaces}>{''.join(lines)}</cp:coreProperties>"
