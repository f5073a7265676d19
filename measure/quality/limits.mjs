/* The hard limits written a second time, apart from the program's: an entry that breaks one is
   worth nothing, however good its topic. Unknown passes. */
import fs from "node:fs";

const outcodes = new Map(fs.readFileSync("data/places/uk-outcodes.csv", "utf8").split("\n").slice(1).map((line) => {
    const part = line.split(",");
    return [part[0], [Number(part[3]), Number(part[4])]];
}));
const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

export function point(near) {
    if (!near) return null;
    return outcodes.get(near) ?? near.split(",").map(Number);
}

export function km(a, b) {
    const rad = Math.PI / 180, x = Math.sin((b[0] - a[0]) * rad / 2), y = Math.sin((b[1] - a[1]) * rad / 2);
    return 12742 * Math.asin(Math.sqrt(x * x + Math.cos(a[0] * rad) * Math.cos(b[0] * rad) * y * y));
}

function minutes(text) {
    const [h, m] = text.split(":").map(Number);
    return h * 60 + m;
}

function wanted(times) {
    const spans = [];
    for (const said of times) {
        const [which, when] = said.split(" ");
        const [first, last] = which.split("-");
        const [from, to] = when ? when.split("-").map(minutes) : [0, 1440];
        for (let day = names.indexOf(first); day <= names.indexOf(last ?? first); day++)
            spans.push([day * 1440 + from, day * 1440 + (to <= from ? to + 1440 : to)]);
    }
    return spans;
}

function offered(row) {
    const spans = [];
    for (const line of row.schedules) {
        const by = /BYDAY=([^;]+)/.exec(line.rrule ?? "");
        let on = [];
        if (by) on = by[1].split(",").map((day) => codes.indexOf(day.slice(-2)));
        else if (/FREQ=DAILY/.test(line.rrule ?? "")) on = [0, 1, 2, 3, 4, 5, 6];
        else if (line.begins !== null) on = [(line.begins + 3) % 7];
        if (line.opens === null || line.closes === null || line.closes <= line.opens) continue;
        for (const day of on) spans.push([day * 1440 + line.opens, day * 1440 + line.closes]);
    }
    return spans;
}

function meets(times, row) {
    const asked = wanted(times ?? []), open = offered(row);
    if (asked.length === 0 || open.length === 0) return true;
    return open.some(([a, b]) => asked.some(([c, d]) => [-10080, 0, 10080].some((week) =>
        Math.min(b, d + week) - Math.max(a, c + week) >= Math.min(30, (b - a) / 2))));
}

function band(text) {
    if (!text) return null;
    const [low, high] = text.split("-");
    return high ? [Number(low), Number(high)] : [Number.parseInt(low, 10), 130];
}

function aged(profile, row) {
    if (row.age_low === null && row.age_high === null) return true;
    const child = row.for_child && profile.for_child;
    const own = band(child ? profile.for_child : profile.age_band);
    return own === null || (own[0] <= (row.age_high ?? 130) && own[1] >= (row.age_low ?? 0));
}

const bits = { "step-free": 1, quiet: 2, "hearing-loop": 4, childcare: 8 };

/* The name of the limit it breaks, or null. */
export function broken(profile, row) {
    const needs = profile.needs ?? [], here = point(profile.near);
    if (row.life !== "active") return "closed";
    for (const need of needs) if (bits[need] & row.access_no) return need;
    if (needs.includes("free") && row.cost === "paid") return "cost";
    if (row.audience === "women" && !needs.includes("women-only")) return "women";
    if (row.audience === "men" && !needs.includes("men-only")) return "men";
    if (here && profile.within_km && row.lat !== null && km(here, [row.lat, row.lon]) > profile.within_km + 0.01) return "far";
    const own = profile.languages ?? [], theirs = (row.languages ?? "").split(" ").filter(Boolean);
    if (own.length > 0 && theirs.length > 0 && !theirs.some((code) => own.includes(code))) return "language";
    if (!aged(profile, row)) return "age";
    return meets(profile.times, row) ? null : "time";
}
