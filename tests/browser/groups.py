"""What happens in the groups: divided, announced, cards written, distilled, shown."""

import re

from playwright.async_api import expect

from tests.browser.company import ARABIC, NAMES, PEOPLE, ROOMS, Company, together
from tests.browser.people import Citizen, Console

QUINTESSENCES = {
    1: "Uns half, was ohne Anmeldung ging: ein Baum, eine Bank, ein Mensch mit Zeit. Wer allein wohnt, braucht "
    "jemanden, der klingelt, bevor es zu heiß wird, und wir wollen diese Menschen sein.",
    2: "Kühle Räume gibt es, aber niemand weiß davon. Wir brauchen einen Plan an jeder Haltestelle und "
    "Öffnungszeiten am Wochenende.\n\nDie Bücherei hat gezeigt, wie es geht.",
    3: "Wasser ist der Anfang von allem: Brunnen, die laufen, Bäume, die gegossen werden, Flaschen, die man füllt.",
    4: "Hitze trifft nicht alle gleich. Wer unter dem Dach wohnt, wer pflegt, wer draußen arbeitet, soll zuerst "
    "gefragt werden; dann erst wird gebaut.",
}


async def groups_with_quotes(company: Company) -> None:
    step, ledger = "gruppen-1", company.ledger
    await _announce(company, step, "Draw groups at random")
    sizes = [sum(citizen.seats for citizen in company.of_room(room)) for room in ROOMS]
    assert sum(sizes) == PEOPLE
    assert min(sizes) >= 1

    async def write(place: int, citizen: Citizen) -> None:
        first = f"„Zitat {place}a: Im Hof war es kühl, und alle kamen“"
        second = f"Zitat {place}b: Nachbar*innen // Freund:innen & ßäöü"
        if place == 8:
            await citizen.at.page.locator("#new-note").fill("Noch nicht fertig")
            await citizen.at.reload()
            await expect(citizen.at.page.locator("#new-note")).to_have_value("Noch nicht fertig")
        await citizen.pin(ledger.pinned(step, citizen.room, first))
        await citizen.pin(ledger.pinned(step, citizen.room, second))
        if place % 4 == 0:
            await citizen.pin_below(second, ledger.pinned(step, citizen.room, f"Unterpunkt zu {place}b"))
        if place % 5 == 0:
            await citizen.change(first, ledger.changed(first, f"Zitat {place}a, verbessert: Der Hof blieb kühl"))

    await together(write(place, citizen) for place, citizen in enumerate(company.citizens))
    await together(_note_down(company, step, console) for console in company.consoles.values())
    await _a_hand_in_a_group(company)
    await together(_distil(company, console) for console in company.consoles.values())


async def groups_with_columns(company: Company) -> None:
    """The same groups; a column stays empty in the fourth."""
    step, ledger = "gruppen-2", company.ledger
    rooms = {citizen.name or place: citizen.room for place, citizen in enumerate(company.citizens)}
    await _announce(company, step, "Same groups as before")
    assert rooms == {citizen.name or place: citizen.room for place, citizen in enumerate(company.citizens)}
    columns = company.step(step).columns

    async def write(place: int, citizen: Citizen) -> None:
        column = columns[place % (2 if citizen.room == 4 else 3)].title
        words = f"Angebot {place}: ein Trinkbrunnen am Anger" if place != ARABIC else "نافورة ماء قرب المدرسة"
        await citizen.pin(ledger.pinned(step, citizen.room, words, column["de"]), column=citizen.text(column))

    async def note_down(console: Console) -> None:
        page, room = console.at.page, console.room
        for number in range(2):
            await page.locator("#new-note").press(f"Alt+Digit{number + 1}")
            words = f"Gruppe {room}, Spalte {number + 1}: offene Türen"
            await console.note(ledger.pinned(step, room, words, columns[number].title["de"]))
        await console.menu(f"Gruppe {room}, Spalte 2: offene Türen", "Note as important idea")
        if room == 4:
            await console.turn_to("Ideas")
        await expect(page.locator(".focus-ideas li")).to_have_count(1)
        await console.idea(f"Fokus der Gruppe {room}: Schatten zuerst")
        ledger.ideas[room] = [f"Gruppe {room}, Spalte 2: offene Türen", f"Fokus der Gruppe {room}: Schatten zuerst"]

    await together(write(place, citizen) for place, citizen in enumerate(company.citizens))
    await together(note_down(console) for console in company.consoles.values())
    await company.desk.end_groups()


async def quintessences_one_by_one(company: Company) -> None:
    desk = company.desk
    await desk.end_groups()
    names = company.step("gruppen-1").room_names
    for room in ROOMS:
        await desk.at.page.get_by_role(
            "button", name=desk.at.say("Show quintessence: %(room)s", room=f"{room} {names[room - 1]}")
        ).click()
        first = QUINTESSENCES[room].split("\n")[0]
        await company.wall.reads(first)
        await company.citizens[room].at.reads(first)
    await desk.at.press("Take off the projector")
    await desk.is_("ended")


async def _announce(company: Company, step: str, draw: str) -> None:
    """Draw the groups, announce them; everybody finds their group."""
    desk = company.desk
    await desk.go_on(company.title(step))
    await desk.at.press(draw)
    await desk.is_("divided")
    moved = await _moved(company) if draw == "Draw groups at random" else None
    await desk.at.press("Announce the groups")
    await desk.is_("running")
    await together(citizen.find_group() for citizen in company.citizens)
    assert moved in (None, company.citizens[0].room)
    await company.consoles[4].turn_to("Board")
    for console in company.consoles.values():
        await expect(console.at.page.locator("#new-note")).to_be_visible()


async def _moved(company: Company) -> int:
    """Move the first person to another group by menu."""
    page = company.desk.at.page
    menu = page.get_by_label(company.desk.at.say("Move %(name)s to", name=NAMES[0]))
    room = int(await menu.input_value()) % len(ROOMS) + 1
    await menu.focus()
    await menu.select_option(value=str(room))
    await expect(page.locator(".draft-rooms > li").nth(room - 1)).to_contain_text(NAMES[0])
    return room


async def _note_down(company: Company, step: str, console: Console) -> None:
    """A group's moderator writes fast, mends, adds, and takes one card off."""
    ledger, room = company.ledger, console.room
    for number in range(3):
        await console.note(
            ledger.pinned(step, room, f"Gruppe {room} sagt Nummer {number}: „Das „kühle“ Haus blieb zu“")
        )
    wrong = f"Gruppe {room} verschreibt sihc"
    await console.note(ledger.pinned(step, room, wrong))
    await console.edit(wrong, ledger.changed(wrong, f"Gruppe {room} hat sich verbessert"))
    await console.point(f"Gruppe {room} hat sich verbessert", ledger.pinned(step, room, f"Punkt der Gruppe {room}"))
    gone = f"Gruppe {room} will das nicht stehen lassen"
    await console.note(ledger.pinned(step, room, gone))
    await console.hide(gone)
    ledger.taken_off(gone)
    for citizen in company.of_room(room):
        await expect(citizen.card(gone)).to_have_count(0)
        await citizen.sees_card(f"Gruppe {room} hat sich verbessert")


async def _a_hand_in_a_group(company: Company) -> None:
    citizen = company.citizens[0]
    console = company.consoles[citizen.room]
    await citizen.at.page.get_by_role("button", name=citizen.at.say("Raise hand")).click()
    hand = console.at.page.locator(".hands li", has_text=NAMES[0])
    await hand.locator("button").first.click()
    await citizen.at.reads(citizen.at.say("You have the floor."))
    await hand.get_by_role("button", name=console.at.say("Lower the hand of %(name)s", name=NAMES[0])).click()
    await expect(citizen.at.page.get_by_role("button", name=citizen.at.say("Raise hand"))).to_be_visible()


async def _distil(company: Company, console: Console) -> None:
    """Write the quintessence, with a reload in the middle of it; the group sees it grow."""
    page, words = console.at.page, QUINTESSENCES[console.room]
    if console.room == 4:
        await console.turn_to("Quintessence")
    if console.room == 2:
        await page.locator("#quintessence").fill(words[:40])
        await console.at.reload()
        await expect(page.locator("#quintessence")).to_have_value(words[:40])
    await console.quintessence(words)
    for citizen in company.of_room(console.room):
        await citizen.at.reads(re.compile(re.escape(words[:60])))
    await console.release()
    company.ledger.quintessences[console.room] = words
