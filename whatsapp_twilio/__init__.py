from . import controllers, models, wizard
from .hooks import forget_settings
