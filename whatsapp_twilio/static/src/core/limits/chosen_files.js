import { fileChecks } from "@whatsapp_twilio/core/limits/file_check";

import { FileUploader } from "@web/views/fields/file_handler";

/** Chosen files are on their way from the moment of the choice: reading them takes time. */
export class ChosenFiles extends FileUploader {
    async onFileChange() {
        return fileChecks.exec(() => super.onFileChange(...arguments));
    }
}
