"""How many people took part, by the way in which they did.

Rule: people are counted, not devices. Who was never entered as a person but only counted (on camera, on paper) is in
the sum with the highest such count in one question, because the same people are counted again with every question.
On the telephone are those who were entered as people; or, where more answered one question that way, as many.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from live.core.context import Look
from live.core.document import Fact, Phrase, Words, nphrase, phrase
from live.core.question import Question, sources_of


@dataclass(frozen=True, slots=True)
class Attendance:
    """People by source, and the devices of those in the app."""

    app: int
    devices: int
    phone: int
    camera: int
    paper: int

    @classmethod
    def of(cls, look: Look, questions: Iterable[Question]) -> "Attendance":
        """Of these people and what was counted in these questions."""
        here = [person for person in look.people.values() if person.source == "app"]
        phone = sum(caller.seats for caller in look.callers.values())
        highest = _highest(questions, look)
        return cls(
            app=sum(person.seats for person in here),
            devices=len(here),
            phone=max(phone, highest["phone"]),
            camera=highest["camera"],
            paper=highest["paper"],
        )

    @property
    def people(self) -> int:
        """Everybody."""
        return self.app + self.phone + self.camera + self.paper

    @property
    def counted(self) -> int:
        """Those who are known only from counts."""
        return self.camera + self.paper

    def total(self) -> Iterator[Fact]:
        """The sum."""
        if self.people:
            label = nphrase("person took part", "people took part", self.people)
            yield Fact(label=label, value=phrase("%(number)s", number=self.people), big=True)

    def sources(self) -> Iterator[Fact]:
        """What the sum consists of."""
        if self.app:
            yield Fact(label=phrase("In the app"), value=_on_devices(self.app, self.devices))
        if self.phone:
            people = nphrase("%(n)s person", "%(n)s people", self.phone)
            yield Fact(label=phrase("On the phone"), value=people)
        for name, count in ((phrase("Counted on camera"), self.camera), (phrase("On paper"), self.paper)):
            if count:
                yield Fact(label=name, value=_counted(count))


def _highest(questions: Iterable[Question], look: Look) -> dict[str, int]:
    highest = {"camera": 0, "phone": 0, "paper": 0}
    for question in questions:
        for asked in question.rounds.values():
            answered = sources_of(asked, look)
            highest = {source: max(most, answered.get(source, 0)) for source, most in highest.items()}
    return highest


def _on_devices(people: int, devices: int) -> Phrase:
    if people == devices:
        return nphrase("%(n)s person on a device", "%(n)s people, each on a device", people)
    return nphrase("%(people)s people on %(n)s device", "%(people)s people on %(n)s devices", devices, people=people)


def _counted(people: int) -> Words:
    return nphrase("%(n)s person, the most in one question", "%(n)s people, the most in one question", people)
