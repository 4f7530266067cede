import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts } from "../../static/core/drafts.js";
import { isFolded } from "../../static/pages/desk/controls.js";
import { deed } from "../../static/pages/desk/deeds.js";
import { scene } from "../../static/steps/breakout/desk.js";
import { choiceAct, openChoice, places, wished } from "../../static/steps/breakout/desk/choosing.js";
import { asList, fits, numbered, readFile } from "../../static/steps/breakout/desk/csv.js";
import { draftActs, drawn } from "../../static/steps/breakout/desk/draft.js";
import { draw, keepList } from "../../static/steps/breakout/desk/drawing.js";
import { enter, entry } from "../../static/steps/breakout/desk/entering.js";
import { findings } from "../../static/steps/breakout/desk/findings.js";
import { keepSpread, spread } from "../../static/steps/breakout/desk/languages.js";
import { byName, names } from "../../static/steps/breakout/desk/people.js";
import { why } from "../../static/steps/breakout/desk/reasons.js";
import { division, foreseen, governed, meant, minutesOf } from "../../static/steps/breakout/desk/sizing.js";
import { heededWords } from "../../static/steps/breakout/desk/wishes.js";
import { memoryStorage } from "./fakes.js";

/** @type {Record<string, any>} */
const PEOPLE = {
  r: { name: "Rosa", seats: 1, here: true, joined_at: 1 },
  n: { name: "Nour", seats: 1, here: true, joined_at: 2 },
  a: { name: "Ali", seats: 1, here: true, joined_at: 3 },
  x: { seats: 1, joined_at: 4 },
};

/** A desk that keeps what it says. @param {object} [steps] @param {boolean} [saved] */
function deskOf(steps = {}, saved = false) {
  /** @type {any[]} */
  const said = [];
  const view = { steps, session: { languages: ["de", "ar", "en"], default_language: "de" }, agenda: { steps: {} }, people: { people: PEOPLE, here: 3 } };
  const act = (/** @type {any} */ wish) => (said.push(wish), Promise.resolve({ saved }));
  return { said, desk: /** @type {any} */ ({ view, live: { drafts: new Drafts("desk", memoryStorage()) }, act, refresh: () => undefined, open: () => undefined }) };
}

/** A phase that is not announced. @param {object} [own] @returns {any} */
function phase(own) {
  return { id: "groups-2", kind: "breakout", phase: "prepared", group_size: 8, ...own };
}

/** @param {object} [own] */
function drafted(own) {
  return phase({ draft: { names: {}, rooms: { 1: ["r", "n"], 2: ["a"] }, unplaced: {}, source: "random", ...own } });
}

/** @param {object} [own] @param {object} [steps] what is known of the evening's points */
async function acts(own, steps = {}) {
  const { said, desk } = deskOf(steps);
  const all = draftActs(phase(own), desk);
  for (const act of all) await act.does();
  return { all, sources: said.map(({ source }) => source) };
}

test("where the session file wishes the same groups, the main button and the space bar take them", async () => {
  const { all, sources } = await acts({ same_groups_as: "groups-1" });
  assert.deepEqual(sources, ["same", "random"]);
  assert.deepEqual(all.map(({ main, key, spare }) => [main, key, spare]), [[true, " ", undefined], [undefined, undefined, true]]);
});

test("otherwise the groups are drawn, and the same ones are not offered", async () => {
  const { all, sources } = await acts();
  assert.deepEqual(sources, ["random"]);
  assert.deepEqual(all.map(({ main, key }) => [main, key]), [[true, " "]]);
});

test("after an earlier group phase the groups can be mixed, so that people meet others", async () => {
  const earlier = { id: "groups-1", kind: "breakout", phase: "ended", rooms: { 1: {} } };
  assert.deepEqual((await acts({}, { "groups-1": earlier })).sources, ["random", "mixed"]);
  assert.deepEqual((await acts({ same_groups_as: "groups-1" }, { "groups-1": earlier })).sources, ["same", "mixed"]);
  assert.deepEqual((await acts({}, { "groups-1": { ...earlier, phase: "prepared" } })).sources, ["random"]);
});

test("with a draft the groups are announced, or made once more from the same", async () => {
  for (const [source, then] of [["random", "random"], ["mixed", "mixed"], ["chosen", "chosen"], ["same", "random"], ["list", "random"], [undefined, "random"]]) {
    const { said, desk } = deskOf();
    const [announce, once] = draftActs(drafted({ source }), desk);
    assert.equal(announce?.main, true);
    await once?.does();
    assert.equal(said[0].source, then);
  }
});

test("the button that draws again says how many stay", () => {
  const { desk } = deskOf();
  const label = (/** @type {object} */ own) => draftActs(drafted(own), desk)[1]?.label;
  assert.equal(label({}), "Draw again");
  assert.equal(label({ pinned: { r: true } }), "Draw again, 1 stays");
  assert.equal(label({ pinned: { r: true, n: true }, source: "mixed" }), "Mix again, 2 stay");
  assert.equal(label({ source: "same" }), "Draw groups at random");
});

test("a list is drawn again as long as the desk has it, with the groups that it numbers", async () => {
  const { said, desk } = deskOf();
  const step = { ...drafted({ source: "list" }), id: "listed" };
  keepList("listed", { text: "Rosa;1" });
  assert.equal(draftActs(step, desk)[1]?.label, "Draw the others again");
  await draw(step, desk, "list");
  assert.deepEqual(said[0], { type: "breakout.draft_rooms", step: "listed", group_size: 8, source: "list", text: "Rosa;1" });
  keepList("listed", { text: "Rosa;1", groups: 5 });
  await draw(step, desk, "list");
  assert.deepEqual(said[1], { type: "breakout.draft_rooms", step: "listed", source: "list", text: "Rosa;1", groups: 5 });
});

test("wishes about languages go along with every draw but that of the same groups, and only languages that there are", async () => {
  const { said, desk } = deskOf();
  keepSpread(phase(), desk, { balanced: true, understood: ["ar", "tr"] });
  assert.deepEqual(spread(phase(), desk), { balanced: true, understood: ["ar"] });
  await draw(phase(), desk, "mixed");
  await draw(phase(), desk, "same");
  assert.deepEqual(said[0], { type: "breakout.draft_rooms", step: "groups-2", group_size: 8, balanced: true, understood: ["ar"], source: "mixed" });
  assert.deepEqual(said[1], { type: "breakout.draft_rooms", step: "groups-2", source: "same" });
});

test("while people choose, the next act closes the choice and divides by the wishes", async () => {
  const choice = { open: true, capacity: 8, rooms: { 1: { first: 2 } }, order: ["1"], chosen: 2, of: 3 };
  const refused = deskOf();
  await choiceAct(phase({ choice }), refused.desk)?.does();
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(refused.said, [{ type: "breakout.close_choice", step: "groups-2" }], "nothing is made of wishes that may still change");
  assert.deepEqual(wished(phase({ choice })), { large: "2 of 3", words: "have chosen" });
  const closed = phase({ choice: { ...choice, open: false } });
  const { said, desk } = deskOf();
  await choiceAct(closed, desk)?.does();
  assert.deepEqual(said, [{ type: "breakout.draft_rooms", step: "groups-2", source: "chosen" }]);
  assert.equal(choiceAct(drafted({}), desk), undefined);
  assert.equal(choiceAct(phase({ choice: { ...choice, open: false, chosen: 0 } }), desk), undefined, "without a wish there is nothing to go by");
});

test("while people choose over an older draft, the main button is theirs, and announcing the older groups is asked twice", async () => {
  const choice = { open: true, capacity: 8, rooms: { 1: { first: 2 } }, order: ["1"], chosen: 2, of: 3 };
  const { said, desk } = deskOf();
  /** @type {string[]} */
  const asked = [];
  desk.twice = (/** @type {string} */ _spot, /** @type {string} */ sentence) => asked.push(sentence);
  const step = { ...drafted({ findings: { 0: { code: "assignment.no_such_group", people: ["r"], params: { room: 9 } } } }), choice };
  const all = draftActs(step, desk);
  assert.deepEqual(all.map(({ label, main, key }) => [label, Boolean(main), key]), [["Close and divide", true, " "], ["Announce the groups", false, undefined]]);
  await all[1]?.does();
  assert.deepEqual([said.length, asked], [0, ["People are choosing their group. Press again to announce the older groups all the same, without what they wish."]]);
  assert.equal(scene(step, desk).at, 0, "nobody is divided by what they wish for yet");
  const closed = draftActs({ ...step, choice: { ...choice, open: false } }, desk);
  assert.deepEqual(closed.map(({ label, main }) => [label, Boolean(main)]), [["Announce the groups", true], ["Draw again", false], ["Divide by the wishes", false]]);
  await closed[0]?.does();
  assert.equal(asked[1], "These groups do not follow what people chose. Press again to announce them all the same.");
  const followed = draftActs({ ...drafted({ source: "chosen" }), choice: { ...choice, open: false } }, desk);
  assert.deepEqual(followed.map(({ label }) => label), ["Announce the groups", "Divide by the wishes again"]);
  await followed[0]?.does();
  assert.deepEqual([asked.length, said.map(({ type }) => type)], [2, ["breakout.publish"]]);
});

test("a limit of places is named, kept and lifted by its field, and asked twice where it is too low", async () => {
  const { said, desk } = deskOf({}, true);
  /** @type {any[]} */
  const asked = [];
  desk.twice = (/** @type {string} */ spot, /** @type {string} */ sentence, /** @type {() => void} */ does) => asked.push({ spot, sentence, does });
  desk.close = () => undefined;
  const open = (/** @type {Record<string, string>} */ fields, /** @type {object} */ own = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    openChoice(phase(own), form, desk);
    return said.splice(0);
  };
  const wish = { type: "breakout.open_choice", step: "groups-2" };
  assert.deepEqual(open({ groups: "3", capacity: "" }, { groups: 3 }), [{ ...wish, capacity: 0 }]);
  assert.deepEqual(open({ groups: "3", capacity: "1" }, { groups: 3 }), [{ ...wish, capacity: 1 }]);
  assert.deepEqual(open({ groups: "2", capacity: "4" }, { groups: 3 }), [{ ...wish, groups: 2, capacity: 4 }]);
  assert.deepEqual(open({ groups: "2", capacity: "1" }, { groups: 3 }), []);
  assert.equal(asked[0].sentence, "That is 2 places for the 3 people who are here. Press again to let them choose all the same.");
  asked[0].does();
  assert.deepEqual(said, [{ ...wish, groups: 2, capacity: 1 }]);
});

test("places are called a limit only where somebody has named one", () => {
  const choice = { open: true, capacity: 2, rooms: { 1: { first: 3 }, 2: { first: 1 } }, order: ["1", "2"] };
  assert.deepEqual(["1", "2"].map((room) => places({ ...choice, exact: true }, room)), ["2 places, lots decide", "2 places"]);
  assert.deepEqual(["1", "2"].map((room) => places(choice, room)), ["more than an even share of about 2, so lots decide", ""]);
});

test("what somebody has chosen is replaced by the desk only when asked twice", async () => {
  const { said, desk } = deskOf();
  /** @type {Record<string, any>} */
  const asked = {};
  desk.act = (/** @type {any} */ wish) => (said.push(wish), Promise.resolve(wish.person === "r" && !wish.replacing ? { saved: false, code: "breakout.has_chosen", params: {} } : { saved: true, seq: 1 }));
  desk.say = () => undefined;
  desk.twice = (/** @type {string} */ _spot, /** @type {string} */ sentence, /** @type {() => void} */ does) => Object.assign(asked, { sentence, does });
  const step = phase({ choice: { open: true, capacity: 8, rooms: {}, order: ["1", "2", "3"] } });
  const entered = { ...entry(), rooms: ["2", "", "2"], people: new Set(["r", "n"]) };
  await enter(step, entered, desk);
  const wish = { type: "breakout.wish", step: "groups-2", rooms: [2] };
  assert.deepEqual(said.splice(0), [{ ...wish, person: "r" }, { ...wish, person: "n" }]);
  assert.deepEqual([[...entered.people], [...entered.standing]], [["r"], ["r"]]);
  assert.match(asked.sentence, /Rosa.* has chosen already/u);
  entered.rooms = ["2", "3", "1"];
  await enter(step, entered, desk);
  assert.deepEqual(said, [], "a wish that stands is asked about again before anything is sent");
  asked.does();
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(said, [{ ...wish, rooms: [2, 3, 1], person: "r", replacing: true }]);
  assert.equal(entered.people.size, 0);
});

test("a choice that the session file plans is opened by one press, as planned", async () => {
  const { said, desk } = deskOf();
  const [first, second] = draftActs(phase({ choice_planned: true }), desk);
  await first?.does();
  assert.deepEqual([first?.label, first?.main, second?.label], ["Let people choose", true, "Draw groups at random"]);
  assert.deepEqual(said, [{ type: "breakout.open_choice", step: "groups-2" }]);
});

test("cells from a spreadsheet become lines that the server reads, and stay text", () => {
  assert.equal(asList("Rosa\t1\nLind, Nour\t2\n=1+1\t3"), 'Rosa;1\n"Lind, Nour";2\n=1+1;3');
  assert.equal(asList("Rosa;1\n"), "Rosa;1\n");
});

test("as many groups are made as a list numbers without a gap", () => {
  assert.equal(numbered("Name;Gruppe\nRosa;1\nNour;2\nAli;3"), 3);
  assert.equal(numbered('"Lind; Rosa";1\nNour, "2"\nAli;9'), 2, "nine may be a slip of the finger");
  assert.equal(numbered("Rosa;Linde"), 0);
});

test("a file is read in the encoding in which it was written, and only as text of a moderate size", async () => {
  const file = (/** @type {any} */ part) => new File([part], "liste.csv");
  assert.deepEqual(await readFile(file("\uFEFFÖzgür;1")), { text: "Özgür;1" });
  assert.deepEqual(await readFile(file(new Uint8Array([0xd6, 0x7a, 0x3b, 0x31]))), { text: "Öz;1" });
  assert.deepEqual(await readFile(file("PK\u0003\u0004\u0000")), { wrong: "strange" });
  assert.deepEqual(await readFile(file("x".repeat(300_000))), { wrong: "large" });
  assert.equal(fits("x".repeat(50_000)), true);
  assert.equal(fits("ü".repeat(50_000)), false, "the server takes no such frame");
});

test("findings are sentences with the people's names", () => {
  const { desk } = deskOf();
  const told = (/** @type {object} */ fact) => findings(drafted({ findings: { 0: fact } }), desk);
  assert.deepEqual(told({ code: "assignment.speaker_missing", params: { room: 1, language: "ar" }, people: ["n"] }), ["In Group 1 nobody speaks Arabic for \u2068Nour\u2069."]);
  assert.deepEqual(told({ code: "assignment.list_twice", params: { line: 3, room: 1 }, people: ["r"] }), ["Line 3: \u2068Rosa\u2069 stands further up already, for Group 1. That one counts."]);
  assert.deepEqual(told({ code: "assignment.unknown_people", params: { count: 1 }, people: ["x"] }), ["Not here, so nothing could be done for them: \u2068without a name\u2069."]);
});

test("a wish that the draft does not hold is named, as impossible or as newer, until it is met by hand", () => {
  const { desk } = deskOf();
  const links = { w: { how: "apart", people: ["r", "n"] } };
  const impossible = { 0: { code: "assignment.apart_impossible", params: { room: 1 }, people: ["n", "r"] } };
  assert.match(findings(drafted({ links }), desk)[0] ?? "", /^Not apart in this draft/);
  assert.match(findings(drafted({ links, findings: impossible }), desk)[0] ?? "", /^Could not be kept apart/);
  assert.deepEqual(findings(drafted({ links, findings: impossible, rooms: { 1: ["r"], 2: ["a", "n"] } }), desk), []);
  const together = { w: { how: "together", people: ["r", "a", "x"] } };
  assert.match(findings(drafted({ links: together }), desk)[0] ?? "", /^Not together in this draft/);
  assert.deepEqual(findings(drafted({ links: together, rooms: { 1: ["r", "a"], 2: ["n"] } }), desk), [], "who is not here is not missed");
});

test("for whom there was no room is said until they have a group", () => {
  const { desk } = deskOf();
  const full = { 0: { code: "assignment.no_room", params: { count: 1 }, people: ["a"] } };
  const told = (/** @type {object} */ own) => findings(drafted({ findings: full, ...own }), desk);
  assert.deepEqual(told({ rooms: { 1: ["r"], 2: ["n"] }, unplaced: { a: true } }), ["In no group was there room for \u2068Ali\u2069."]);
  assert.deepEqual(told({}), []);
});

test("sizes are told as they are now", () => {
  const { desk } = deskOf();
  assert.deepEqual(findings(drafted({ rooms: { 1: ["r", "n", "a"], 2: [] } }), desk), ["1 group is empty."]);
  assert.deepEqual(findings(drafted({ rooms: { 1: ["r", "n", "a"], 2: ["x"] } }), desk), ["The groups have from 1 to 3 people."]);
});

test("every place tells its reason; in a crowd a place without one is by lot", () => {
  const { desk } = deskOf({ "groups-1": { rooms: { 1: { people: ["r"] } } } });
  const reasons = { r: [{ code: "together", people: ["n"] }, { code: "mixed", params: { met: 0, others: 3 } }], n: [{ code: "pinned" }] };
  const step = drafted({ reasons });
  assert.equal(why(step, "r", "1", desk), "together with \u2068Nour\u2069, has met nobody here before");
  assert.equal(why(step, "n", "1", desk), "", "the pin says so");
  assert.equal(why(step, "a", "2", desk), "by lot");
  const same = { ...drafted({ source: "same" }), same_groups_as: "groups-1" };
  assert.equal(why(same, "r", "1", desk), "the same group as before");
  assert.equal(why(same, "n", "1", desk), "new since then");
});

test("people stand by name, and of many only the first are named", () => {
  assert.deepEqual(byName(PEOPLE), ["a", "n", "r", "x"]);
  const { desk } = deskOf();
  assert.equal(names(["r", "n"], desk), "\u2068Rosa\u2069 and \u2068Nour\u2069");
  assert.match(names(["r", "n", "a", "x", "r", "n", "a"], desk), /and 2 more$/);
});

test("undoing says from what the groups were made", () => {
  const steps = (/** @type {string | undefined} */ source) => ({ g: { draft: { source } } });
  const made = ["random", "same", "mixed", "list", "chosen", undefined].map((source) => deed({ what: "breakout.rooms_drafted", step: "g" }, steps(source)));
  assert.deepEqual(made, ["groups drawn", "same groups taken", "groups mixed", "divided by the list", "divided by the wishes", "groups drawn"]);
  assert.equal(deed({ what: "breakout.person_moved", step: "g" }, steps("mixed")), "person moved");
});

test("numbers that the server could not take are not kept, and those kept before are bounded", () => {
  const bounds = { least: 2, most: 100 };
  assert.deepEqual(["2", "100", "0", "101", "", "2.5", "99999"].map((words) => meant(words, bounds)), [2, 100, undefined, undefined, undefined, undefined, undefined]);
  const { desk } = deskOf();
  desk.live.drafts.write("groups:groups-2", { by: "groups", n: 99_999 });
  desk.live.drafts.write("minutes:groups-2", 9_999);
  assert.deepEqual(division(phase(), desk), { groups: 2_000 });
  assert.equal(minutesOf(phase(), desk), 600);
  desk.live.drafts.write("groups:groups-2", { by: "size", n: 1 });
  assert.deepEqual(division(phase(), desk), { group_size: 2 });
});

test("where the choice decides how many groups there are, the numbers above the draft say so", () => {
  const choice = { open: false, chosen: 2 };
  assert.equal(governed(drafted({ source: "chosen" })), true);
  assert.equal(governed(phase({ choice })), true);
  assert.equal(governed({ ...drafted({}), choice }), false);
  assert.equal(governed(phase({ choice: { ...choice, chosen: 0 } })), false);
});

test("one group is one group, and people are counted, not devices", () => {
  assert.equal(foreseen({ by: "groups", n: 1 }, 6), "6 people, 1 group of up to 6");
  const { said, desk } = deskOf();
  desk.view.people.people = { ...PEOPLE, x: { seats: 2, here: true } };
  assert.equal(drawn(drafted({ rooms: { 1: ["r", "n"] } }), desk).words, "group of 2");
  let asked = "";
  desk.twice = (/** @type {string} */ _spot, /** @type {string} */ sentence) => (asked = sentence);
  void draftActs(drafted({ unplaced: { x: true } }), desk)[0]?.does();
  assert.equal(asked, "2 people are in no group yet. Press again to announce anyway.");
  assert.deepEqual(said, []);
});

test("that lots alone decide is not said where people shall choose", () => {
  const { desk } = deskOf();
  assert.equal(heededWords(phase(), desk), "Without more wishes, lots alone decide.");
  assert.equal(heededWords(phase({ choice_planned: true }), desk), "");
});

test("what an earlier step leaves in sight is folded while people are divided, until somebody opens it", () => {
  const { desk } = deskOf();
  const roomy = scene(phase(), { ...desk, view: { ...desk.view, agenda: { steps: {} } } });
  assert.deepEqual([isFolded(desk, roomy), isFolded(desk, {})], [true, false]);
  desk.live.drafts.set("remains/roomy", "open");
  assert.equal(isFolded(desk, roomy), false);
});
