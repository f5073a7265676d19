/* The directories the queries are asked of: the example neighbourhood, and two real lists that are
   kept outside the repository (KITH_SAMPLES names their folder; without it only the first). */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export const kith = process.env.KITH ?? "build/kith";
export const run = (args) =>
    execFileSync(kith, args, { maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] }).toString();
export const sql = (db, query) => {
    const text = execFileSync("sqlite3", ["-json", db, query], { maxBuffer: 1 << 26 }).toString();
    return text.trim() === "" ? [] : JSON.parse(text);
};

const samples = process.env.KITH_SAMPLES ?? "";
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const clock = (n) => `${String(Math.floor(n / 100)).padStart(2, "0")}:${String(n % 100).padStart(2, "0")}`;
const cell = (text) => `"${String(text ?? "").replaceAll('"', '""').replace(/\s+/g, " ").trim()}"`;

function hours(open) {
    const said = [];
    for (const [day, spans] of Object.entries(open ?? {}))
        for (const [from, to] of spans) if (from < to) said.push(`${days[day]} ${clock(from)}-${clock(to)}`);
    return said.join(", ");
}

/* C child, Y youth, A adult, S senior, as that list codes them. */
function ages(codes) {
    const said = (codes ?? []).join("");
    if (said === "S") return "60+";
    if (said === "AS") return "18+";
    if (said === "CY") return "0-17";
    return said === "Y" ? "12-24" : "";
}

/* One line a service, as a city's officer would send it. */
function city(folder, file) {
    const seen = new Set(), lines = ["id,name,kind,description,days_times,ages,lat,lon"];
    for (const place of JSON.parse(fs.readFileSync(path.join(samples, "link-sf/linksf.json"), "utf8"))) {
        if (seen.has(place.objectId)) continue;
        seen.add(place.objectId);
        for (const service of place.services) {
            const who = place.gender === "F" ? "For women only." : place.gender === "M" ? "For men only." : "";
            const words = [service.description, service.notes, place.notes, who].filter(Boolean).join(" ");
            lines.push([service.objectId, `${service.name}: ${place.name}`, "service", words, hours(service.openHours),
                ages(place.age), place.location?.latitude, place.location?.longitude].map(cell).join(","));
        }
    }
    fs.writeFileSync(file, lines.join("\n") + "\n");
}

function make(folder, name, options, imports) {
    const db = path.join(folder, `${name}.db`);
    if (fs.existsSync(db)) return db;
    run(["init", "--db", db, "--place", name, ...options]);
    for (const args of imports) run(["import", ...args, "--db", db, "--place", name, "--json"]);
    return db;
}

export function sets(folder) {
    const list = {};
    list.weirside = make(folder, "Weirside", ["--outcode", "B36", "--demo"], [["data/example/directory.csv"]]);
    if (samples === "") return list;
    const file = path.join(folder, "city.csv");
    city(folder, file);
    list.city = make(folder, "City", [], [[file]]);
    list.orte = make(folder, "Orte", [], [[path.join(samples, "openfairdb/search-visible.json")]]);
    return list;
}

/* What is stored of every entry, for the limits and the comparisons. Ids have 63 bits, more than a
   number here can hold: they are joined as text. Neighbours are left out: `match --profile` shows
   no person to a profile that is none. */
export function entries(db) {
    const rows = sql(db, `select a.*, cast(a.id as text) as whole_id, coalesce((select group_concat(concept, ' ') from assets_concept c
        where c.asset_id = a.id), '') as concepts from assets_asset a where ended_at is null and not (kind = 'gift' and host_id is not null)`);
    const lines = sql(db, "select *, cast(asset_id as text) as whole_id from assets_schedule where rrule is not null or begins is not null");
    for (const row of rows) row.schedules = lines.filter((line) => line.whole_id === row.whole_id);
    return rows;
}

/* How the labels name an entry: by name in the example, by its id in the lists kept outside. */
export const key = (set, row) => (set === "weirside" ? row.name.trim() : row.source_id);
