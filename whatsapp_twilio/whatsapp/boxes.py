"""What an MP4 or 3GP file holds: the codecs of its tracks, by a walk over its boxes.

ISO/IEC 14496-12; https://developer.apple.com/documentation/quicktime-file-format
"""

_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_HEADER = 8
# A sample description begins with version, flags and the count of its entries.
_BEFORE_ENTRIES = 8
# Tracks that carry neither sound nor picture: time codes, subtitles, data.
_NEITHER = frozenset({"mebx", "mett", "text", "tmcd", "tx3g"})


def codecs(content):
    """The names of the codecs of sound and picture, as a set; empty if unreadable."""
    return frozenset(_codecs(memoryview(content))) - _NEITHER


def _codecs(view):
    for name, inside in _boxes(view):
        if name == b"stsd":
            for codec, _entry in _boxes(inside[_BEFORE_ENTRIES:]):
                yield codec.decode("latin-1")
        elif name in _CONTAINERS:
            yield from _codecs(inside)


def _boxes(view):
    """Each box's name and content, as far as the sizes are believable."""
    while len(view) >= _HEADER:
        size, header = int.from_bytes(view[:4], "big"), _HEADER
        if size == 1 and len(view) >= 16:  # the size is a 64-bit one
            size, header = int.from_bytes(view[8:16], "big"), 16
        elif size == 0:  # to the end of the file
            size = len(view)
        if not header <= size <= len(view):
            return
        yield bytes(view[4:8]), view[header:size]
        view = view[size:]
