from . import attachment, media, webhook
