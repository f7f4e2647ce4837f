// Files and cards as the control API takes them.

/** `{name, data: base64}` of a File. */
export async function carried(file) {
    const url = await new Promise((done, failed) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.onerror = () => failed(reader.error);
        reader.readAsDataURL(file);
    });
    return { name: file.name, data: url.slice(url.indexOf(",") + 1) };
}

/** A file of the phone itself: a sticker, the sample of a voice. */
export async function ownFile(name) {
    const answer = await fetch(`/phone/${name}`);
    return new File([await answer.blob()], name);
}

const escaped = (text) => text.replace(/[\\,;]/g, "\\$&");

/** https://www.rfc-editor.org/rfc/rfc2426 */
export function vcard({ name, organisation, number }) {
    const lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        `N:;${escaped(name)};;;`,
        `FN:${escaped(name)}`,
        organisation && `ORG:${escaped(organisation)};`,
        `TEL;type=CELL;waid=${number.replace(/\D/g, "")}:${number}`,
        "END:VCARD",
        "",
    ];
    const text = lines.filter((line) => line !== "").join("\r\n");
    return new File([`${text}\r\n`], `${name}.vcf`);
}
