"""The sentences of `live check`: one for each code, for people who have never heard of YAML.

Rule: these are the authors' own words about German session files, so they are German and stand here, in one place.
A sentence says what is wrong and how it is written right.
"""

from collections.abc import Mapping

from babel import Locale

LONGEST_QUOTE = 50
"""Characters of somebody's words that a sentence repeats."""

LANGUAGES = {
    "de": "Deutsch",
    "de-simple": "Leichte Sprache",
    "en": "Englisch",
    "ar": "Arabisch",
    "tr": "Türkisch",
    "uk": "Ukrainisch",
}

SENTENCES = {
    "file.missing": "Diese Datei gibt es nicht.",
    "file.unreadable": "Diese Datei lässt sich nicht lesen; ist es ein Ordner, oder fehlt die Erlaubnis?",
    "file.empty": "Die Datei ist leer. Kopieren Sie am besten einen Sitzungsplan, der schon da ist.",
    "file.not_a_mapping": "Ein Sitzungsplan beginnt mit Zeilen wie „title: Titel des Abends“.",
    "yaml.too_large": "Die Datei ist mit {size} KB zu groß; erlaubt sind {limit} KB.",
    "yaml.too_many_values": "Die Datei enthält zu viele Angaben.",
    "yaml.too_deep": "Hier ist zu viel ineinander geschachtelt. Prüfen Sie Klammern und Einrückung.",
    "yaml.not_utf8": "Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie mit der Zeichenkodierung UTF-8.",
    "yaml.control_character": "Hier steht ein unsichtbares Steuerzeichen ({code}). Löschen Sie es.",
    "yaml.tab": "Diese Zeile ist mit einem Tabulator eingerückt. Nehmen Sie Leerzeichen, zwei je Stufe.",
    "yaml.colon": "Hier steht ein Doppelpunkt, wo keiner stehen kann. Gehört er zum Text, setzen Sie den ganzen Text "
    "in Anführungszeichen; sonst prüfen Sie die Einrückung.",
    "yaml.no_colon": "Hier fehlt ein Doppelpunkt nach dem Schlüssel, wie in „title: Titel des Abends“.",
    "yaml.first_character": "Mit diesem Zeichen kann kein Text beginnen. Setzen Sie den ganzen Text in "
    "Anführungszeichen.",
    "yaml.quote_open": "Dieses Anführungszeichen wird nicht wieder geschlossen.",
    "yaml.backslash": "In doppelten Anführungszeichen hat „\\“ eine eigene Bedeutung. Nehmen Sie einfache ('…').",
    "yaml.bracket_open": "Diese Klammer wird nicht wieder geschlossen, oder ein Komma fehlt.",
    "yaml.hash_value": "Nach „#“ liest hier niemand weiter, der Wert fehlt also. Setzen Sie ihn in Anführungszeichen: "
    '"{value}".',
    "yaml.reference": "Verweise mit „&“ und „*“ sind nicht erlaubt. Beginnt ein Text mit einem dieser Zeichen, setzen "
    "Sie ihn in Anführungszeichen.",
    "yaml.tag": "Ein Text, der mit „!“ beginnt, muss in Anführungszeichen stehen.",
    "yaml.indentation": "Die Einrückung passt nicht zu den Zeilen davor, oder nach einem schließenden "
    "Anführungszeichen geht der Text weiter.",
    "yaml.syntax": "Der Aufbau ist hier nicht zu verstehen. Prüfen Sie Einrückung und Anführungszeichen in dieser "
    "Zeile und in der davor.",
    "yaml.second_document": "Mit „---“ beginnt hier ein zweiter Plan. In eine Datei gehört nur einer.",
    "yaml.key_twice": "„{key}“ steht zweimal: schon in Zeile {line}. Löschen Sie eines von beiden.",
    "yaml.key_not_text": "Vor einem Doppelpunkt muss ein einfaches Wort stehen.",
    "yaml.blank_entry": "Dieser Eintrag der Liste ist leer.",
    "missing": "Hier fehlt „{key}“: {description}.",
    "blank": "Nach „{key}:“ fehlt die Angabe: {description}.",
    "unknown_key": "„{key}“ ist hier nicht bekannt.{suggestion}",
    "unknown_language": "„{value}“ ist kein Kürzel einer Sprache wie de, de-simple, en oder ar.",
    "not_a_slug": "„{value}“ kann hier kein Kurzname sein. Er besteht aus höchstens 40 kleinen Buchstaben (ohne "
    "Umlaute), Ziffern, „-“ und „_“.",
    "whole_number": "Hier muss eine ganze Zahl stehen, nicht „{value}“.",
    "number": "Hier muss eine Zahl stehen, nicht „{value}“.",
    "yes_or_no": "Hier muss ja oder nein stehen, nicht „{value}“.",
    "text_wanted": "Hier muss ein Text stehen{instead}.",
    "texts_wanted": "Hier muss ein Text stehen, oder je Sprache einer wie „de: …“ in eigenen Zeilen{instead}.",
    "list_wanted": "Hier muss eine Liste stehen; jeder Eintrag beginnt in einer eigenen Zeile mit „- “.",
    "details_wanted": "Hier müssen eingerückte Angaben stehen, je eine in einer Zeile: {keys}.",
    "empty": "Hier darf es nicht leer sein: {description}.",
    "too_long": "Das ist zu lang; erlaubt sind {limit} Zeichen.",
    "too_many": "Das sind zu viele Einträge; erlaubt sind {limit}.",
    "too_few": "Das sind zu wenige Einträge; nötig sind {limit}.",
    "too_small": "{value} ist zu klein; nötig ist mindestens {limit}.",
    "too_big": "{value} ist zu groß; erlaubt ist höchstens {limit}.",
    "one_of": "„{value}“ gibt es hier nicht. Möglich ist: {choices}.{suggestion}",
    "does_not_fit": "„{value}“ passt hier nicht. Erwartet wird: {description}.",
    "does_not_go_together": "Diese Angaben passen nicht zusammen. ({message})",
    "kind_missing": "Hier fehlt „kind“, die Art des Programmpunkts. Möglich ist: {choices}.",
    "kind_unknown": "Einen Programmpunkt der Art „{value}“ gibt es nicht. Möglich ist: {choices}.{suggestion}",
    "step_wanted": "Ein Programmpunkt beginnt mit „- kind: …“. Möglich ist: {choices}.",
    "session.time": '„{value}“ ist keine Uhrzeit. Schreiben Sie sie so: "18:00".',
    "session.date": "„{value}“ ist kein Tag im Kalender. Schreiben Sie Jahr-Monat-Tag, zum Beispiel {example}.",
    "session.zone": "„{value}“ ist keine bekannte Zeitzone. In Deutschland gilt Europe/Berlin.",
    "session.language_twice": "Eine Sprache ist zweimal genannt.",
    "session.logo": "„{value}“ geht nicht. Das Logo liegt neben dieser Datei und heißt zum Beispiel logo.svg oder "
    "logo.png.",
    "session.choose": "So lässt sich nicht sagen, wie viele Antworten man wählt. Schreiben Sie „choose: 2“ (genau "
    "zwei), „choose: up to 2“ (bis zu zwei), „choose: one“ oder „choose: any“.",
    "session.choose_too_many": "Man soll {choose} Antworten wählen, es gibt aber nur {options}.",
    "session.scale": "Eine Skala läuft von einer kleineren zu einer größeren Zahl, nicht von {first} bis {last}.",
    "session.option_twice": "Die Antwort „{option}“ oder ihre id „{id}“ steht zweimal da.",
    "session.option_id_twice": "Zwei Antworten haben die id „{id}“. Antworten ohne id heißen der Reihe nach a, b, c …",
    "session.question_twice": "Zwei Fragen haben die id „{question}“.",
    "session.column_twice": "Die Spalte „{column}“ steht zweimal da.",
    "session.focus_target": "Die erste Zahl ({least}) ist größer als die zweite ({most}). Vertauschen Sie beide.",
    "session.choice": "Zur Wahl stehen müssen mindestens zwei und höchstens {most} Gruppen. Nennen Sie sie unter "
    "„room_names“, oder ihre Zahl unter „groups“.",
    "session.video_twice": "„video: {video}“ gibt jeder Gruppe einen eigenen Raum, „video_links“ nennt Adressen. "
    "Lassen Sie eines von beiden weg.",
    "video.jitsi": "In „{id}“ soll sich jede Gruppe in einem eigenen Raum auf dem Jitsi-Server der Stadt treffen. "
    "Dafür braucht der Server von Live die Einstellung jitsi_url; ohne sie geht der Abend ohne Video.",
    "video.bigbluebutton": "In „{id}“ soll sich jede Gruppe in einem eigenen Raum auf dem BigBlueButton-Server der "
    "Stadt treffen. Dafür braucht der Server von Live die Einstellungen bigbluebutton_url und bigbluebutton_secret; "
    "ohne sie geht der Abend ohne Video.",
    "session.show_tells": "Wer nur der Moderation zeigen will, wie abgestimmt wurde, kann Ergebnisse nicht schon "
    "vorher zeigen. Schreiben Sie „show: revealed“.",
    "session.unknown_signal": "Das Handzeichen „{signal}“ gibt es auf dieser Skala nicht. Möglich ist: {signals}.",
    "logo.missing": "Die Datei „{value}“ liegt nicht neben diesem Sitzungsplan.",
    "logo.too_large": "Das Logo ist größer als {limit} KB.",
    "logo.not_an_image": "„{value}“ ist kein lesbares SVG oder PNG.",
    "logo.active": "Das Logo enthält ausführbare oder fremde Inhalte. Speichern Sie es als einfaches SVG oder PNG.",
    "time.backwards": "Der Abend endet ({end}), bevor er beginnt ({start}).",
    "time.too_many_minutes": "Die Programmpunkte dauern zusammen {planned} Minuten, der Abend von {start} bis {end} "
    "Uhr hat aber nur {evening}. Kürzen Sie um {over}.",
    "id_twice": "Die id „{id}“ hat schon der Programmpunkt in Zeile {line}. Jede id gibt es nur einmal.",
    "script.unknown_role": "Einen Regieplan für „{role}“ gibt es nicht. Möglich ist: {roles}.",
    "reference.unknown": "Einen Programmpunkt mit der id „{id}“ gibt es nicht.",
    "reference.not_earlier": "Der Programmpunkt „{id}“ kommt nicht vor diesem; gemeint sein kann nur ein früherer.",
    "reference.other_kind": "Der Programmpunkt „{id}“ ist von anderer Art als dieser.",
    "reference.other_scale": "Der Programmpunkt „{id}“ hat eine andere Skala (scale) als dieser; so lassen sich beide "
    "nicht vergleichen.",
    "entry_id_twice": "Die id „{words}“ steht schon in Zeile {line}.",
    "option_twice": "„{words}“ steht schon in Zeile {line} und darf hier nur einmal stehen.",
    "translation.missing": "Hier fehlt die Übersetzung von „{words}“: {languages}.",
    "translation.one_missing": "Ein Text steht nicht in allen Sprachen des Abends: {counts}. Wer eine dieser "
    "Sprachen gewählt hat, liest ihn auf {language}. Beginnen kann der Abend auch so.",
    "translation.some_missing": "{texts} Texte stehen nicht in allen Sprachen des Abends. Es fehlen: {counts}. Wer "
    "eine dieser Sprachen gewählt hat, liest solche Texte auf {language}. Beginnen kann der Abend auch so.",
    "language.not_spoken": "Für {language} gibt es keine Knöpfe und Hinweise; sie stehen dort auf Englisch. Es gibt "
    "sie auf {languages}.",
    "translation.not_of_the_evening": "{language} steht nicht unter „languages“. Ergänzen Sie es dort, oder löschen "
    "Sie diese Zeile.",
}


def sentence(code: str, params: Mapping[str, str | int]) -> str:
    """The sentence of a code. Long quotations are shortened; language tags become names."""
    worded = {key: _worded(key, value) for key, value in params.items()}
    return SENTENCES[code].format_map(worded)


def named(tag: str) -> str:
    """The name of a language with the tag by which the file calls it."""
    name = LANGUAGES.get(tag) or Locale("de").languages.get(tag.partition("-")[0], "Sprache")
    return f"{name} ({tag})"


def _worded(key: str, value: str | int) -> str:
    if key in ("language", "languages"):
        return ", ".join(named(tag) for tag in str(value).split(", "))
    if key in ("value", "key", "words", "id"):
        return _shortened(str(value))
    return str(value)


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rstrip()}…"
