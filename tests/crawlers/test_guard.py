"""Which addresses are forbidden, in every spelling, and that a name is judged by the address it has when connected to."""

from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from crawlers.guard import Guard, forbidden


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1",
        "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    ],
)  # fmt: skip
def test_special_addresses_are_forbidden(address: str) -> None:
    assert forbidden(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "211.115.106.1", "2001:4860:4860::8888", "64:ff9b::808:808"],
)
def test_public_addresses_pass(address: str) -> None:
    assert not forbidden(address)


class Names:
    """A resolver whose answer to a name changes with each look-up."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, _host: str, port: int = 0, *_: Any) -> Any:  # noqa: N802  Twisted's name
        """Gives the next answer."""
        receiver.resolutionBegan(None)
        for address in self.answers.pop(0):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()


class Reached:
    """What would be connected to."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802  Twisted's name
        """Begins."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802  Twisted's name
        """Notes the address."""
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802  Twisted's name
        """Ends."""
        self.complete = True


def reached(guard: Guard, host: str, port: int = 80) -> list[str]:
    """The addresses that the guard hands on."""
    receiver: Any = Reached()
    guard.resolveHostName(receiver, host, port)
    assert receiver.complete
    return list(receiver.addresses)


def test_a_name_that_is_rebound_between_two_requests_is_refused_at_the_second() -> None:
    guard = Guard(Names(["8.8.8.8"], ["127.0.0.1"], ["8.8.8.8"]), frozenset())
    assert reached(guard, "press.example") == ["8.8.8.8"]
    assert ("press.example", 80) not in guard.refused
    assert reached(guard, "press.example") == []
    assert guard.refused["press.example", 80] == "127.0.0.1"
    assert reached(guard, "press.example") == ["8.8.8.8"]
    assert ("press.example", 80) not in guard.refused


def test_of_several_addresses_only_public_ones_are_connected_to() -> None:
    guard = Guard(Names(["10.0.0.1", "8.8.8.8", "::1", "2001:4860:4860::8888"]), frozenset())
    assert reached(guard, "press.example") == ["8.8.8.8", "2001:4860:4860::8888"]


def test_only_the_named_host_and_port_may_lie_on_a_private_address() -> None:
    names = Names(*[["127.0.0.1"]] * 4, ["::1"], ["::1"])
    guard = Guard(names, frozenset({"localhost:8737", "[::1]:80"}))
    assert reached(guard, "localhost", 8737) == ["127.0.0.1"]
    assert reached(guard, "LOCALHOST", 8737) == ["127.0.0.1"]
    assert reached(guard, "localhost", 8738) == []
    assert reached(guard, "127.0.0.1", 8737) == []
    assert reached(guard, "::1", 80) == ["::1"]
    assert reached(guard, "::1", 81) == []
