"""What each catalogue lacks, ready to be worded: `python -m live.locale`, or of some: `python -m live.locale uk`.

Rule: only what a language must have is asked for (`audiences.wanted`), and above each message stands who reads it.
"""

import sys
from collections.abc import Sequence
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from live.locale import FOLDER
from live.locale.audiences import audiences_of, wanted
from live.locale.extract import lacking, read_catalogue, read_sources


def lacks(language: str) -> str:
    """What a catalogue lacks, as a catalogue without words; nothing where it is complete."""
    missing = lacking(read_catalogue(language), wanted(language, read_sources().messages))
    template = Catalog(locale=language, header_comment=f"# Lacking in {language}")
    for message in missing:
        id_ = (message.id, message.plural) if message.plural else message.id
        read_by = f"for {', '.join(sorted(audiences_of(message)))}"
        template.add(id_, locations=[(file, 0) for file in sorted(message.files)], auto_comments=[read_by])
    written = BytesIO()
    write_po(written, template, omit_header=True, include_lineno=False)
    return f"# {language} lacks {len(missing)}\n{written.getvalue().decode()}" if missing else ""


def main(languages: Sequence[str]) -> None:
    """Print, for these catalogues or for all, the messages that they lack."""
    there = sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/live.po"))
    for language in languages or there:
        sys.stdout.write(lacks(language) or f"# {language} is complete\n")


if __name__ == "__main__":
    main(sys.argv[1:])
