// What was answered is kept, once: through kill -9, SIGTERM in the middle, a full disk, two servers
// on one database, and commands beside a running server. KILLS=200 kills more often than 25 times.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { openSync, writeSync, closeSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Client } from './client.mjs';
import { binary, databases, listening, makeDatabase, root } from './lib.mjs';

const run = promisify(execFile);
const kills = Number(process.env.KILLS ?? 25);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const writers = ['connector', 'admin', 'connector', 'admin'];

async function withDatabase(kind, work) {
    const folder = await mkdtemp(path.join(tmpdir(), 'kith-safety-'));
    const { db, drop } = await makeDatabase(kind, folder), children = [];
    const kith = async (...words) => (await run(binary, [...words, '--db', db], { maxBuffer: 1 << 26 })).stdout;
    const serve = async () => {
        const child = spawn(binary, ['serve', '--db', db, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
        children.push(child);
        const ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
        return { child, ended, origin: await listening(child) };
    };
    const signin = async (role) => JSON.parse(await kith('signin', '--as', role, '--json')).url;
    try {
        await kith('init', '--demo');
        await work({ kith, serve, signin, db });
    } finally {
        for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
        await drop();
        await rm(folder, { recursive: true, force: true });
    }
}

// Somebody who adds people; the cookie outlives the server. Answers the status, or null when nobody answered.
async function writer(at, signin, role, n = 0) {
    const client = await new Client(at.origin).signIn({ signin: async () => new URL(new URL(await signin(role)).pathname, at.origin).href }, role);
    const { csrf } = await client.boxes('/people/new', '/people');
    return {
        n,
        async add(origin, note) {
            const one = new Client(origin);
            one.cookies = client.cookies;
            one.agent.options.keepAlive = false;
            try { return (await one.post('/people', { csrf, key: note.key, first_name: note.name })).status; } catch { return null; }
        },
    };
}

const count = async (kith) => {
    const rows = JSON.parse(await kith('people', 'list', '--limit', '100000', '--json')), names = new Map();
    for (const row of Array.isArray(rows) ? rows : rows.people) names.set(row.first_name ?? row.name, (names.get(row.first_name ?? row.name) ?? 0) + 1);
    return names;
};
const sound = async (kith) => assert.equal(JSON.parse(await kith('db', 'check', '--json')).ok, true);

for (const kind of databases)
    describe(`${kind}`, () => {
        test('killed again and again: all that was answered is there, once', { timeout: 60000 + kills * 3000 }, () => withDatabase(kind, async ({ kith, serve, signin }) => {
            let at = await serve(), n = 0, refused = 0;
            const people = await Promise.all(writers.map((role, i) => writer(at, signin, role, i))), answered = [], open = [];
            const rounds = kind === 'sqlite' ? kills : Math.ceil(kills * 0.4);
            for (let round = 0; round < rounds; round++) {
                const origin = at.origin;
                let going = true;
                const work = people.map(async (who) => {
                    // First those of before the kill, with the key they had.
                    const again = open.filter((note) => note.n === who.n);
                    while (going) {
                        const note = again.shift() ?? { n: who.n, key: randomUUID(), name: `Kept${++n}x` };
                        if (!open.includes(note)) open.push(note);
                        const status = await who.add(origin, note);
                        if (status === 303) { open.splice(open.indexOf(note), 1); answered.push(note.name); }
                        else if (status === 429) { refused++; if (!note.tried) open.splice(open.indexOf(note), 1); return; }
                        else if (status !== null) { assert.equal(status, 503, `answered ${status}`); return; }
                        else { note.tried = true; return; }
                    }
                });
                await sleep(60 + ((round * 137) % 250));
                at.child.kill('SIGKILL');
                going = false;
                await Promise.all([...work, at.ended]);
                at = await serve();
                if (round % 5 === 4) await sound(kith);
            }
            for (const note of [...open]) {
                const who = people.find((one) => one.n === note.n);
                assert.ok([303, 429].includes(await who.add(at.origin, note)));
            }
            await sound(kith);
            const names = await count(kith);
            const lost = answered.filter((name) => names.get(name) !== 1);
            assert.deepEqual(lost, [], `${lost.length} of ${answered.length} answered writes are not there once`);
            for (const [name, times] of names) if (name.startsWith('Kept')) assert.equal(times, 1, name);
            assert.ok(answered.length >= rounds, `only ${answered.length} writes in ${rounds} rounds (${refused} refused)`);
            at.child.kill('SIGTERM');
            assert.deepEqual(await at.ended, { code: 0, signal: null });
        }));

        test('SIGTERM in the middle: what is in flight is finished, the end is clean', { timeout: 60000 }, () => withDatabase(kind, async ({ kith, serve, signin }) => {
            for (let round = 0; round < 3; round++) {
                const at = await serve(), people = await Promise.all(writers.map((role, i) => writer(at, signin, role, i)));
                const notes = people.flatMap((who) => Array.from({ length: 6 }, (_, i) => ({ who, key: randomUUID(), name: `Term${round}${who.n}x${i}` })));
                const sent = notes.map(async (note) => { note.status = await note.who.add(at.origin, note); });
                await sleep(round * 4);
                at.child.kill('SIGTERM');
                await Promise.all(sent);
                assert.deepEqual(await at.ended, { code: 0, signal: null });
                const names = await count(kith);
                for (const note of notes) {
                    assert.ok([303, 503, null].includes(note.status), `answered ${note.status}`);
                    const times = names.get(note.name) ?? 0;
                    assert.ok(note.status === 303 ? times === 1 : times <= 1, `${note.name} answered ${note.status}, there ${times} times`);
                }
            }
            await sound(kith);
        }));

        test('commands beside a running server write and read, and neither fails', { timeout: 60000 }, () => withDatabase(kind, async ({ kith, serve, signin }) => {
            const at = await serve(), who = await writer(at, signin, 'connector');
            const commands = Promise.all(Array.from({ length: 6 }, async () => { await signin('resident'); await kith('people', 'list', '--json'); }));
            const statuses = [];
            for (let i = 0; i < 20; i++) statuses.push(await who.add(at.origin, { key: randomUUID(), name: `Beside${i}` }));
            await commands;
            assert.deepEqual([...new Set(statuses)], [303]);
            await sound(kith);
            at.child.kill('SIGTERM');
            assert.deepEqual(await at.ended, { code: 0, signal: null });
        }));
    });

test('two servers on one PostgreSQL: one session, one act for one key', { timeout: 60000 }, () => withDatabase('postgresql', async ({ kith, serve, signin }) => {
    const [one, two] = [await serve(), await serve()], who = await writer(one, signin, 'connector');
    for (let i = 0; i < 8; i++) {
        const note = { key: randomUUID(), name: `Twin${i}` };
        const statuses = await Promise.all([one, two, one, two].map((at) => who.add(at.origin, note)));
        assert.deepEqual(statuses, [303, 303, 303, 303]);
    }
    const names = await count(kith);
    for (let i = 0; i < 8; i++) assert.equal(names.get(`Twin${i}`), 1);
    for (const at of [one, two]) { at.child.kill('SIGTERM'); assert.deepEqual(await at.ended, { code: 0, signal: null }); }
}));

// A server whose disk can be filled. With the right to mount (root, or a user namespace of its own):
// a file system of a few megabytes that only the server sees. Without: full_disk.c refuses its writes.
async function fillable(folder) {
    const flags = process.getuid() === 0 ? ['-m'] : ['-U', '-r', '-m'];
    const serve = '"$2" init --demo --db "$1/k.db" >&2 && "$2" signin --as connector --json --db "$1/k.db" && exec "$2" serve --db "$1/k.db" --listen 127.0.0.1:0';
    const words = (before) => ['sh', '-c', before + serve, 'sh', folder, binary], stdio = ['ignore', 'pipe', 'pipe'];
    const mount = 'mount -t tmpfs -o size=6m tmpfs "$1" && ';
    if (await run('unshare', [...flags, 'sh', '-c', `${mount}true`, 'sh', folder]).then(() => true, () => false)) {
        const child = spawn('unshare', [...flags, ...words(mount)], { stdio }), filler = `/proc/${child.pid}/root${folder}/filler`;
        const fill = () => {
            const block = Buffer.alloc(65536, 1), fd = openSync(filler, 'w');
            for (let size = block.length; size >= 512;) {
                try { writeSync(fd, block, 0, size); } catch (error) { assert.equal(error.code, 'ENOSPC'); size /= 2; }
            }
            closeSync(fd);
        };
        return { child, fill, empty: () => rmSync(filler) };
    }
    const full = path.join(folder, 'full'), library = path.join(folder, 'full_disk.so');
    await run('cc', ['-shared', '-fPIC', '-o', library, path.join(root, 'journeys/full_disk.c'), '-ldl']);
    const child = spawn('sh', words('').slice(1), { stdio, env: { ...process.env, LD_PRELOAD: library, KITH_FULL: full } });
    return { child, fill: () => closeSync(openSync(full, 'w')), empty: () => rmSync(full) };
}

test('a full disk: saving is paused and says so, reading goes on, and it recovers by itself', { timeout: 60000 }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kith-full-'));
    const { child, fill, empty } = await fillable(folder);
    const ended = new Promise((done) => child.once('exit', (code) => done(code)));
    let out = '';
    child.stdout.on('data', (bytes) => { out += bytes; });
    try {
        const origin = await listening(child);
        const url = JSON.parse(/\{.*\}/s.exec(out)[0]).url, who = await new Client(origin).signIn({ signin: async () => url }, 'connector');
        const { csrf } = await who.boxes('/listen/new', '/listen/new');
        const words = 'A long talk. '.repeat(1400);
        const talk = (name, key = randomUUID()) => who.post('/listen/new', { csrf, key, first_name: name, turns_to: '1', words, ok_keep: '1' });
        assert.equal((await talk('Before')).status, 303);
        fill();
        let full = null, key;
        for (let i = 0; i < 40 && !full; i++) {
            key = randomUUID();
            const answer = await talk(`Full${i}`, key);
            if (answer.status !== 303) full = { answer, name: `Full${i}`, key };
        }
        assert.ok(full, 'the disk never filled');
        assert.equal(full.answer.status, 503, full.answer.text.slice(0, 300));
        assert.match(full.answer.text, /Saving is paused/);
        assert.ok(full.answer.text.includes(words.slice(0, 300)), 'the words are kept');
        assert.equal((await who.get('/find')).status, 200);
        assert.equal((await who.get('/people')).status, 200);
        assert.equal((await talk(full.name, full.key)).status, 503);
        empty();
        const again = await talk(full.name, full.key);
        assert.equal(again.status, 303, 'and goes on once there is room, with the same form');
        const people = (await who.get(`/people?q=${full.name}`)).text;
        assert.equal(people.match(new RegExp(`href="/people/\\d+"[^>]*>(?:(?!</a>)[^])*${full.name}`, 'g'))?.length, 1, 'once');
        child.kill('SIGTERM');
        assert.equal(await ended, 0);
    } finally {
        child.kill('SIGKILL');
        await ended;
        await rm(folder, { recursive: true, force: true });
    }
});
