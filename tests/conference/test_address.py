import pytest

from live.conference.address import is_safe


@pytest.mark.parametrize(
    "address",
    [
        "https://meet.stadt.example",
        "https://meet.stadt.example:8443/",
        "https://stadt.example/video",
        "http://127.0.0.1:8080/bigbluebutton/",
        "http://localhost",
        "http://[::1]:80",
    ],
)
def test_addresses_by_https_or_on_this_machine_will_do(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://meet.stadt.example",
        "http://10.0.0.1",
        "http://localhost.stadt.example",
        "ftp://meet.stadt.example",
        "meet.stadt.example",
        "https://",
        "https://name:word@meet.stadt.example",
        "https://meet.stadt.example?room=1",
        "https://meet.stadt.example/#a",
        "https://meet.stadt.example/a b",
        "https://meet.stadt.example/\r\nHost:x",
        "https://meet.städt.example",
        "https://meet.stadt.example:99999",
        "javascript:alert(1)",
    ],
)
def test_no_others(address: str) -> None:
    assert not is_safe(address)
