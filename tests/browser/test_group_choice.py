"""People choose their group on the phone, change their mind, and are where they should be when groups fill up."""

from playwright.async_api import Browser, Locator, expect

from live.dialogue.session import Session
from tests.browser.people import PHONE, WALL, Citizen, Visitor, cut, mend
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

GROUP = {"step": "gruppen"}
TOPICS = ("Schatten und Bäume", "Wasser in der Stadt", "Ruhe in der Nacht", "Wege zu Fuß")


def topics() -> Session:
    """An evening of one phase in groups, each with its topic, in two languages."""
    groups = {
        "kind": "breakout",
        "id": "gruppen",
        "title": {"de": "Vier Themen", "ar": "أربعة موضوعات"},
        "minutes": 30,
        "choice": True,
        "room_names": TOPICS,
        "prompts": [{"de": "Was soll sich ändern?", "ar": "ما الذي ينبغي أن يتغيّر؟"}],
    }
    return small(languages=["de", "ar"], agenda=[groups])


def topic(citizen: Citizen, number: int) -> Locator:
    """The button of a group."""
    return citizen.at.page.get_by_role("button", name=TOPICS[number - 1])


async def chosen(citizen: Citizen, *numbers: int) -> None:
    """Wait until exactly these groups are pressed, in this order, and the server has them."""
    words = [citizen.at.say(f"{place} choice") for place in ("first", "second", "third")]
    for number in range(1, len(TOPICS) + 1):
        is_chosen = number in numbers
        await expect(topic(citizen, number)).to_have_attribute("aria-pressed", str(is_chosen).lower())
        if is_chosen:
            await expect(topic(citizen, number)).to_contain_text(words[numbers.index(number)])
    await expect(citizen.at.page.locator(".choice-line .state-good")).to_have_count(1 if numbers else 0)


async def begun(server: LiveServer, voices: Voices) -> tuple[Evening, Voice]:
    evening = await server.begin(topics())
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    return evening, moderator


async def come(browser: Browser, watch: Watch, evening: Evening, name: str, language: str = "de") -> Citizen:
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE, language=language), name, language)
    await citizen.join(evening)
    return citizen


async def by_touch_up_to_three(rosa: Citizen) -> None:
    """First, second and third choice; there is no fourth."""
    for number in (1, 2, 4):
        await topic(rosa, number).click()
    await chosen(rosa, 1, 2, 4)
    await expect(topic(rosa, 3)).to_have_attribute("aria-disabled", "true")
    await topic(rosa, 3).press("Enter")
    full = rosa.at.say("You have chosen %(n)s groups. Press one of them to take it back.", n=3)
    await expect(rosa.at.page.locator("#status")).to_contain_text(full)
    await chosen(rosa, 1, 2, 4)


async def by_keys_and_with_another_mind(nour: Citizen) -> None:
    """What is taken back makes room for what came after it."""
    await topic(nour, 4).press("Enter")
    await topic(nour, 1).press("Space")
    await chosen(nour, 4, 1)
    await topic(nour, 4).press("Space")
    await chosen(nour, 1)
    await topic(nour, 3).press("Enter")
    await chosen(nour, 1, 3)


async def test_two_choose_one_changes_the_mind_a_group_fills_and_everybody_is_where_they_should_be(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening, moderator = await begun(server, voices)
    rosa, nour = await come(browser, watch, evening, "Rosalinde"), await come(browser, watch, evening, "نور", "ar")
    wall = await Visitor.arrive(browser, watch, size=WALL)
    await wall.open(await server.link(evening, "projector"))
    await rosa.at.reads(rosa.at.say("The groups are being made. Your group appears here by itself."))
    await moderator.say("breakout.open_choice", **GROUP, capacity=1)

    await expect(rosa.at.page.locator("h1")).to_have_text(rosa.at.say("Which group would you like to be in?"))
    assert await nour.at.page.evaluate("document.documentElement.dir") == "rtl"
    await expect(nour.at.page.locator("h1")).to_have_text(nour.at.say("Which group would you like to be in?"))
    for number in range(1, len(TOPICS) + 1):
        await expect(wall.page.locator(".rooms")).to_contain_text(TOPICS[number - 1])
        box = await topic(rosa, number).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    await wall.reads(wall.say("%(n)s of %(of)s people have chosen", n=0, of=2))

    await by_touch_up_to_three(rosa)
    await by_keys_and_with_another_mind(nour)
    await wall.reads(wall.say("%(n)s of %(of)s people have chosen", n=2, of=2))
    await rosa.at.reload()
    await chosen(rosa, 1, 2, 4)

    await moderator.say("breakout.close_choice", **GROUP)
    for citizen in (rosa, nour):
        await citizen.at.reads(citizen.at.say("The groups are being made. Your group appears here by itself."))
    await expect(rosa.at.page.locator(".choice-made li")).to_have_text([TOPICS[0], TOPICS[1], TOPICS[3]])
    await expect(nour.at.page.locator(".choice-made li")).to_have_text([TOPICS[0], TOPICS[2]])
    await moderator.say("breakout.draft_rooms", **GROUP, source="chosen")
    drafted = await moderator.sees("moderators", lambda view: "draft" in view["steps"]["gruppen"])
    told = drafted["steps"]["gruppen"]["draft"]["reasons"].values()
    assert sorted(reasons[0]["params"]["number"] for reasons in told) == [1, 2]
    await moderator.say("breakout.publish", **GROUP)
    await rosa.find_group()
    await nour.find_group()
    assert (rosa.room, nour.room) in {(1, 3), (2, 1)}
    await expect(rosa.at.page.locator("h1")).to_have_text(TOPICS[rosa.room - 1])
    await expect(nour.at.page.locator("h1")).to_have_text(TOPICS[nour.room - 1])
    watch.nothing_wrong()


async def test_a_choice_made_without_a_line_is_sent_later_and_one_that_comes_too_late_is_refused_in_a_sentence(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening, moderator = await begun(server, voices)
    rosa = await come(browser, watch, evening, "Rosalinde")
    await moderator.say("breakout.open_choice", **GROUP)
    await topic(rosa, 2).click()
    await chosen(rosa, 2)
    with watch.lost_line():
        await cut(server, rosa.at)
        await topic(rosa, 3).click()
        await expect(rosa.at.page.locator(".choice-line")).to_contain_text(rosa.at.say("being sent"))
        await expect(topic(rosa, 3)).to_have_attribute("aria-pressed", "true")
        await mend(rosa.at)
    await chosen(rosa, 2, 3)
    await rosa.at.press("Choose anew")
    await chosen(rosa)
    await topic(rosa, 1).click()
    await chosen(rosa, 1)
    with watch.lost_line():
        await cut(server, rosa.at)
        await topic(rosa, 4).click()
        await moderator.say("breakout.close_choice", **GROUP)
        await mend(rosa.at)
    await rosa.at.reads(rosa.at.say("reject:breakout.choice_not_open"))
    await expect(rosa.at.page.locator(".choice-made li")).to_have_text([TOPICS[0]])
    watch.nothing_wrong()


async def test_people_at_one_device_choose_together(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening, moderator = await begun(server, voices)
    couple = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde", seats=2)
    await couple.join(evening)
    await moderator.say("breakout.open_choice", **GROUP)
    counts = couple.at.words.say_number(
        "Your choice counts for %(n)s person.", "Your choice counts for all %(n)s people at this device.", 2
    )
    await couple.at.reads(counts)
    await topic(couple, 3).click()
    await chosen(couple, 3)
    room = {"name": TOPICS[2], "first": 2, "wished": 2}
    await moderator.sees("moderators", lambda view: view["steps"]["gruppen"]["choice"]["rooms"]["3"] == room)
    watch.nothing_wrong()
