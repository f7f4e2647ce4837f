// Line drawings, 24 by 24.
const SHAPES = {
    ad: "M4 10v4h3l8 5V5l-8 5H4zM18.5 9.5a4 4 0 0 1 0 5",
    button: "M4 8h16v8H4zM9 12h6",
    call: "M6.5 3.5l3 4-2 2.5c1 2.5 3 4.5 5.5 5.5l2.5-2 4 3c0 2-1.5 4-3.5 4C10 20 4 14 3.5 7c0-2 1-3.5 3-3.5z",
    catalog: "M5 8h14l-1 12H6zM9 8V6.5a3 3 0 0 1 6 0V8",
    close: "M6 6l12 12M18 6L6 18",
    contacts: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6",
    copy: "M9 9h11v11H9zM5 15H4V4h11v1",
    document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    flow: "M5 4h14v16H5zM8.5 9l1.5 1.5 2.5-3M8.5 15l1.5 1.5 2.5-3M15 9.5h1.5M15 15.5h1.5",
    forward: "M13 6l6 6-6 6M19 12H9a5 5 0 0 0-5 5v1",
    image: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9.5h.01",
    link: "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
    list: "M8 7h12M8 12h12M8 17h12M4 7h.01M4 12h.01M4 17h.01",
    location:
        "M12 21c4-5 6-8 6-11a6 6 0 1 0-12 0c0 3 2 6 6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    audio: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4",
    reply: "M11 6l-6 6 6 6M5 12h10a5 5 0 0 1 5 5v1",
    sticker:
        "M12 21a9 9 0 1 1 9-9c-4 0-9 5-9 9zM8.5 10h.01M14.5 10h.01M8.5 14c1 1 2 1.5 3.5 1.5",
    video: "M3 7h12v10H3zM15 11l6-3v8l-6-3",
};
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", SHAPES[name]);
    svg.append(path);
    return svg;
}
