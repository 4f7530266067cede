"""Taking facts in. Rule: nothing is refused and nothing that somebody wrote is ever thrown away."""

from collections.abc import Collection
from typing import assert_never

from live.core.ids import CommandId, NoteId, PersonId, RoomNumber
from live.core.touched import ANYBODY, NOBODY, Touched, of_person, of_room
from live.steps.breakout.events import (
    BoardEvent,
    BoardsFrozen,
    BoardsUnfrozen,
    BreakoutEvent,
    BroadcastRestored,
    BroadcastSent,
    BroadcastWithdrawn,
    CallEvent,
    ChoiceClosed,
    ChoiceEvent,
    ChoiceOpened,
    ChoiceRestored,
    ConfirmationAsked,
    Confirmed,
    DissentWritten,
    DotsPlaced,
    DotsTurned,
    DraftDiscarded,
    EarlierGroupsRestored,
    Ended,
    FocusIdeaAdded,
    FocusIdeaEdited,
    FocusIdeaRemoved,
    FocusIdeaRestored,
    GroupEvent,
    HelpCalled,
    HelpDone,
    HelpGivenBack,
    HelpReopened,
    HelpTaken,
    NoteEdited,
    NoteHidden,
    NoteMerged,
    NoteMoved,
    NoteParted,
    NoteUnhidden,
    NoteWithdrawn,
    NoteWritten,
    OutcomeEvent,
    PenPassed,
    PenTaken,
    PeopleLinked,
    PeopleUnlinked,
    PersonJoinedLate,
    PersonMoved,
    PersonTakenOut,
    Phase,
    PlacePinned,
    Plan,
    Published,
    QuintessenceReleased,
    QuintessenceShown,
    QuintessenceTakenDown,
    QuintessenceWithdrawn,
    QuintessenceWritten,
    Reopened,
    ResultEvent,
    RoomsDrafted,
    RoomsMerged,
    RoomsParted,
    SentenceSourced,
    SpeakerMarked,
    TimeAdded,
    TimeTakenBack,
    Unpublished,
    Wished,
)
from live.steps.breakout.state import (
    ALL_SEATS,
    Board,
    Drawn,
    FocusIdea,
    Groups,
    HelpCall,
    Linked,
    Made,
    Note,
    Pen,
    Quintessence,
    Said,
    State,
)
from live.steps.breakout.wishes import Wanted


def fold(state: State, event: BreakoutEvent, at: int) -> None:
    """Take a fact in. `at` is ms since 1970 UTC."""
    if isinstance(event, GroupEvent):
        _fold_groups(state, event)
    elif isinstance(event, ChoiceEvent):
        _fold_choice(state, event)
    elif isinstance(event, BoardEvent):
        _fold_board(state, event, at)
    elif isinstance(event, CallEvent):
        _fold_call(state, event, at)
    else:
        _fold_outcome(state, event, at)
    state.memo.numbers = None
    rooms = touched(state, event).rooms
    for room in (None,) if rooms is None else rooms:
        state.changes[room] = state.changes.get(room, 0) + 1


def touched(state: State, event: BreakoutEvent) -> Touched:
    """Whose views the fact may have changed: mostly those of one group."""
    if isinstance(event, ChoiceEvent):
        return _touched_choice(state, event)
    match event:
        case NoteWritten(room=room, author=author):
            role, _, person = author.partition(":")
            people = {PersonId(person)} if role == "participant" else ()
            return Touched(frozenset(people), frozenset((room,)))
        case QuintessenceShown() | QuintessenceTakenDown() | RoomsDrafted() | DraftDiscarded():
            return NOBODY
        case PlacePinned() | PeopleLinked() | PeopleUnlinked() | SpeakerMarked():
            return NOBODY
        case HelpCalled(room=room):
            return of_room(room)
        case HelpTaken(call=call) | HelpGivenBack(call=call) | HelpDone(call=call) | HelpReopened(call=call):
            return of_room(state.help[call].room)
        case BroadcastSent(broadcast=id_) | BroadcastWithdrawn(broadcast=id_) | BroadcastRestored(broadcast=id_):
            return Touched(rooms=frozenset(state.broadcasts[id_].rooms))
        case NoteEdited() | NoteHidden() | NoteWithdrawn() | NoteUnhidden() | NoteMoved() | NoteMerged() | NoteParted():
            return of_room(state.room_of_note[event.note])
        case FocusIdeaEdited() | FocusIdeaRemoved() | FocusIdeaRestored():
            return of_room(state.room_of_idea[event.idea])
        case Confirmed(person=person, room=room):
            return Touched(frozenset((person,)), frozenset((room,)))
        case QuintessenceWritten(room=room):  # what its people said to the words before is void
            people = state.groups.members.get(room, set()) if state.groups else set()
            return Touched(frozenset(people), frozenset((room,)))
        case ResultEvent():
            return of_room(event.room)
        case DotsTurned(phases=phases):
            return Touched(rooms=frozenset(phases))
        case DotsPlaced(person=person, note=note):
            return Touched(frozenset((person,)), frozenset((state.room_of_note[note],)))
        case BoardsFrozen(rooms=rooms) | BoardsUnfrozen(rooms=rooms):
            return Touched(rooms=frozenset(rooms))
        case TimeAdded(ends_at=clocks) | TimeTakenBack(ends_at=clocks):
            return Touched(rooms=frozenset(clocks))
        case PersonJoinedLate(person=person, room=room):
            return Touched(frozenset((person,)), frozenset((room,)), crowd=True)
        case PersonMoved(where="draft") | PersonTakenOut(where="draft"):
            return NOBODY
        case _:
            return ANYBODY


def _touched_choice(state: State, event: ChoiceEvent) -> Touched:
    match event:
        case Wished(person=person):
            return of_person(person)
        case ChoiceOpened() | ChoiceRestored():  # of fewer groups than before, a wish is another one
            return Touched(frozenset(state.choice.wishes))
        case ChoiceClosed():
            return NOBODY
        case _:
            assert_never(event)


def _fold_groups(state: State, event: GroupEvent) -> None:
    match event:
        case RoomsDrafted(rooms=rooms, reasons=reasons, findings=findings, by_hand=by_hand, source=source):
            state.draft = Groups.of(rooms)
            drawn = {person: room for person, room in state.draft.room_of.items() if person not in by_hand}
            state.drawn = Drawn(drawn, dict(reasons), findings, source)
        case DraftDiscarded():
            state.draft, state.drawn = None, Drawn()
        case PlacePinned(person=person, pinned=pinned):
            (state.pinned.add if pinned else state.pinned.discard)(person)
        case PeopleLinked(link=link, how=how, people=people):
            state.links[link] = Linked(how, people)
        case PeopleUnlinked(link=link):
            state.links.pop(link, None)
        case SpeakerMarked(person=person, languages=languages):
            if languages:
                state.speakers[person] = languages
            else:
                state.speakers.pop(person, None)
        case PersonMoved() | PersonTakenOut() | PersonJoinedLate():
            _fold_person(state, event)
        case Published(rooms=rooms):
            state.made = _made(state, rooms)
            _publish(state, event)
            state.phase, state.draft = Phase.RUNNING, None
        case Unpublished(draft=draft):
            state.phase, state.groups, state.draft = Phase.PREPARED, None, Groups.of(draft)
            state.published_at, state.ends_at, state.made = 0, {}, Made()
        case EarlierGroupsRestored(phase=phase, draft=draft, source=source, by_hand=by_hand):
            places = Groups.of(event.rooms).room_of
            state.made = Made(source, {person: None if person in by_hand else room for person, room in places.items()})
            _publish(state, event)
            state.phase, state.draft = phase, Groups.of(draft)
        case RoomsMerged():
            _merge_rooms(state, event)
        case RoomsParted():
            _part_rooms(state, event)
        case TimeAdded(ends_at=ends_at) | TimeTakenBack(ends_at=ends_at):
            state.ends_at.update(ends_at)
        case Ended():
            state.phase = Phase.ENDED
        case Reopened():
            state.phase = Phase.RUNNING
        case _:
            assert_never(event)


def _fold_choice(state: State, event: ChoiceEvent) -> None:
    choice = state.choice
    match event:
        case ChoiceOpened(groups=groups, capacity=capacity, exact=exact):
            choice.turn("open", groups, capacity, exact=exact)
        case ChoiceRestored(phase=phase, groups=groups, capacity=capacity, exact=exact):
            choice.turn(phase, groups, capacity, exact=exact)
        case ChoiceClosed():
            choice.phase = "closed"
        case Wished(person=person, rooms=rooms, seats=seats):
            choice.take(person, Wanted(rooms, seats))
        case _:
            assert_never(event)


def _merge_rooms(state: State, event: RoomsMerged) -> None:
    room, into = event.room, event.into
    if state.groups is not None:
        for person in sorted(state.groups.members.get(room, ())):
            state.groups.put(person, into)
        state.groups.members.pop(room, None)
    state.ends_at.pop(room, None)
    state.merged[room] = into
    source, target = state.board(room), _board(state, into)
    state.brought[room] = tuple(source.notes), tuple(source.ideas)
    _carry_over(state, source, target, tuple(source.notes), tuple(source.ideas), into)
    target.last_at = max(filter(None, (source.last_at, target.last_at)), default=None)


def _part_rooms(state: State, event: RoomsParted) -> None:
    room = event.room
    state.merged.pop(room, None)
    state.brought.pop(room, None)
    if state.groups is not None:
        state.groups.members.setdefault(room, set())
        for person in event.people:
            state.groups.put(person, room)
    if event.ends_at is not None:
        state.ends_at[room] = event.ends_at
    source, target = _board(state, event.into), _board(state, room)
    # A point that was written meanwhile goes with the card above it.
    points = (point for id_ in event.notes for point in source.notes[id_].subpoints)
    _carry_over(state, source, target, tuple(dict.fromkeys((*event.notes, *points))), event.ideas, room)
    source.last_at = event.last_at
    for board in (source, target):
        for note in board.notes.values():
            note.into = note.into if note.into in board.notes else None


def _carry_over(
    state: State,
    source: Board,
    target: Board,
    notes: tuple[NoteId, ...],
    ideas: tuple[CommandId, ...],
    room: RoomNumber,
) -> None:
    """Bring cards with their dots, and ideas, from one board to another, in their order."""
    for id_ in notes:
        note = source.notes.pop(id_)
        if note.below is None:
            source.order.remove(id_)
            target.order.append(id_)
        target.notes[id_], note.room, state.room_of_note[id_] = note, room, room
    for person, placed in source.dots.placed.items():
        for id_ in [id_ for id_ in placed if id_ in target.notes]:
            target.dots.placed.setdefault(person, {})[id_] = placed.pop(id_)
    for idea in ideas:
        target.ideas[idea], state.room_of_idea[idea] = source.ideas.pop(idea), room


def _made(state: State, rooms: Plan) -> Made:
    """Whoever is published somewhere else than drawn was put there; who was not in the draft came in of itself."""
    drafted: Collection[PersonId] = state.draft.room_of if state.draft else ()
    return Made(
        state.drawn.source,
        {
            person: None if person in drafted and state.drawn.room_of.get(person) != room else room
            for person, room in Groups.of(rooms).room_of.items()
        },
    )


def _publish(state: State, event: Published | EarlierGroupsRestored) -> None:
    state.groups = Groups.of(event.rooms)
    state.published_at, state.ends_at = event.published_at, dict(event.ends_at)


def _fold_person(state: State, event: PersonMoved | PersonTakenOut | PersonJoinedLate) -> None:
    where = "groups" if isinstance(event, PersonJoinedLate) else event.where
    groups = state.draft if where == "draft" else state.groups
    if groups is None:
        return
    if isinstance(event, PersonTakenOut):
        groups.take_out(event.person)
    else:
        groups.put(event.person, event.room)
    if isinstance(event, PersonJoinedLate):
        state.made.room_of[event.person] = event.room


def _fold_board(state: State, event: BoardEvent, at: int) -> None:
    match event:
        case NoteWritten():
            _pin(state, event, at)
        case DotsTurned(phases=phases, budget=budget, per_note=per_note):
            for room, phase in phases.items():
                dots = _board(state, room).dots
                dots.phase, dots.budget, dots.per_note = phase, budget, per_note
        case DotsPlaced(person=person, note=id_, dots=number):
            _board(state, state.room_of_note[id_]).dots.placed.setdefault(person, {})[id_] = number
        case BoardsFrozen(rooms=rooms) | BoardsUnfrozen(rooms=rooms):
            for room in rooms:
                _board(state, room).frozen = isinstance(event, BoardsFrozen)
        case _:
            _fold_note(state, event, at)


def _fold_note(
    state: State,
    event: NoteEdited | NoteHidden | NoteWithdrawn | NoteUnhidden | NoteMoved | NoteMerged | NoteParted,
    at: int,
) -> None:
    note = state.note(event.note)
    if note is None:
        return
    board = _board(state, note.room)
    match event:
        case NoteEdited(text=text):
            note.text, note.version = text, note.version + 1
            board.last_at = at
        case NoteHidden() | NoteWithdrawn():
            note.hidden = True
        case NoteUnhidden():
            note.hidden = False
        case NoteMoved(column=column):
            note.column = column
        case NoteMerged(into=into):
            note.into = into
        case NoteParted():
            note.into = None
        case _:
            assert_never(event)


def _fold_call(state: State, event: CallEvent, at: int) -> None:
    match event:
        case HelpCalled(call=call, room=room, role=role):
            state.help[call] = HelpCall(room, role, at)
        case HelpTaken(call=call, by=by):
            state.help[call].taken_by, state.help[call].taken_at = by, at
        case HelpGivenBack(call=call):
            state.help[call].taken_by, state.help[call].taken_at = None, 0
        case HelpDone(call=call) | HelpReopened(call=call):
            state.help[call].done = isinstance(event, HelpDone)
        case BroadcastSent(broadcast=id_, rooms=rooms, preset=preset, text=text):
            state.broadcasts[id_] = Said(rooms, preset, text, at)
        case BroadcastWithdrawn(broadcast=id_) | BroadcastRestored(broadcast=id_):
            state.broadcasts[id_].withdrawn = isinstance(event, BroadcastWithdrawn)
        case _:
            assert_never(event)


def _fold_outcome(state: State, event: OutcomeEvent, at: int) -> None:
    match event:
        case QuintessenceWritten(room=room):
            board = _board(state, room)
            board.quintessence, board.last_at = _rewritten(board.quintessence, event), at
        case QuintessenceReleased(room=room) | QuintessenceWithdrawn(room=room):
            board = _board(state, room)
            if board.quintessence is not None:
                board.quintessence.released = isinstance(event, QuintessenceReleased)
                board.editions[board.quintessence.version] = board.quintessence.text
        case QuintessenceShown(room=room):
            state.shown, state.shown_at = room, at
        case PenTaken(room=room, pen=pen, holder=holder, role=role):
            _board(state, room).pen = Pen(pen, holder, role)
        case PenPassed(room=room):
            _board(state, room).pen = None
        case DissentWritten() | SentenceSourced() | ConfirmationAsked() | Confirmed():
            _fold_agreeing(state, event)
        case QuintessenceTakenDown():
            state.shown = None
        case FocusIdeaAdded(room=room):
            board = _board(state, room)
            board.ideas[event.idea], board.last_at = FocusIdea(event.text, event.note), at
            state.room_of_idea[event.idea] = room
        case _:
            _fold_idea(state, event)


def _rewritten(earlier: Quintessence | None, event: QuintessenceWritten) -> Quintessence:
    """The quintessence in other words: what the group said to the earlier ones says nothing about these."""
    if earlier is None:
        return Quintessence(event.text, event.language, 1)
    return Quintessence(
        event.text, event.language, earlier.version + 1, dissent=earlier.dissent, sources=earlier.sources
    )


def _fold_agreeing(state: State, event: DissentWritten | SentenceSourced | ConfirmationAsked | Confirmed) -> None:
    quintessence = _board(state, event.room).quintessence
    if quintessence is None:
        return
    match event:
        case DissentWritten(text=text):
            quintessence.dissent = text
        case SentenceSourced(sentence=sentence, notes=notes):
            quintessence.sources[sentence] = notes
        case ConfirmationAsked(version=version):
            quintessence.asked = version == quintessence.version
        case Confirmed(person=person, seat=None, version=version, answer=answer) if version == quintessence.version:
            quintessence.answers[person] = {ALL_SEATS: answer}
        case Confirmed(person=person, seat=int(seat), version=version, answer=answer) if (
            version == quintessence.version
        ):
            quintessence.answers.setdefault(person, {})[seat] = answer
        case Confirmed():
            pass  # said to words that have been replaced since
        case _:
            assert_never(event)


def _fold_idea(state: State, event: FocusIdeaEdited | FocusIdeaRemoved | FocusIdeaRestored) -> None:
    room = state.room_of_idea.get(event.idea)
    if room is None:
        return
    idea = state.boards[room].ideas[event.idea]
    if isinstance(event, FocusIdeaEdited):
        idea.text = event.text
    else:
        idea.removed = isinstance(event, FocusIdeaRemoved)


def _board(state: State, room: RoomNumber) -> Board:
    return state.boards.setdefault(room, Board())


def _pin(state: State, event: NoteWritten, at: int) -> None:
    board = _board(state, event.room)
    board.notes[event.note] = Note(
        note=event.note,
        room=event.room,
        text=event.text,
        author=event.author,
        at=at,
        column=event.column,
        below=event.below,
        language=event.language,
    )
    (board.notes[event.below].subpoints if event.below else board.order).append(event.note)
    board.last_at = at
    state.room_of_note[event.note] = event.room
    state.notes_by.setdefault(event.author, []).append(event.note)
