"""Stands for pillow: of a PNG, its size."""

import struct


class Image:
    def __init__(self, size):
        self.size = size


def open(fp, mode="r", formats=None):
    header = fp.read(24)
    if header[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("no PNG")
    return Image(struct.unpack(">II", header[16:24]))
