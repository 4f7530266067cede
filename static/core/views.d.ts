/** The shapes of the views, as docs/protocol.md words them. Moments are milliseconds since 1970 UTC. */

export type Text = Record<string, string>;
export type Phase = "prepared" | "open" | "closed" | "revealed";

export interface Counts {
  ballots: number;
  abstained: number;
  chosen: Record<string, Record<string, number>>;
  answered: Record<string, number>;
  texts?: Record<string, string[]>;
}

export interface Ballot {
  chosen: Record<string, string[]>;
  texts: Record<string, string>;
}

export interface Session {
  title: Text;
  subtitle?: Text;
  city: string;
  organisers: string[];
  contact?: { name?: string; mail?: string; phone?: string; web?: string };
  support_phone?: string;
  starts_at: number;
  ends_at: number;
  zone: string;
  place?: Text;
  conference?: string;
  languages: string[];
  default_language: string;
  why?: Text;
  guiding_questions: Text[];
  credits: string[];
  thanks?: Text;
  accent: string;
  logo?: string;
  code: string;
}

export interface AgendaPoint {
  kind: string;
  title: Text;
  minutes: number;
  number: number;
  skipped?: true;
}

export interface Agenda {
  order: string[];
  steps: Record<string, AgendaPoint>;
}

export interface Step {
  kind: string;
  id: string;
  title: Text;
}

export interface Talk extends Step {
  purpose: "welcome" | "input" | "closing";
  speaker?: string;
  speaker_role?: Text;
  text: Text[];
  question?: Text;
}

export interface MoodCheck extends Step {
  question: Text;
  scale: "thumbs" | "fingers";
  signals: string[];
  labels: Record<string, Text>;
  phase: Phase;
  counts?: Counts;
  compared?: { step: string; title: Text; counts: Counts; closed_at?: number };
  shown?: true;
  opened_at?: number;
  closed_at?: number;
}

export interface Options {
  order?: string[];
  options?: Record<string, { text: Text }>;
}

export interface PollQuestion extends Options {
  number: number;
  question: Text;
  explanation?: Text;
  form: "choice" | "scale" | "text";
  at_least?: number;
  at_most?: number;
  low?: Text;
  high?: Text;
  from?: number;
  to?: number;
  secrecy: "anonymous" | "named" | "moderation";
  show: "revealed" | "live" | "after_vote";
  phase: Phase;
  shown?: true;
  counts?: Counts;
  answered?: number;
  of?: number;
}

export interface Poll extends Step {
  order: string[];
  questions: Record<string, PollQuestion>;
}

export interface EvaluationItem extends Options {
  at_least?: number;
  at_most?: number;
  statement: Text;
  form: "scale" | "text" | "choice";
  from?: number;
  to?: number;
  low?: Text;
  high?: Text;
}

export interface Evaluation extends Step {
  introduction?: Text;
  order: string[];
  items: Record<string, EvaluationItem>;
  thanks?: Text;
  next_steps: Text[];
  phase: Phase;
  shown?: true;
  counts?: Counts;
  averages?: Record<string, number>;
}

export interface Agreement {
  right: number;
  partly: number;
  wrong: number;
}

export interface ShownQuintessence {
  room: number;
  name?: string;
  moderator?: string;
  people: number;
  notes: number;
  text?: string;
  language?: string;
  dissent?: string;
  confirmed?: Agreement;
  focus: string[];
  since: number;
  seconds: number;
  index: number;
  count: number;
  next?: { room: number; name?: string };
}

export interface Column {
  id: string;
  title: Text;
}

/** Between which groups people choose. `first` and `wished` (people who want the group most, or at all) are for the desk. */
export interface Choice {
  open: boolean;
  capacity: number;
  order: string[];
  rooms: Record<string, { name?: string; first?: number; wished?: number }>;
  /** People who have chosen, and people who are here; on the wall and at the desk. */
  chosen?: number;
  of?: number;
  /** The desk has named the capacity. */
  exact?: true;
}

export interface Breakout extends Step {
  phase: "prepared" | "running" | "ended";
  prompts: Text[];
  order: string[];
  rooms: Record<string, { name?: string; moderator?: string; people: number }>;
  columns: Column[];
  notes_as: "quotes" | "entries";
  focus_ideas: boolean;
  quintessence: boolean;
  published_at?: number;
  ends_at?: number;
  shown?: ShownQuintessence;
  choice?: Choice;
}

export interface Note {
  text: string;
  column?: string;
  below?: string;
  into?: string;
  language?: string;
  at: number;
  edited?: true;
  version: number;
  hidden?: true;
  by?: "console" | "participant" | "moderator" | "phone";
}

export interface HelpCall {
  room: number;
  role: "participant" | "console" | "moderator";
  since: number;
  taken_by?: "moderation" | "support";
  taken_at?: number;
}

export interface Told {
  id: string;
  at: number;
  preset?: "ten_minutes" | "five_minutes" | "two_minutes" | "write_down" | "come_back";
  text?: string;
}

export interface Dots {
  phase: "open" | "closed" | "revealed";
  budget: number;
  per_note: number;
  given: number;
  ranking?: Record<string, number>;
}

export interface Quintessence {
  text: string;
  language?: string;
  released?: true;
  version: number;
  dissent?: string;
  sources?: Record<string, string[]>;
  asked?: true;
  answered?: number;
  confirmed?: Agreement;
}

export interface Room {
  step: string;
  room: number;
  name?: string;
  moderator?: string;
  prompts: Text[];
  phase: "running" | "ended";
  ends_at?: number;
  started_at?: number;
  video?: string;
  people: { order: string[]; names: Record<string, { name?: string; seats: number; here?: true; phone?: number }>; count: number };
  columns: Column[];
  notes_as: "quotes" | "entries";
  frozen?: true;
  notes: { order: string[]; notes: Record<string, Note> };
  help?: HelpCall & { call: string };
  told?: Told;
  /** At the console: what was told before, the oldest first. */
  told_before?: Told[];
  dots?: Dots;
  pen?: { id: string; role: "participant" | "console" | "moderator" };
  quintessence?: Quintessence;
  focus: { order: string[]; ideas: Record<string, { text: string; note?: string }> };
  focus_target: [number, number];
  focus_ideas: boolean;
  quintessence_wanted: boolean;
  /** At the console: what was said for the people of the group who are on the telephone. */
  callers?: Record<string, { confirmed?: "right" | "partly" | "wrong"; dots?: Record<string, number> }>;
  /** At the console of a group that went on in another one. */
  merged_into?: { room: number; name?: string };
}

export interface Dialogue {
  phase: "waiting" | "running" | "ended";
  started_at?: number;
  ended_at?: number;
  published?: true;
}

export interface Everyone {
  session: Session;
  agenda: Agenda;
  dialogue: Dialogue;
  current?: { step: string; part?: string };
  step?: Step;
  people: { count: number };
  message?: { text: string };
  next_steps?: Text[];
}

export interface Own {
  ballots?: Record<string, any>;
  counts?: Record<string, Counts>;
  notes?: Record<string, true>;
  room?: number;
  /** Said for all at the device; those who said something themselves stand in `confirmed_by`, by seat. */
  confirmed?: "right" | "partly" | "wrong";
  confirmed_by?: Record<string, "right" | "partly" | "wrong">;
  dots?: Record<string, number>;
  wished?: number[];
}

/** A call of a person to the desk. `ahead`: people who wait before, as long as nobody comes. */
export interface PersonalCall {
  trouble: "sound" | "question" | "stuck" | "other";
  text?: string;
  since: number;
  taken_by?: "moderation" | "support" | "group";
  taken_at?: number;
  ahead?: number;
  done?: true;
  /** At a console. */
  name?: string;
}

export interface Me {
  person: string;
  name?: string;
  seats: number;
  language?: string;
  /** Of the first person at the device; those of the others stand in `hands`, by seat. */
  hand?: { since: number; place: number; called?: true };
  hands?: Record<string, { since: number; place: number; called?: true }>;
  help?: PersonalCall;
  room?: { step: string; room: number };
  steps?: Record<string, Own>;
}

/** A group as the desk sees it. */
export interface DeskRoom {
  name?: string;
  moderator?: string;
  /** Whether a console of this group is open now. */
  console?: true;
  people: string[];
  here: number;
  notes: number;
  video?: string;
  /** Missing where the group went on in another one. */
  ends_at?: number;
  last_at?: number;
  frozen?: true;
  dots?: Dots;
  pen?: { id: string; role: "participant" | "console" | "moderator" };
  quintessence?: Quintessence;
  focus: number;
  board: { order: string[]; notes: Record<string, Note> };
  focus_ideas: { order: string[]; ideas: Record<string, { text: string; note?: string }> };
}

/** A reason for a place, or what could not be met. */
export interface Fact {
  code: string;
  params?: Record<string, string | number>;
  people?: string[];
}

/** People who are to be in one group, or each in another. */
export interface Linked {
  how: "together" | "apart";
  people: string[];
}

/** What is asked for about people: beside the draft where there is one, else on the step itself. */
export interface Wished {
  links?: Record<string, Linked>;
  speakers?: Record<string, string[]>;
}

/** Groups that are proposed. */
export interface Draft extends Wished {
  names: Record<string, string>;
  rooms: Record<string, string[]>;
  unplaced: Record<string, true>;
  source?: "random" | "same" | "mixed" | "list" | "chosen";
  pinned?: Record<string, true>;
  reasons?: Record<string, Fact[]>;
  findings?: Record<string, Fact>;
}

/** A group phase as the desk sees it. */
export interface DeskBreakout extends Omit<Breakout, "rooms" | "order">, Wished {
  rooms: Record<string, DeskRoom>;
  draft?: Draft;
  group_size: number;
  groups?: number;
  /** The city's conference server that the session file wishes and that is not known here. */
  video_missing?: "jitsi" | "bigbluebutton";
  same_groups_as?: string;
  choice_planned?: true;
  shown_room?: number;
  help?: Record<string, HelpCall>;
  told?: Record<string, Omit<Told, "id"> & { room?: number }>;
  dots?: { budget: number; per_note: number };
}
