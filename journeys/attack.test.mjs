// Activities under attack, bounded: somebody else's place, guessed codes, acting for others, dates that
// are nowhere, hostile words in every box and in every file made of them, ten thousand ticks, and a
// server killed while it tells people. Who may open which page is src/app/matrix_test.c's.
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { assert, binary, listening, makeDatabase, startKith } from './lib.mjs';
import { Client } from './client.mjs';

const run = promisify(execFile);
const sql = async (db, text) => (await (/^postgresql:/.test(db) ? run('psql', ['-qXAt', db, '-c', text])
    : run('sqlite3', ['-cmd', '.timeout 5000', db, text]))).stdout.trim();
const pause = (ms) => new Promise((next) => setTimeout(next, ms));
async function until(found, what, seconds = 30) {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(150)) if (await found()) return;
    assert.fail(`waited in vain for ${what}`);
}

let kith, tea, next, past, addresses = 0;
const q = (text) => sql(kith.db, text);
// Each from an address of its own, so that one test's goes are not another's.
const somebody = () => new Client(kith.origin, `127.77.${++addresses}.1`);
const code = (id, day, at) => `${id}-${new Date(day * 86400000).toISOString().slice(0, 10).replaceAll('-', '')}T${String(Math.floor(at / 60)).padStart(2, '0')}${String(at % 60).padStart(2, '0')}`;

before(async () => {
    kith = await startKith();
    tea = await q("SELECT id FROM assets_asset WHERE name = 'Tea and seeds'");
    const page = await (await fetch(`${kith.origin}/activities/${tea}`)).text();
    next = [...page.matchAll(/href="\/sessions\/(\d+-\d{8}T\d{4})"/g)].at(-1)[1];
    const [day, at] = (await q(`SELECT day, at FROM activities_register WHERE asset_id = ${tea} ORDER BY day DESC LIMIT 1`)).split('|').map(Number);
    past = code(tea, day, at);
    await q(`UPDATE activities_series SET capacity = 200, newcomers = 0 WHERE asset_id = ${tea}`);
});
after(async () => { await kith?.stop(); });

const along = (who, fields, where = next) => who.post(`/sessions/${where}/come-along`, fields);
async function signedIn(role) { return new Client(kith.origin, `127.77.${++addresses}.1`).signIn(kith, role); }
// What a signed-in person's forms carry besides.
async function guarded(who) { const { csrf } = await who.boxes('/me'); return () => ({ csrf, key: randomUUID() }); }

test("a neighbour's name and number lead to nobody's place", async () => {
    const joan = somebody(), thief = somebody(), about = { first_name: 'Joan', phone: '07700 900111', email: 'joan@weirside.example', note: 'My heart' };
    const own = (await along(joan, about)).headers.location;
    assert.match(own, /^\/come\/[0-9a-f]{32}$/);
    for (const fields of [about, { ...about, email: '' }, { ...about, phone: '' }, { ...about, first_name: 'JOAN' }]) {
        const answer = await along(thief, { ...fields, note: '' });
        assert.equal(answer.headers.location, '/come');
        assert.ok(!answer.text.includes(own.slice(6)) && !answer.text.includes('heart'));
    }
    const row = await q("SELECT count(*) || ' ' || max(state) || ' ' || max(note) FROM activities_signup WHERE phone LIKE '%7700900111'");
    assert.equal(row, '1 coming My heart');
    const slip = await thief.get(`${own.slice(0, -1)}0/slip.pdf`);
    assert.ok([404, 200].includes(slip.status) && (slip.status === 404 || own.endsWith('0')));
});

test('no page with a name on it is kept by a browser or anything between', async () => {
    const visitor = somebody(), host = await signedIn('host'), own = (await along(visitor, { first_name: 'Nell' })).headers.location;
    const pages = [[visitor, own], [visitor, `${own}/slip.pdf`], ...['register', 'register/state', 'sheet.pdf', 'coming', 'photos'].map((part) => [host, `/sessions/${past}/${part}`]),
        ...['coming', 'leaders', 'reach'].map((part) => [host, `/activities/${tea}/${part}`]), [host, '/me/checks'], [host, '/me']];
    for (const [who, address] of pages) {
        const { status, headers } = await who.get(address);
        assert.equal(status, 200, address);
        assert.match(headers['cache-control'] ?? '', /no-store/, address);
        assert.equal(headers['referrer-policy'], 'no-referrer');
    }
});

test('codes are not found by trying, and trying is slowed', async () => {
    const known = await q("SELECT code FROM activities_signup WHERE first_name = 'Joan'"), thief = somebody(), statuses = new Map();
    const letters = 'ABCDEFGHJKMNPQRTUVWXY346789', guess = () => '346789'[Math.floor(Math.random() * 6)] + Array.from({ length: 4 }, () => letters[Math.floor(Math.random() * 27)]).join('');
    for (let i = 0; i < 400; i++) {
        const answer = await thief.post('/come', { code: guess(), first_name: 'Joan' });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        assert.ok(!/^\/come\/\w/.test(answer.headers.location ?? ''), 'somebody was found');
    }
    assert.ok((statuses.get(422) ?? 0) + (statuses.get(303) ?? 0) <= 30, JSON.stringify([...statuses]));
    assert.ok(statuses.get(429) >= 370);
    // the right code with the wrong name, or with none, is answered as a wrong one is
    const a = somebody(), wrong = await a.post('/come', { code: known, first_name: 'Ahmed' }), none = await a.post('/come', { code: known });
    const never = await a.post('/come', { code: '3ZZZZ', first_name: 'Ahmed' }), empty = await a.post('/come', { code: '3ZZZZ' });
    const said = (answer, typed) => answer.text.replaceAll(typed, '').replace(/name="key" value="[^"]*"/g, '');
    assert.equal(said(wrong, known), said(never, '3ZZZZ'));
    assert.equal(said(none, known), said(empty, '3ZZZZ'));
    // and the calendar of a person
    let shut = 0;
    for (let i = 0; i < 120; i++) {
        const answer = await thief.get(`/calendar.ics?key=${String(i).padStart(40, '0')}`);
        assert.ok([404, 429].includes(answer.status), String(answer.status));
        shut += answer.status === 429;
    }
    assert.ok(shut > 0);
});

test('nobody asks, answers or claims for somebody they do not walk beside', async () => {
    const people = (await q('SELECT id FROM people_person WHERE ended_at IS NULL')).split('\n');
    const before = await q("SELECT count(*) FROM activities_signup WHERE how = 'connector'");
    for (const role of ['resident', 'host', 'learning']) {
        const who = await signedIn(role), guard = await guarded(who), own = await q(`SELECT count(*) FROM activities_claim`);
        for (const id of people.slice(0, 8)) {
            const answer = await who.post(`/sessions/${next}/come`, { ...guard(), person: id, consent: 'spoken' });
            assert.ok([403, 429, 303].includes(answer.status), `${role} ${answer.status}`);
        }
        await who.post(`/sessions/${past}/was-me`, { ...guard(), name: 'Joan', person: people[0] });
        assert.ok(Number(await q('SELECT count(*) FROM activities_claim')) <= Number(own) + 1);
    }
    assert.equal(await q("SELECT count(*) FROM activities_signup WHERE how = 'connector'"), before);
    // somebody else's line of the list, from another activity's page
    const host = await signedIn('host'), guard = await guarded(host);
    const other = await q(`SELECT id FROM activities_signup WHERE asset_id <> ${tea} LIMIT 1`);
    if (other) assert.equal((await host.post(`/activities/${tea}/coming/off`, { ...guard(), signup: other })).status, 404);
    for (const id of ['0', '-1', '9223372036854775807', '99999999999999999999', 'x'])
        for (const [address, field] of [['coming/off', 'signup'], ['coming/told', 'notice'], ['leaders', 'person']])
            assert.ok((await host.post(`/activities/${tea}/${address}`, { ...guard(), [field]: id, step: '1' })).status < 500);
});

test('dates that are nowhere are not there, and never an error', async () => {
    const admin = await signedIn('admin'), guard = await guarded(admin);
    const odd = ['00000101T0000', '99991231T2359', '20260230T1000', '20260303T2500', '-0260303T1000', '20260303T1000x', '20260303T10', ''].map((when) => `${tea}-${when}`)
        .concat(`-1-20260303T1000`, `9223372036854775808-20260303T1000`, `${tea}`, '%00', '%F0%9F%98%80', '..%2f..', 'x'.repeat(3000));
    for (const one of odd) {
        for (const part of ['', '/register', '/register/state', '/coming', '/photos', '/change', '/sheet.pdf', '/win.pdf', '.ics']) {
            const { status } = await admin.get(`/sessions/${one}${part}`);
            assert.ok(status >= 400 && status < 500, `${one.slice(0, 40)}${part} ${status}`);
        }
        for (const part of ['/come', '/register', '/register/ops', '/register/held', '/sheet', '/was-me', '/coming', '/change', '/back', '/win']) {
            const { status } = await admin.post(`/sessions/${one}${part}`, { ...guard(), held: '1', ops: '{}' });
            assert.ok(status >= 400 && status < 500, `POST ${one.slice(0, 40)}${part} ${status}`);
        }
    }
});

const hostile = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'; DROP TABLE activities_signup; --", 'END:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO', ']]><evil/>',
    '\u202egpj.exe\u202c\u2066\u2067', '𝒯𝑒𝒶 🍵👨‍👩‍👧‍👦', '{{7*7}} {v->name} %s%n', '\u0000\u0001\u001b[31m', '</title></textarea></option><h1>', '\\n\\,;:"', '=HYPERLINK("http://evil.example")'];

// One line of a calendar is as RFC 5545 says, whatever was typed.
function calm(ics) {
    assert.match(ics, /^BEGIN:VCALENDAR\r\n/);
    assert.ok(!/[^\r]\n|\r[^\n]/.test(ics), 'a bare line end');
    const open = [];
    for (const line of ics.replace(/\r\n[ \t]/g, '').split('\r\n').filter(Boolean)) {
        assert.match(line, /^[A-Z-]+[;:]/, line.slice(0, 60));
        assert.ok(!/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line), line.slice(0, 60));
        const [, what, name] = /^(BEGIN|END):(.*)/.exec(line) ?? [];
        if (what === 'BEGIN') open.push(name); else if (what === 'END') assert.equal(open.pop(), name);
        assert.ok(name !== 'VALARM');
    }
    assert.equal(open.length, 0);
}
function harmless(html, address) {
    assert.ok(!/<script>alert|<img src=x|<evil|<\/title><\/textarea>|onerror=alert\(1\)>/.test(html), `${address} holds what was typed as it was typed`);
}

test('hostile words in every box stay words, on pages, in calendars, feeds and files', async () => {
    const host = await signedIn('admin'), guard = await guarded(host), visitor = somebody();
    const edit = await host.get(`/activities/${tea}/edit`);
    const [, kept] = /<form[^>]*action="[^"]*\/edit"[^>]*>([^]*?)<\/form>/.exec(edit.text);
    const name = (text) => Object.fromEntries([...kept.matchAll(/<(?:input|textarea|select)\b[^>]*name="([a-z_]+)"/g)].map((m) => m[1])
        .filter((box) => /^(name|description|location|address|arrive|bring|access_words|design)$/.test(box)).map((box) => [box, text]));
    const rounds = [[0, 1, 2], [3], [4, 5, 6], [7, 9, 10], [8], [11]].map((some) => some.map((i) => hostile[i]).join(' '));
    for (const [i, text] of rounds.entries()) {
        for (const answer of [
            await along(new Client(kith.origin, `127.78.${i}.1`), { first_name: text, note: text, phone: '', email: '' }),
            await along(new Client(kith.origin, `127.78.${i}.2`), { first_name: 'A', phone: text, email: text, companions: text, carer: text, way: text, card: text }),
            await new Client(kith.origin, `127.78.${i}.3`).post('/wish', { words: `${text} wish`, minutes: '60', first_name: text, where: text, how: text, barrier_words: text, exact: '' }),
            await host.post(`/sessions/${past}/win`, { ...guard(), win: text }),
            await host.post(`/sessions/${past}/register`, { ...guard(), walk_ins: text, note: text }),
            await host.post(`/sessions/${next}/coming`, { ...guard(), first_name: text, note: text, phone: '' }),
            await host.post(`/sessions/${next}/change`, { ...guard(), words: text, day: text, why: text, location: text }),
            await host.post(`/activities/${tea}/edit`, { ...guard(), ...name(text), days_times: 'Every Tuesday 14:00 to 16:00', names: 'yes' }),
        ]) {
            assert.ok(answer.status < 500, `${JSON.stringify(text)} at ${answer.path}: ${answer.status}`);
            harmless(answer.text, answer.path);
        }
        for (const address of [`/activities/${tea}`, `/sessions/${past}`, '/on', '/embed/on', '/feeds/on.atom', '/wish'])
            harmless((await visitor.get(address)).text, address);
        for (const address of [`/sessions/${past}/register`, `/sessions/${next}/coming`]) harmless((await host.get(address)).text, address);
        for (const address of [`/activities/${tea}.ics`, '/calendar.ics']) calm((await visitor.get(address)).text);
        JSON.parse((await visitor.get('/on.json')).text);
        for (const address of i % 3 ? [] : [`/activities/${tea}/poster.pdf`, '/on.pdf']) {
            const paper = await visitor.get(address);
            assert.ok(paper.status === 200 && paper.text.startsWith('%PDF-'), `${address} after ${JSON.stringify(text)}: ${paper.status}`);
        }
    }
    // 1 MB in a box, and a body of more
    for (const size of [1 << 20, 2 << 20])
        for (const [address, field] of [[`/sessions/${next}/come-along`, 'first_name'], ['/wish', 'words'], ['/come', 'code']]) {
            const answer = await somebody().post(address, { [field]: 'x'.repeat(size) }).catch(() => ({ status: 413 }));
            assert.ok([413, 422].includes(answer.status), `${address} ${answer.status}`);
        }
    assert.match(await q(`SELECT name FROM assets_asset WHERE id = ${tea}`), /HYPERLINK/, 'it was kept, as words');
    assert.ok(Number(await q('SELECT count(*) FROM activities_signup')) > 0);
});

test('ten thousand ticks, a wrong clock, and another date: nothing doubled, nothing elsewhere', { timeout: 120000 }, async () => {
    const host = await signedIn('admin'), guard = await guarded(host);
    await q(`UPDATE activities_series SET names = 1 WHERE asset_id = ${tea}`);
    const total = () => q(`SELECT total FROM activities_register WHERE asset_id = ${tea} ORDER BY day DESC LIMIT 1`);
    const rows = () => q('SELECT count(*) FROM activities_came');
    const send = (ops, now = Date.now()) => host.post(`/sessions/${past}/register/ops`, { ...guard(), ops: JSON.stringify({ device: 'an-attacker-01', now, ops }) });
    const before = Number(await rows()), statuses = new Map();
    for (let i = 0; i < 50; i++) {
        const ops = Array.from({ length: 200 }, (_, k) => ({ id: `tick-${i}-${k}-aaaa`, at: Date.now(), walk_in: `aaaaaaaa-aaaa-4aaa-8aaa-${String(k % 20).padStart(12, '0')}`, name: `Walker ${k % 20}`, came: true }));
        const { status } = await send(ops);
        assert.ok(status < 500, String(status));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    assert.equal(Number(await rows()), before + 20, 'twenty people, however often they were ticked');
    assert.ok(statuses.get(429) > 0, 'and it ends somewhere');
    const kept = await total(), others = Number(await q(`SELECT others FROM activities_register WHERE asset_id = ${tea} ORDER BY day DESC LIMIT 1`));
    // the year 9999, 1970, below nothing and above everything: never after now, and never an error
    for (const [at, now] of [[253402300799000, 0], [0, 253402300799000], [-1, -1], [9007199254740993, 1], [1e300, 1], ['x', 'y'], [null, null]])
        assert.ok((await send([{ id: `clock-${randomUUID()}`, at, others }], now)).status < 500);
    assert.equal(await q(`SELECT count(*) FROM activities_register WHERE others_at > ${Date.now() + 1000}`), '0');
    assert.equal(await total(), kept);
    assert.equal(await q(`SELECT count(*) FROM activities_op o JOIN activities_register r ON r.id = o.register_id WHERE o.op LIKE 'tick-%' AND r.asset_id <> ${tea}`), '0');
});

// Sixty are to be told. The server is killed again and again while it tells them; then two go on at once.
test('who is to be told is told once, whoever is killed', { timeout: 120000 }, async () => {
    const made = await makeDatabase('postgresql', kith.folder), running = [];
    const serve = async () => {
        const child = spawn(binary, ['serve', '--db', made.db, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
        running.push(child);
        return { child, origin: await listening(child) };
    };
    const end = (child, signal) => new Promise((resolve) => { if (child.exitCode !== null || child.signalCode !== null) resolve(); else { child.once('exit', resolve); child.kill(signal); } });
    try {
        await run(binary, ['init', '--demo', '--db', made.db]);
        const asked = (text) => sql(made.db, text), first = await serve();
        const id = await asked("SELECT id FROM assets_asset WHERE name = 'Tea and seeds'");
        await asked(`UPDATE activities_series SET capacity = 100 WHERE asset_id = ${id}`);
        const page = await (await fetch(`${first.origin}/activities/${id}`)).text();
        const date = [...page.matchAll(/href="\/sessions\/(\d+-\d{8}T\d{4})"/g)].at(-1)[1];
        await Promise.all(Array.from({ length: 60 }, (_, i) => new Client(first.origin, `127.79.${i}.1`)
            .post(`/sessions/${date}/come-along`, { first_name: `Told${i}`, email: `told${i}@weirside.example` }).then((answer) => assert.equal(answer.status, 303))));
        const told = () => asked("SELECT count(*) FROM mail_outbox WHERE to_address LIKE 'told%'").then(Number);
        const settle = "UPDATE jobs_lease SET due_at = 0, leased_until = 0 WHERE name LIKE 'activities.%'";
        let server = first;
        for (let i = 0; i < 4 && await told() < 60; i++) {
            await asked(settle).catch(() => {});
            await pause(400 + i * 37);
            await end(server.child, 'SIGKILL');
            server = await serve();
        }
        await Promise.all([serve(), serve()]);
        await asked(settle).catch(() => {});
        await until(async () => await told() >= 60, 'sixty messages', 40);
        await pause(1500);
        assert.equal(await told(), 60);
        assert.equal(await asked("SELECT count(DISTINCT to_address) FROM mail_outbox WHERE to_address LIKE 'told%'"), '60');
    } finally {
        await Promise.all(running.map((child) => end(child, 'SIGKILL')));
        await made.drop();
    }
});
