"""Which addresses may be reached: public ones, checked where a name has become the address that is connected to.

The reactor resolves every host of every hop here, literal addresses in any spelling too, and connects to nothing that
the guard has not passed; a name that changes its address between two look-ups gains nothing. Special ranges are those
of the IANA special-purpose address registries.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from typing import Any

from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

NAT64 = IPv6Network("64:ff9b::/96")
UNICAST = IPv6Network("2000::/3")
# Beside what `ipaddress` calls not global, in which Python's versions differ: protocol assignments, 6to4 and Teredo,
# documentation; and a public address that answers inside a cloud alone (Azure's host node).
SPECIAL_4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
SPECIAL_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


def forbidden(address: str) -> bool:
    """Whether an IP address is loopback, private, link-local, metadata, multicast, unspecified or otherwise special."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv4Address):
        return not ip.is_global or ip.is_multicast or any(ip in network for network in SPECIAL_4)
    if ip in NAT64:
        return forbidden(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip not in UNICAST or any(ip in network for network in SPECIAL_6)


@implementer(IResolutionReceiver)
class _Sieve:
    """Hands on the addresses that pass."""

    def __init__(self, guard: "Guard", receiver: Any, host: str, port: int) -> None:
        self.guard, self.receiver, self.host, self.port = guard, receiver, host, port

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802  Twisted's name
        """Hands on."""
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802  Twisted's name
        """Hands the address on, or notes that it was refused."""
        if self.guard.passes(self.host, self.port, address.host):
            self.receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802  Twisted's name
        """Hands on."""
        self.receiver.resolutionComplete()


@implementer(IHostnameResolver)
class Guard:
    """Twisted's resolver with the guard behind it; `allowed` are host:port pairs that may lie on any address.

    `refused` holds, by host and port, an address that the last look-up gave and the guard refused.
    """

    def __init__(self, resolver: Any, allowed: frozenset[str], reactor: Any = None) -> None:
        self.resolver, self.allowed, self.reactor = resolver, allowed, reactor
        self.refused: dict[tuple[str, int], str] = {}

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "Guard":
        """The guard that Scrapy builds for TWISTED_DNS_RESOLVER."""
        return cls(reactor.nameResolver, crawler.settings["BORDERWIRE_ALLOWED"], reactor)

    def install_on_reactor(self) -> None:
        """Makes the reactor resolve here."""
        self.reactor.installNameResolver(self)

    def passes(self, host: str, port: int, address: str) -> bool:
        """Whether the address of the host may be connected to; a refusal is remembered in `refused`."""
        name = f"[{host}]" if ":" in host else host.lower()
        if f"{name}:{port}" in self.allowed or not forbidden(address):
            return True
        self.refused[(host.lower(), port)] = address
        return False

    def resolveHostName(  # noqa: N802  Twisted's name
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803  Twisted's name
        hostName: str,  # noqa: N803  Twisted's name
        portNumber: int = 0,  # noqa: N803  Twisted's name
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803  Twisted's name
        transportSemantics: str = "TCP",  # noqa: N803  Twisted's name
    ) -> Any:
        """Resolves, handing on only what passes."""
        self.refused.pop((hostName.lower(), portNumber), None)
        sieve = _Sieve(self, resolutionReceiver, hostName, portNumber)
        return self.resolver.resolveHostName(sieve, hostName, portNumber, addressTypes, transportSemantics)
