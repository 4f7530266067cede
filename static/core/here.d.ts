/** What a step's part of the participant's page gets to work with, and what it gives back. */

import type { Live } from "./page.js";
import type { Everyone, Me, Own, Room, Step } from "./views.js";

export interface Here<S = Step> {
  live: Live;
  everyone: Everyone;
  me: Me;
  step: S;
  /** The part of the step on which the moderation stands. */
  part?: string | undefined;
  /** Own answers or notes in this step. */
  own: Own;
  room?: Room | undefined;
  /** The button for the raised hand. */
  hand: unknown;
}

export interface Screen {
  /** What the city or the moderation says; contains the h1. */
  stage: unknown;
  stageSmall?: boolean;
  /** Whether a result stands there, which is spoken when it comes. */
  tells?: boolean;
  body?: unknown;
  /** What single keys do while nobody types. */
  keys?: Record<string, () => void>;
  /** What can be done now; the raised hand where this is missing. */
  dock?: unknown;
}
