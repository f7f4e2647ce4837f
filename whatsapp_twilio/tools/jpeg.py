"""An image of whatever kind as a JPEG that WhatsApp takes."""

import io

from PIL import Image, ImageOps

from ..whatsapp import limits, media

try:
    import pillow_heif

    pillow_heif.register_heif_opener()
except ImportError:  # HEIC is then not offered
    pillow_heif = None

# More pixels than any camera's picture has; a small file may unpack to more.
PIXELS_MAX = 100_000_000
# Tried in this order until the file is small enough: size in pixels, quality.
_TRIES = ((4096, 90), (4096, 80), (2560, 80), (1920, 75), (1280, 70))


class NoImage(ValueError):
    """The content is no image that can be read."""


def convertible():
    """The types of images that can be turned into JPEG here and now."""
    return [known for known in media.CONVERTIBLE if pillow_heif or known != media.HEIC]


def convert(content):
    """The image as a JPEG of at most 5 MB, upright, on white; raises NoImage."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > PIXELS_MAX:
                raise NoImage("too many pixels")
            upright = _on_white(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NoImage(str(error)) from error
    for pixels, quality in _TRIES:
        small = _as_jpeg(upright, pixels, quality)
        if len(small) <= limits.IMAGE_MAX:
            return small
    raise NoImage("cannot be made small enough")


def _on_white(image):
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(white, layer).convert("RGB")


def _as_jpeg(image, pixels, quality):
    image = image.copy()
    image.thumbnail((pixels, pixels))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()
