"""An image of whatever kind as a JPEG that WhatsApp takes."""

import io

# Odoo teaches Pillow only the formats that it needs itself: TIFF is not among them.
import PIL.TiffImagePlugin  # noqa: F401
from PIL import Image, ImageOps

from odoo.tools.image import IMAGE_MAX_RESOLUTION

from ..whatsapp import limits, media

try:
    import pillow_heif

    pillow_heif.register_heif_opener()
except ImportError:  # HEIC is then not offered
    pillow_heif = None

# Tried in this order until the file is small enough: size in pixels, quality.
_TRIES = ((4096, 90), (4096, 80), (2560, 80), (1920, 75), (1280, 70))


class NoImage(ValueError):
    """The content is no image that can be read."""


def convertible():
    """The types of images that can be turned into JPEG here and now."""
    return [known for known in media.CONVERTIBLE if pillow_heif or known != media.HEIC]


def convert(content):
    """The image as a JPEG of at most 5 MB, upright, on white; raises NoImage."""
    if not media.can_convert(content):
        raise NoImage("of a kind that is not offered")
    try:
        with Image.open(io.BytesIO(content)) as image:
            # A small file may unpack to more pixels than there is memory.
            if image.width * image.height > IMAGE_MAX_RESOLUTION:
                raise NoImage("too many pixels")
            upright = _on_white(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NoImage(str(error)) from error
    for pixels, quality in _TRIES:
        upright.thumbnail((pixels, pixels))
        if len(small := _as_jpeg(upright, quality)) <= limits.IMAGE_MAX:
            return small
    raise NoImage("cannot be made small enough")


def _on_white(image):
    if not image.has_transparency_data:
        # Its colours mean something else without their profile, as on any iPhone.
        profile = image.info.get("icc_profile") if image.mode == "RGB" else None
        plain = image.convert("RGB")
        plain.info = {"icc_profile": profile}
        return plain
    layer = image.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(white, layer).convert("RGB")


def _as_jpeg(image, quality):
    file = io.BytesIO()
    profile = image.info.get("icc_profile")
    image.save(file, "JPEG", quality=quality, optimize=True, icc_profile=profile)
    return file.getvalue()
