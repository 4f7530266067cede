"""What the simulated people of Lindental call themselves, say and write. All of it is invented.

Rule: as real evenings write it: short and long, with missing and nested quotation marks, every form of the gender
star, sub-points, twins, typing errors, emoji, ` // `, words that do not break, and other languages in a German list.
"""

from typing import NamedTuple


class Card(NamedTuple):
    """A card for a board: its words, their language where the page would know it, points below it."""

    text: str
    language: str = ""
    below: tuple[str, ...] = ()


NAMES = (
    "Rosa", "Kemal", "Familie Nordhoff", "ليلى", "Anne-Kathrin", "Jonte", "Olena", "Herr Yıldırım", "Wim", "Malaika",
    "Fiete", "Dörte & Hinnerk", "سمير", "Zofia", "Oma Grete", "Bogdan", "Thuy", "Tariq", "Marlies", "Ségolène",
    "Ingeborg", "Emre", "Надія", "Lasse", "Nachbarin aus der Gartenstraße",
)  # fmt: skip
"""For about half of the people; the others go without."""

QUOTES = (
    Card("„Die Nachbarin von oben hat mir jeden Abend eine Kanne kaltes Wasser vor die Tür gestellt.“"),
    Card('"Im Treppenhaus wars kühler als in der Wohnung, da haben wir dann gesessen."'),
    Card("Der Busfahrer hat an der Haltestelle gewartet, bis die alte Dame aus dem Schatten da war."),
    Card("„Meine Ärztin sagte: „Trinken, trinken, trinken“, und hat am nächsten Tag noch einmal angerufen.“"),
    Card("Kolleg*innen haben mit mir die Schicht getauscht // sonst wäre ich umgekippt"),
    Card("Die Bücherei! Da fragt niemand, was man will."),
    Card("Ich wohne im fünften Stock unterm Dach. 38 Grad. Nachts.", below=("Rollläden darf ich nicht anbringen",)),
    Card("Es gab niemanden. Das muss man auch mal sagen dürfen."),
    Card("جارنا أصلح المروحة لكلّ سكّان البناية ولم يأخذ شيئًا.", "ar"),
    Card("كنت أجلس مع أطفالي في المكتبة، والموظّفة أحضرت لنا الماء.", "ar"),
    Card("لا أحد في بنايتنا يعرف رقم المساعدة.", "ar"),
    Card("Сусідка привела мене в прохолодну церкву, і там нам дали води.", "uk"),
    Card("У гуртожитку було 35 градусів, вентилятор один на весь поверх.", "uk"),
    Card("„Mein Sohn ist elf und hat für drei Häuser eingekauft"),
    Card("Ein Fenster, das man nachts offen lassen kann, ohne Angst zu haben."),
    Card("Das Freibad, aber 6,50 € sind für uns zu fünft zu viel", below=("Kurzzeittarif ab 17 Uhr fehlt",)),
    Card("Das Freibad, aber 6,50 € sind für uns zu fünft zu viel"),
    Card("Mitarbeiter:innen im Pflegeheim haben nasse Tücher aufgehängt. Einfach, aber es hilft!"),
    Card("Die Stadtverwaltung. Wirklich: Am Hitzetelefon war eine sehr geduldige Frau."),
    Card("Ich hab die nummer vom Hitzetelefon ers im Oktober gefunden 🙈"),
    Card("Schatten. Schatten. Schatten."),
    Card("Mein Vermieter schrieb: „Im Mietvertrag steht nichts von Markisen“"),
    Card("Der Trinkbrunnen am Anger war kaputt. Drei Wochen. Im Juli."),
    Card("der trinkbrunnen am anger war kaputt!!!"),
    Card("In unserer Kita lagen die Kinder mittags im Keller, weil es sonst nirgends ging."),
    Card("Meine Mutter (84) ruft nicht an, wenn es ihr schlecht geht. Sie will „keine Umstände machen“."),
    Card("Die Sportler des TuS haben Getränkekisten zu den Alten getragen 💪🚲"),
    Card("Bürger*innen, Bürger:innen, BürgerInnen – egal wie man uns schreibt: Uns war zu heiß. 🥵"),
    Card("Eine Bank im Schatten auf halbem Weg zum Markt. Mehr brauche ich nicht."),
    Card("My landlord laughed. The kiosk owner gave me ice for my insulin.", "en"),
    Card("Dass im Hof auf einmal alle draußen saßen, war eigentlich schön."),
    Card("Wir haben ein Laken nass gemacht & ins Fenster gehängt", below=("hält etwa eine Stunde", "zweimal wechseln")),
    Card("“Bitte schreiben Sie auf, dass die Bahn bei 36 Grad ohne Klimaanlage fuhr”, sagte er."),
    Card("Hitzefrei gibt es für Schüler, aber nicht für Dachdecker."),
    Card("Am Klinikum: Parkplatz ohne einen einzigen Baum"),
    Card("Straßenbahnhaltestellenüberdachung. Ein Wort, und doch gibt es sie nicht."),
    Card("Warnungen kommen nur aufs Handy – ich habe keins."),
    Card("Die Gemeinde St. Anna hat mittags aufgemacht, auch für die, die nicht in die Kirche gehen"),
    Card("Jemand, der deutsch & arabisch spricht und von Tür zu Tür geht"),
    Card("Mein Hund hat den kühlsten Platz der Straße gefunden: unter dem Transporter vom Bäcker. 🐕"),
    Card("„Ich wusste nicht, wen ich fragen soll, und dann habe ich eben niemanden gefragt.“"),
    Card("1 Ventilator < 1 Baum"),
    Card("Zwei Mädchen aus dem dritten Stock haben uns ihre Ventilatoren geliehen. Beide!"),
    Card("Die Apothekerin hat gefragt, ob ich genug trinke. Sonst hat das niemand gefragt."),
    Card("„Nachts um drei auf dem Balkon, da trifft man plötzlich die ganze Straße“"),
    Card("Wer im Erdgeschoss wohnt, lässt nachts kein Fenster offen. Wir jedenfalls nicht."),
    Card("Gefehlt hat: ein Klo. Wer viel trinkt, muss auch mal.", below=("am Anger", "an der Endhaltestelle")),
    Card("Mein Chef hat den Beginn auf 5 Uhr gelegt, dafür war um 13 Uhr Schluss 👍"),
    Card("Auf der Baustelle hieß es nur: „Stell dich nicht so an.“"),
    Card("Ich bin Pflegerin. Drei Leute mehr pro Schicht, das hätte geholfen."),
    Card("Der Sportverein hat die Halle aufgemacht, da sind es immer 20 Grad"),
    Card("Kühle Räume? Welche denn?"),
    Card("Ein Nachbar hat im Hof ein altes Segel gespannt – seitdem essen wir abends zusammen"),
    Card("Uns hat geholfen, dass der Unterricht um halb acht anfing und um elf aus war."),
    Card("في محطة الحافلة لا ظلّ ولا مقعد، وأمّي لا تستطيع الوقوف طويلًا.", "ar"),
    Card("Мій сусід поставив воду для всіх біля під’їзду.", "uk"),
    Card("Bei uns im Haus hängt eine Liste: wer allein lebt, wer einen Schlüssel hat."),
    Card("Eis für alle vom Kiosk Ecke Gartenstr. // ohne dass jemand gefragt hat"),
    Card("Meine Enkelin hat mir gezeigt, wie man die Wohnung richtig lüftet."),
    Card("Der Rollstuhl wird so heiß, dass man ihn nicht mehr anfassen kann!"),
    Card("Was gefehlt hat? Regen."),
)  # fmt: skip

OFFERS = (
    (
        Card("Hitzetelefon der Stadt", below=("werktags 8–18 Uhr", "auch für Angehörige")),
        Card("Bücherei als kühler Ort // ohne Ausweis"),
        Card("Offene Kirche in der Mittagszeit"),
        Card("Besuchsdienst der Johanniskirche"),
        Card("Nachbarschaftstreff am Anger: „Komm rein, setz dich“"),
        Card("Trinkbrunnen (wenn sie laufen ;-))"),
        Card("Der Einkaufsdienst der Pfadfinder*innen"),
        Card("خدمة الزيارات في الحيّ: جيراننا المسنّون يسألون عنها كلّ يوم", "ar"),
        Card("Kostenloses Wasser im Rathaus-Foyer"),
        Card("Aushang der Apotheken: „Ihre Medikamente und die Hitze“"),
        Card("Die Sporthalle, wenn der Verein sie aufmacht"),
        Card("Kita-Notgruppe am Vormittag", below=("wer arbeitet, war sehr froh",)),
        Card("Refill-Aufkleber an den Läden 💧"),
        Card("Seniorenbeirat ruft ab 32 Grad an", below=("nur wer auf der Liste steht",)),
    ),
    (
        Card("Öffnungszeiten Freibad", below=("bis 21 Uhr", "montags auch", "günstiger ab 17 Uhr")),
        Card("Hitzetelefon auch am Wochenende und auf Arabisch, Türkisch, Ukrainisch"),
        Card("Haltestellen: Dach, Bank, Baum – in dieser Reihenfolge"),
        Card("Trinkbrunnen müssen gewartet werden"),
        Card("Trinkbrunnen müssen gewartet werden"),
        Card("Warn-App: bitte auch als Anruf oder Zettel im Hausflur"),
        Card("Mieter:innenberatung: Termine erst in 7 Wochen!"),
        Card("Більше інформації українською, будь ласка", "uk"),
        Card("Klimaanlage in Linie 3 (seit 2 Jahren „in Prüfung“)"),
        Card("Schulhöfe nachmittags öffnen, mit Aufsicht"),
        Card("Mehr Bänke mit Lehne, weniger Stahlgitter"),
        Card("Ampeln: längere Grünphasen, damit niemand in der Sonne wartet"),
        Card("Toiletten, die offen sind"),
        Card("Die Liste des Seniorenbeirats muss man finden können"),
        Card("Hitzeaktionsplan in einfacher Sprache"),
    ),
    (
        Card("Karte der kühlen Orte", below=("gedruckt", "in sechs Sprachen", "mit Toiletten ♿")),
        Card("Hitzepat*innen: Jede und jeder hat drei Türen, an denen sie oder er klingelt"),
        Card("100 Bäume auf Parkplätzen"),
        Card("Zuschuss für Markisen & Außenrollos, auch für Mieter*innen"),
        Card("Mobile Wasserstelle auf dem Wochenmarkt"),
        Card("ماء بارد في كلّ محطّة أخيرة", "ar"),
        Card("Kühles Zimmer in jedem Stadtteil, abends bis 23 Uhr"),
        Card("Sonnensegel über dem Spielplatz am Anger"),
        Card("Prämie für entsiegelte Höfe"),
        Card("Hitzebus (wie der Kältebus, nur andersrum)"),
        Card("Trinkflasche zum Schulanfang für jedes Kind"),
        Card("Leihstation für Ventilatoren", below=("in der Bücherei", "mit Ausweis oder Pfand")),
        Card("Weiße Dächer auf allen Haltestellen"),
        Card("Siesta! Ämter von 7 bis 11 und von 17 bis 20 Uhr"),
        Card("Nachbarschaftsfest am ersten heißen Tag 🎉"),
        Card("Straßenbaumpatenschaftsvermittlungsstelle 🌳"),
        Card("Ein Tag im Jahr, an dem wir üben, was bei 40 Grad zu tun ist"),
    ),
)  # fmt: skip
"""By the place of their column: what helps, what should become better, what is new."""

ENTRIES = tuple(card for column in OFFERS for card in column)
"""For a board without columns or with more of them."""

QUINTESSENCES = (
    (
        "Hilfe beginnt an der Wohnungstür. Es waren einzelne Menschen, die geklingelt, getragen und getauscht haben, "
        "und selten Stellen. Die Gruppe wünscht sich, dass die Stadt solche Nachbarschaften stärkt, statt sie zu "
        "ersetzen: mit einem Ort im Haus, mit einer Telefonnummer, die alle kennen, und mit etwas Geld für Getränke "
        "und Werkzeug. Wer niemanden hat, darf dabei nicht vergessen werden."
    ),
    (
        "Was fehlt, ist Schatten auf den täglichen Wegen. Zwischen Wohnung, Haltestelle, Arzt und Markt liegen oft "
        "nur wenige hundert Meter, aber sie liegen in der Sonne. Bänke, Bäume und Dächer an den Haltestellen würden "
        "Älteren, Kindern und Menschen mit Rollator sofort helfen. „Eine Bank auf halbem Weg“ wurde zum Satz des "
        "Abends. Kühle Räume gibt es schon einige, sie sind nur zu wenig bekannt und abends geschlossen."
    ),
    (
        "Wer zur Miete wohnt oder arbeiten muss, kann sich vor der Hitze kaum selbst schützen.\n\nDie Gruppe hat viel "
        "von Dachwohnungen, Baustellen und Pflegediensten gehört. Geholfen haben Kolleg*innen und Vorgesetzte, die "
        "Zeiten verlegt haben. Gefehlt haben Regeln, auf die man sich berufen kann: für Markisen, für Pausen, für "
        "Räume, in denen es unter 26 Grad bleibt."
    ),
    (
        "Viele gute Angebote erreichen die nicht, die sie brauchen. Warnungen kommen aufs Handy, Hinweise auf Deutsch, "
        "das Hitzetelefon ist am Wochenende stumm. Die Gruppe will Menschen, die von Tür zu Tür gehen, Zettel im "
        "Hausflur und Auskunft in mehreren Sprachen – auf Arabisch (عربي), Türkisch und Ukrainisch. Vertrauen "
        "entsteht durch Gesichter und nicht durch Broschüren."
    ),
    (
        "Einfache Dinge haben am meisten geholfen: Wasser, nasse Tücher, ein offenes Treppenhaus, ein Anruf. Die "
        "Gruppe bittet darum, das Einfache zuerst zu tun und das Große – Bäume, helle Dächer, entsiegelte Höfe – "
        "gleichzeitig anzufangen, weil es zwanzig Sommer braucht, bis ein Baum Schatten wirft."
    ),
)

IDEAS = (
    ("Hitzepat*innen in jedem Haus, mit kleiner Schulung und Ausweis",),
    ("Schatten an allen Haltestellen bis 2029", "Eine gedruckte Karte der kühlen Orte in sechs Sprachen"),
    ("Zuschuss für Markisen & Außenrollos, auch für Mieter*innen", "Ein kühles Zimmer in jedem Stadtteil", "Hitzebus"),
    ("Hitzetelefon an allen Tagen und in vier Sprachen", "Trinkbrunnen, die laufen // mit Paten"),
    ("100 Bäume auf Parkplätzen",),
)  # fmt: skip

WISHES = (
    "Mehr Zeit in den Gruppen",
    "„Bitte öfter!“",
    "Nichts, es war rundum gut ☺",
    "مزيد من الوقت للحديث، وشكرًا على الترجمة",
    "Дякую! Хотілося б перекладу українською.",
    "Weniger Folien // mehr reden",
    "Kinderbetreuung",
    "Dass jemand von der Stadt bis zum Schluss bleibt – hat diesmal geklappt!",
    "Die zweite Befragung war mir zu schnell",
    "ein Termin am Samstag Vormittag",
    "Dass man erfährt, was aus den Ideen geworden ist. Sonst war’s das letzte Mal.",
)

AFTERTHOUGHTS = (" – so war das.", " Wirklich!", " (Nachtrag: nicht nur im Juli)", " 🙏")
"""What people add when they change a card of their own; the last one is said in every language."""
