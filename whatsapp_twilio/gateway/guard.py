"""Connections that reach nobody but public hosts: what is behind our walls stays there.

The address is looked up once, checked, and then connected to; so no name can point
elsewhere between the check and the use.
"""

import http.client
import ipaddress
import socket
import ssl

# Seconds to connect, and between two pieces of an answer.
TIMEOUT = 15
# Networks whose addresses carry an IPv4 address in their last 32 bits.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedAddress(Exception):
    """A host whose address is not public."""


def is_public(text):
    """Whether an IP address is one of the Internet, in every form it may be written."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(
        each.is_global and not each.is_multicast for each in (address, *_inner(address))
    )


def _inner(address):
    """The IPv4 addresses that an IPv6 address carries."""
    if address.version == 4:
        return ()
    in_nat64 = address in _NAT64 and ipaddress.ip_address(int(address) & 0xFFFFFFFF)
    inner = (address.ipv4_mapped, address.sixtofour, in_nat64)
    return tuple(filter(None, (*inner, *(address.teredo or ()))))


def open_connection(scheme, host, port, is_trusted):
    """A connection for HTTP to this host, which must be public unless it is trusted."""
    kind = _HttpsConnection if scheme == "https" else _HttpConnection
    connection = kind(host, port, timeout=TIMEOUT)
    connection.reach = socket.create_connection if is_trusted else _reach_public
    connection.connect()
    return connection


class _HttpConnection(http.client.HTTPConnection):
    def connect(self):
        self.sock = self.reach((self.host, self.port), self.timeout)


class _HttpsConnection(http.client.HTTPConnection):
    default_port = http.client.HTTPS_PORT  # signed addresses know their host by name

    def connect(self):
        plain = self.reach((self.host, self.port), self.timeout)
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(plain, server_hostname=self.host)


def _reach_public(address, timeout):
    """Connect to the first public address that answers; nothing is sent yet."""
    found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
    public = [entry for entry in found if is_public(entry[4][0])]
    if not public:
        raise RefusedAddress
    error = None
    for family, kind, protocol, _name, target in public:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(timeout)
            connection.connect(target)
            return connection
        except OSError as failure:
            connection.close()
            error = failure
    raise error
