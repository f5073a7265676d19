/* What is compared. Each answers with entry rows, best first. The comparisons get the program's own
   hard limits and the same filter for repeats where they say so, so that none is left weak. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { broken, km, point } from "./limits.mjs";
import { run, sql } from "./sets.mjs";

const stop = new Set("a about all also an and any are as at be bit but by can do for from get has have i i'm if in into is it its just like love me my no not nothing of on or our out really so some that the there this to up was we what with would you your".split(" "));
const words = (profile) => [...(profile.loves ?? []), ...(profile.gives ?? []), profile.text ?? ""].join(" ");
const once = (rows) => {
    const seen = new Set();
    return rows.filter((row) => {
        const name = row.name.trim().toLowerCase();
        return seen.has(name) ? false : seen.add(name);
    });
};

function match(set, profile, limit) {
    const file = path.join(set.folder, "profile.json");
    fs.writeFileSync(file, JSON.stringify(profile));
    return JSON.parse(run(["match", "--db", set.db, "--profile", file, "--limit", String(limit), "--json"]));
}
const rows = (set, list) => list.map((item) => set.byId.get(item.asset ?? item.id)).filter(Boolean);

/* BM25 over every word with English stems, names counting three times. */
function text(set, profile) {
    const asked = [...new Set(words(profile).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].filter((word) => !stop.has(word));
    if (asked.length === 0) return [];
    const query = asked.map((word) => `"${word}"`).join(" OR ").replaceAll("'", "''");
    return sql(set.fts, `select id from f where f match '${query}' order by bm25(f, 0, 3, 1) limit 200`).map((hit) => set.byId.get(hit.id));
}

export function prepare(set) {
    set.fts = path.join(set.folder, `${set.name}.fts`);
    fs.rmSync(set.fts, { force: true });
    execFileSync("sqlite3", [set.fts, `attach '${set.db}' as k; create virtual table f using fts5(id unindexed, name, words, tokenize = 'porter unicode61');
        insert into f select external_id, name, coalesce(description, '') || ' ' || coalesce(organisation_name, '') || ' ' || coalesce(location_name, '')
        from k.assets_asset where ended_at is null and not (kind = 'gift' and host_id is not null)`]);
    set.byId = new Map(set.rows.map((row) => [row.external_id, row]));
}

export const systems = {
    text,
    "text + limits": (set, profile) => once(text(set, profile).filter((row) => broken(profile, row) === null)),
    nearest: (set, profile) => {
        const here = point(profile.near) ?? [0, 0];
        const far = (row) => (row.lat === null ? 1e6 : km(here, [row.lat, row.lon]));
        return once(set.rows.filter((row) => broken(profile, row) === null).sort((a, b) => far(a) - far(b) || (a.name < b.name ? -1 : 1)));
    },
    /* What was said, without a limit or a place. */
    concepts: (set, profile) => rows(set, match(set, { loves: profile.loves, gives: profile.gives, text: profile.text }, 50)),
    find: (set, profile) => {
        const said = words(profile).slice(0, 200);
        if (said.trim() === "") return [];
        return rows(set, JSON.parse(run(["find", said, "--db", set.db, "--limit", "20", "--json"])).results);
    },
    full: (set, profile) => rows(set, match(set, profile, 20)),
};
