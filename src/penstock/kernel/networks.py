"""Which addresses of a network count as one visitor's."""

from ipaddress import IPv6Address, ip_address, ip_network


def network_of(address: str) -> str:
    """Return what counts as one address: with IPv6 the network of 64 bits that a home has."""
    try:
        at = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(at, IPv6Address):
        if at.ipv4_mapped:
            return str(at.ipv4_mapped)
        return str(ip_network((at, 64), strict=False))
    return str(at)
