import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest

from live.conference.bigbluebutton import Algorithm, Answer, Garbage, Meeting, Server, checksum, create, join, read

SECRET = "639259d4-9dd8-4b25-bf01-95f9567eaf4b"  # noqa: S105 - the example of the documentation
EXAMPLE = "name=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444"
MEETING = Meeting("a1b2", "Gruppe 1: Linde", "viewer-secret", "moderator-secret")
SERVER = Server("https://bbb.example/bigbluebutton/", SECRET)
DOCUMENTED = b"""<response>
  <returncode>SUCCESS</returncode>
  <meetingID>Test</meetingID>
  <internalMeetingID>640ab2bae07bedc4c163f679a746f7ab7fb5d1fa-1531155809613</internalMeetingID>
  <attendeePW>ap</attendeePW>
  <moderatorPW>mp</moderatorPW>
  <hasUserJoined>false</hasUserJoined>
  <messageKey>duplicateWarning</messageKey>
  <message>This conference was already in existence and may currently be in progress.</message>
</response>"""


def test_the_checksum_of_the_documentations_example() -> None:
    assert checksum("create", EXAMPLE, SECRET, "sha1") == "1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17"


def test_an_address_is_that_of_the_documentations_example() -> None:
    server = Server("http://yourserver.example/bigbluebutton/", SECRET, "sha1")
    params = {"name": "Test Meeting", "meetingID": "abc123", "attendeePW": "111222", "moderatorPW": "333444"}
    expected = f"{EXAMPLE}&checksum=1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17"
    assert server.address("create", params) == f"http://yourserver.example/bigbluebutton/api/create?{expected}"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha384", "sha512"])
def test_a_call_is_signed_over_the_query_as_it_is_sent(algorithm: Algorithm) -> None:
    address = create(Server(SERVER.url, SECRET, algorithm), MEETING)
    query, _, given = urlsplit(address).query.rpartition("&checksum=")
    assert given == hashlib.new(algorithm, f"create{query}{SECRET}".encode()).hexdigest()
    assert SECRET not in address


@pytest.mark.parametrize("url", ["https://b.example/bigbluebutton", "https://b.example/bigbluebutton/api/"])
def test_an_address_of_the_server_may_be_written_in_several_ways(url: str) -> None:
    assert create(Server(url, SECRET), MEETING).startswith("https://b.example/bigbluebutton/api/create?name=")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Rosa & Bernd=", "Rosa & Bernd="),
        ("نور", "نور"),
        ("Ümit/?#%41+ ", "Ümit/?#%41+ "),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("a\x00b\r\nHost: c\x85", "abHost: c"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_data(name: str, said: str) -> None:
    address = join(SERVER, MEETING, name, "VIEWER")
    assert address.isascii()
    asked = parse_qs(urlsplit(address).query, strict_parsing=True)
    assert asked["fullName"] == [said]
    assert (asked["role"], asked["password"], asked["meetingID"]) == (["VIEWER"], ["viewer-secret"], ["a1b2"])


def test_a_viewer_is_given_no_password_of_a_moderator() -> None:
    assert "moderator-secret" not in join(SERVER, MEETING, "Rosa", "VIEWER")
    asked = parse_qs(urlsplit(join(SERVER, MEETING, "Tomasz", "MODERATOR")).query)
    assert (asked["role"], asked["password"]) == (["MODERATOR"], ["moderator-secret"])


def test_secrets_are_in_no_text_of_a_value() -> None:
    assert SECRET not in repr(SERVER)
    assert "secret" not in repr(MEETING)


def test_an_answer_says_whether_it_was_done() -> None:
    assert read(DOCUMENTED) == Answer(done=True, key="duplicateWarning")
    failed = b"<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey></response>"
    assert read(failed) == Answer(done=False, key="checksumError")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"SUCCESS",
        b"<html>It works!</html>",
        b"<response><returncode>SUCCESS</returncode>",
        b"<response><returncode>PERHAPS</returncode></response>",
        b"<response><meeting><returncode>SUCCESS</returncode></meeting></response>",
        b'<!DOCTYPE r [<!ENTITY a "SUCCESS">]><response><returncode>&a;</returncode></response>',
        b'<!DOCTYPE r SYSTEM "file:///etc/passwd"><response><returncode>SUCCESS</returncode></response>',
        b"<response><returncode>&a;</returncode></response>",
        b"\xff\xfe\x00",
        b"<a>" * 20_000,
    ],
)
def test_anything_else_is_no_answer(body: bytes) -> None:
    with pytest.raises(Garbage):
        read(body)
