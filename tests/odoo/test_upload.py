"""Files on their way in: what WhatsApp does not take is converted where wanted."""

import os
import shutil
from unittest.mock import patch

from PIL import ImageCms

from odoo.http import Request
from odoo.tests import HttpCase, tagged

from odoo.addons.whatsapp_twilio.whatsapp import media

from . import files
from .common import WhatsAppMixin

MB = 1024 * 1024


@tagged("post_install", "-at_install")
class TestUpload(WhatsAppMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.channel = self.conversation().channel_id
        self.authenticate("wa_ann", "wa_ann")
        self.set_max_pixels("0")

    def set_max_pixels(self, size):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("base.image_autoresize_max_px", size)

    def upload(self, name, content, channel=None, **form):
        """Upload as the composer does; returns the attachment, or the error."""
        channel = channel or self.channel
        answer = self.url_open(
            "/mail/attachment/upload",
            data={
                "csrf_token": Request.csrf_token(self),
                "is_pending": "true",
                "thread_id": channel.id,
                "thread_model": "discuss.channel",
                **form,
            },
            files={"ufile": (name, content)},
        )
        answer.raise_for_status()
        result = answer.json()
        if error := result.get("error"):
            return error["message"]
        return self.env["ir.attachment"].browse(result["data"]["attachment_id"])

    def as_jpeg(self, name, content, **form):
        file = self.upload(name, content, whatsapp_as_jpeg="1", **form)
        self.assertEqual(media.recognise(file.raw).label, "JPG")
        self.assertEqual(file.mimetype, "image/jpeg")
        return file

    def test_an_image_of_another_type_becomes_a_jpeg(self):
        for kind in ("BMP", "TIFF", "GIF", "PNG"):
            file = self.as_jpeg(f"photo.{kind}", files.image(kind))
            self.assertEqual(file.name, "photo.jpg")
            self.assertEqual(file.create_uid, self.ann)

    def test_a_picture_of_an_iphone_becomes_a_jpeg(self):
        self.as_jpeg("IMG_1.HEIC", files.image("HEIF", size=(64, 64)))

    def test_a_jpeg_is_upright(self):
        exif = files.opened(files.image()).getexif()
        exif[0x0112] = 6  # the camera was held upright
        lying = files.image("JPEG", size=(40, 20), exif=exif)
        file = self.as_jpeg("a.jpg", lying)
        self.assertEqual(files.opened(file.raw).size, (20, 40))

    def test_its_colours_keep_their_meaning(self):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        file = self.as_jpeg("a.png", files.image(icc_profile=profile))
        self.assertEqual(files.opened(file.raw).info["icc_profile"], profile)

    def test_where_it_was_taken_stays_here(self):
        exif = files.opened(files.image()).getexif()
        exif.get_ifd(0x8825)[1] = "N"  # GPS
        exif[0x010F] = "Camera"
        file = self.as_jpeg("a.png", files.image("PNG", exif=exif))
        self.assertFalse(files.opened(file.raw).getexif())

    def test_what_is_transparent_becomes_white(self):
        clear = files.image("PNG", color=(255, 0, 0, 0), mode="RGBA")
        file = self.as_jpeg("a.png", clear)
        self.assertEqual(files.opened(file.raw).getpixel((4, 4)), (255, 255, 255))

    def test_an_image_that_is_too_big_becomes_small_enough(self):
        noise = files.noise(3000, 2500)
        self.assertGreater(len(noise), 5 * MB)
        self.assertLessEqual(len(self.as_jpeg("a.png", noise).raw), 5 * MB)

    def test_what_is_no_image_is_refused_with_words(self):
        for content in (b"", b"no image", files.PDF, files.image()[:40]):
            error = self.upload("a.heic", content, whatsapp_as_jpeg="1")
            self.assertIn("a.heic cannot be converted", error)

    def test_an_image_of_endless_pixels_is_refused(self):
        bomb = files.image("PNG", size=(20000, 20000), mode="1", color=0)
        self.assertLess(len(bomb), MB)
        error = self.upload("a.png", bomb, whatsapp_as_jpeg="1")
        self.assertIn("cannot be converted", error)

    def test_elsewhere_nothing_is_converted(self):
        values = {"name": "Colleagues", "channel_type": "group"}
        group = self.env["discuss.channel"].with_user(self.ann).create(values)
        file = self.upload(
            "a.gif", files.image("GIF"), channel=group, whatsapp_as_jpeg="1"
        )
        self.assertEqual((file.name, file.mimetype), ("a.gif", "image/gif"))

    def test_others_upload_nothing(self):
        self.authenticate("wa_out", "wa_out")
        with self.assertRaisesRegex(Exception, "404"):
            self.upload("a.gif", files.image("GIF"), whatsapp_as_jpeg="1")

    def test_a_voice_recording_becomes_a_voice_note(self):
        file = self.upload("Voice-1.mp3", files.voice(), voice="true")
        self.assertEqual((file.name, file.mimetype), ("Voice-1.ogg", "audio/ogg"))
        self.assertEqual(media.recognise(file.raw).label, "OGG")
        self.assertEqual(file.raw[28 + 9], 1, "one channel")
        self.assertTrue(file.voice_ids)

    def test_without_ffmpeg_a_voice_recording_stays_as_it_is(self):
        recording = files.voice()
        with patch.dict(os.environ, {"PATH": "/nowhere"}):
            self.assertFalse(shutil.which("ffmpeg"))
            file = self.upload("Voice-1.mp3", recording, voice="true")
        self.assertEqual((file.name, file.raw), ("Voice-1.mp3", recording))
        self.assertTrue(file.voice_ids)

    def test_a_recording_that_ffmpeg_cannot_read_stays_as_it_is(self):
        with self.assertLogs("odoo.addons.whatsapp_twilio.tools.voice_note"):
            file = self.upload("Voice-1.mp3", files.MP3, voice="true")
        self.assertEqual((file.name, file.raw), ("Voice-1.mp3", files.MP3))

    def test_an_audio_file_that_is_no_recording_is_left_alone(self):
        recording = files.voice()
        self.assertEqual(self.upload("song.mp3", recording).raw, recording)
