"""What happens with everybody together: hand signals, questions, hands, the questionnaire."""

import re
from collections.abc import Mapping

from playwright.async_api import expect

from tests.browser.company import ARABIC, PEOPLE, Company, together
from tests.browser.people import Citizen, cut, mend

SIGNALS = ("up", "sideways", "down")
CALLERS = 3
"""People who are only on the telephone: the moderation enters what they say."""
Ballots = list[tuple[int, ...]]
"""For each person at a device the places of the options; none chosen is an abstention."""


async def welcome(company: Company) -> None:
    desk, wall = company.desk, company.wall
    await expect(desk.at.page.locator(".desk-presence b")).to_have_text(str(PEOPLE))
    await wall.reads(company.evening.code[:4])
    await expect(company.citizens[ARABIC].at.page.locator("html")).to_have_attribute("dir", "rtl")
    await company.citizens[ARABIC].at.reads(company.evening.session.title["ar"])
    await desk.begin()
    await together(citizen.asked(company.step("begruessung").title) for citizen in company.citizens)
    await wall.reads(company.title("begruessung"))


async def first_mood(company: Company) -> None:
    await company.desk.go_on(company.title("stimmung-1"))
    await _mood(company, "stimmung-1", "duusuudssuuud")
    for citizen in (company.citizens[1], company.citizens[ARABIC]):
        await citizen.at.reads(re.compile(re.escape(citizen.at.say("Result"))))


async def second_mood(company: Company) -> None:
    await company.desk.go_on(company.title("stimmung-2"))
    await _mood(company, "stimmung-2", "uuuuduusuuuus")
    await company.wall.reads(company.title("stimmung-1"))
    phone = company.citizens[ARABIC]
    await phone.at.reads(company.step("stimmung-1").title["ar"])


async def _mood(company: Company, step: str, shown: str) -> None:
    """One letter for each voter; the first person thinks again."""
    settings = company.step(step)
    labels = dict(zip("usd", SIGNALS, strict=True))
    hands = company.ledger.hands.setdefault(step, {})
    letters = iter(shown)
    await company.desk.question("Open the question", "open")

    async def give(citizen: Citizen, signals: list[str], key: str) -> None:
        await citizen.asked(settings.question)
        for seat, signal in enumerate(signals, 1):
            await citizen.show_hand(settings.labels[signal], seat)
            hands[f"{key}/{seat}"] = signal

    given = [[labels[next(letters)] for _ in range(citizen.seats)] for citizen in company.citizens]
    await together(
        give(citizen, signals, str(place))
        for place, (citizen, signals) in enumerate(zip(company.citizens, given, strict=True))
    )
    await give(company.citizens[0], ["sideways"], "0")
    await company.desk.answered(PEOPLE, PEOPLE)
    await company.desk.question("Close the question", "closed")
    await company.desk.question("Show the result", "shown")


async def first_question(company: Company) -> None:
    """Somebody's line breaks while they vote, somebody reloads with a cross made, and three people are on the phone."""
    part, citizens, desk = "belastung", company.citizens, company.desk
    await desk.go_on(company.title("befragung"))
    await desk.question("Open the question", "open")
    options = company.step("befragung").questions[0].options
    tunnel, forgetful = citizens[2], citizens[8]

    with company.watch.lost_line():
        await tunnel.asked(company.step("befragung").questions[0].question)
        await cut(company.server, tunnel.at)
        await tunnel.choose([options[1].text, options[3].text])
        await tunnel.at.press("Send")
        await expect(tunnel.at.page.locator(".state-open")).to_have_text(tunnel.at.say("being sent"))
        await tunnel.at.reads(tunnel.at.say("No connection at the moment."))
        await forgetful.choose([options[0].text, options[5].text])
        await forgetful.at.reload()
        await expect(forgetful.option(options[5].text)).to_be_checked()
        await mend(tunnel.at)
        await tunnel.saved()
    company.ledger.ballots.setdefault(part, {})["2/1"] = (1, 3)
    await forgetful.at.press("Send")
    await forgetful.saved()
    company.ledger.ballots[part]["8/1"] = (0, 5)

    choices: dict[int, Ballots] = {0: [(0, 1)], 1: [(2,)], 3: [(0, 2), (4, 5)], 4: [(1, 2)], 5: [()], 6: [(3, 1)]}
    choices |= {7: [(0,)], 9: [(2, 3)], 10: [(1, 5)], ARABIC: [(0, 4)]}
    await _vote(company, 0, part, choices)
    await _vote(company, 0, part, {7: [(1, 4)]})
    await desk.answered(PEOPLE, PEOPLE)
    chosen = {options[1].text["de"]: 2, options[2].text["de"]: CALLERS}
    await desk.enter_counts("People on the telephone", CALLERS, chosen)
    company.ledger.counted[part], company.ledger.counted_people[part] = {1: 2, 2: 3}, 3
    await desk.key("Space")
    await desk.is_("closed")
    await desk.undo("question closed")
    await desk.is_("open")
    await desk.question("Close the question", "closed")
    await desk.key("r")
    await desk.is_("shown")
    await citizens[0].at.reads(re.compile(citizens[0].at.say("Your answer")))
    await company.wall.reads(options[1].text["de"])


async def second_question_over_a_restart(company: Company) -> None:
    part = "gutes"
    await company.desk.key("ArrowRight")
    await company.desk.is_("prepared")
    await company.desk.question("Open the question", "open")
    await _vote(company, 1, part, {place: [(place % 6, (place + 2) % 6)] for place in (0, 1, 2, 4, 5, ARABIC)})
    half = company.citizens[6]
    await half.choose([company.step("befragung").questions[1].options[4].text])
    with company.watch.lost_line():
        await company.server.restart()
        await together(visitor.page.wait_for_selector("html[data-live=linked]") for visitor in company.visitors())
        await company.desk.answered(6, PEOPLE)
    await half.at.press("Send")
    await half.saved()
    company.ledger.ballots[part]["6/1"] = (4,)
    await _vote(company, 1, part, {0: [(5,)], 3: [(0, 1), ()], 7: [(1,)], 8: [(2, 1)], 9: [(3,)], 10: [(5, 0)]})
    await company.desk.answered(PEOPLE, PEOPLE)
    await company.desk.question("Close the question", "closed")
    await company.desk.question("Show the result", "shown")


async def _vote(company: Company, number: int, part: str, choices: Mapping[int, Ballots]) -> None:
    """Person -> the ballots of the people at the device; everybody at the same time."""
    asked = company.step("befragung").questions[number]

    async def hand_in(place: int, ballots: Ballots) -> None:
        await company.citizens[place].asked(asked.question)
        for seat, chosen in enumerate(ballots, 1):
            await company.citizens[place].vote([asked.options[option].text for option in chosen], seat)
            company.ledger.ballots.setdefault(part, {})[f"{place}/{seat}"] = chosen

    await together(hand_in(place, ballots) for place, ballots in choices.items())


async def listen(company: Company) -> None:
    """Two raise their hands; the moderator calls one and lowers the other."""
    desk, (one, other) = company.desk, company.citizens[:2]
    await desk.go_on(company.title("input"))
    await one.asked(company.step("input").title)
    for citizen in (one, other):
        await citizen.asked(company.step("input").title)
        await citizen.at.page.get_by_role("button", name=citizen.at.say("Raise hand")).click()
        await expect(desk.at.page.locator(".queue li", has_text=citizen.name)).to_be_visible()
    await desk.at.press("Call %(name)s", name=one.name)
    await one.at.reads(one.at.say("You have the floor."))
    await company.wall.reads(re.compile("2 "))
    for citizen in (one, other):
        await desk.at.press("Lower the hand of %(name)s", name=citizen.name)
        await expect(desk.at.page.locator(".queue li", has_text=citizen.name)).to_have_count(0)


async def evaluation(company: Company) -> None:
    desk = company.desk
    items = {item.id: item for item in company.step("auswertung").items}
    await desk.go_on(company.title("auswertung"))
    await desk.question("Open the question", "open")

    async def answer(place: int, citizen: Citizen) -> None:
        await citizen.asked(company.step("auswertung").introduction)
        for seat in range(1, citizen.seats + 1):
            form: dict[str, int | str] = {"gehoert": place % 5 + 1, "verstanden": 5 - place % 3, "wieder": place % 3}
            if place % 2:
                form["anders"] = f"Wunsch {place}, {seat}: mehr Zeit für Kleingruppen"
            if place == 9:
                form = {"gehoert": 2}
            await citizen.fill_form(form, items, seat)
            company.ledger.forms[f"{place}/{seat}"] = form

    await together(answer(place, citizen) for place, citizen in enumerate(company.citizens))
    await desk.answered(PEOPLE, PEOPLE)
    await desk.question("Close the question", "closed")
    await desk.question("Show the result", "shown")
