// The books under pressure: 64 programs at one account with a floor and one with a ceiling, the same
// key from several at once, and kill -9 under 8 programs that ask again. KILLS=200 kills more often.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { binary, databases, listening, makeDatabase } from './lib.mjs';

const run = promisify(execFile);
const kills = Number(process.env.KILLS ?? 10);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function withBooks(kind, work) {
    const folder = await mkdtemp(path.join(tmpdir(), 'kith-books-'));
    const { db, drop } = await makeDatabase(kind, folder), children = [];
    const kith = async (...words) => JSON.parse((await run(binary, [...words, '--db', db, '--json'], { maxBuffer: 1 << 26 })).stdout);
    const serve = async () => {
        const child = spawn(binary, ['serve', '--db', db, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
        children.push(child);
        const ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
        return { child, ended, port: Number(new URL(await listening(child)).port) };
    };
    try {
        await run(binary, ['init', '--db', db, '--place', 'Weirside', '--outcode', 'B36']);
        const { token } = await kith('token', '--scope', 'credits');
        const account = (name, kind_, ...limits) => kith('credits', 'account', '--name', name, '--kind', kind_, ...limits);
        await account('source', 'issue');
        await work({ kith, serve, token, account, db, folder });
    } finally {
        for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
        await drop();
        await rm(folder, { recursive: true, force: true });
    }
}

// One program with a connection of its own. Answers {status, text}, or null when nobody answered.
function program(token) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (port, method, target, headers, body) => new Promise((done) => {
        const request = http.request({ port, host: '127.0.0.1', method, path: `/api/v1/credits/${target}`, agent, timeout: 20000,
            headers: { authorization: `Bearer ${token}`, ...headers } }, (answer) => {
            let text = '';
            answer.on('data', (bytes) => { text += bytes; });
            answer.on('end', () => done({ status: answer.statusCode, text }));
            answer.on('error', () => done(null));
            answer.on('aborted', () => done(null));
        });
        request.on('error', () => done(null));
        request.on('timeout', () => request.destroy());
        request.end(body);
    });
    return {
        post: (port, note) => {
            const body = JSON.stringify({ from: note.from, to: note.to, minutes: note.minutes, for: 'garden' });
            return ask(port, 'POST', 'entries', { 'idempotency-key': note.key, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }, body);
        },
        balance: async (port, name) => JSON.parse((await ask(port, 'GET', `accounts/${name}`, {})).text).balance,
        close: () => agent.destroy(),
    };
}

async function right(kith, entries) {
    const books = await kith('credits', 'verify');
    assert.equal(books.ok, true, JSON.stringify(books));
    assert.equal(books.sum, 0);
    assert.equal(books.unbalanced, 0);
    assert.equal(books.entries, entries);
}

for (const kind of databases)
    describe(kind, () => {
        test('64 programs at one account with a floor and one with a ceiling', { timeout: 120000 }, () => withBooks(kind, async ({ kith, serve, token, account }) => {
            await account('jar', 'member', '--floor', '-60');
            await account('cup', 'member', '--ceiling', '600');
            await account('others', 'pot');
            const at = await serve(), programs = Array.from({ length: 64 }, () => program(token));
            assert.equal((await programs[0].post(at.port, { key: randomUUID(), from: 'source', to: 'jar', minutes: 540 })).status, 201);
            const tally = { jar: 0, cup: 0, shared: 0 };
            const twice = Array.from({ length: 8 }, () => ({ key: randomUUID(), from: 'source', to: 'others', minutes: 5, texts: [], made: 0 }));
            await Promise.all(programs.map(async (one, i) => {
                for (let k = 0; k < 4; k++) {
                    const low = await one.post(at.port, { key: randomUUID(), from: 'jar', to: 'others', minutes: 7 });
                    const high = await one.post(at.port, { key: randomUUID(), from: 'source', to: 'cup', minutes: 7 });
                    for (const [name, answer] of [['jar', low], ['cup', high]]) {
                        assert.ok([201, 422].includes(answer?.status), `answered ${answer?.status} ${answer?.text}`);
                        if (answer.status === 201) tally[name]++;
                        else assert.equal(JSON.parse(answer.text).error.field, 'minutes');
                    }
                }
                const note = twice[i % twice.length], answer = await one.post(at.port, note);
                assert.ok([200, 201].includes(answer?.status), `answered ${answer?.status}`);
                note.texts.push(answer.text);
                note.made += answer.status === 201;
            }));
            for (const note of twice) {
                assert.equal(note.made, 1, 'made once');
                assert.equal(new Set(note.texts).size, 1, 'answered alike');
            }
            assert.equal(tally.jar, Math.floor(600 / 7), 'as many as the floor allows, and no more');
            assert.equal(tally.cup, Math.floor(600 / 7), 'as many as the ceiling allows, and no more');
            assert.equal(await programs[0].balance(at.port, 'jar'), 540 - 7 * tally.jar);
            assert.equal(await programs[0].balance(at.port, 'cup'), 7 * tally.cup);
            assert.equal(await programs[0].balance(at.port, 'others'), 7 * tally.jar + 5 * twice.length);
            for (const one of programs) one.close();
            at.child.kill('SIGTERM');
            assert.deepEqual(await at.ended, { code: 0, signal: null });
            await right(kith, 1 + tally.jar + tally.cup + twice.length);
        }));

        test(`killed ${kills} times under 8 programs: nothing that was answered is lost, nothing is doubled`, { timeout: 60000 + kills * 3000 }, () => withBooks(kind, async ({ kith, serve, token, account }) => {
            const names = ['one', 'two', 'three', 'hot'];
            for (const name of names) await account(name, 'member', '--floor', '-100000');
            let at = await serve(), told = 0;
            const programs = Array.from({ length: 8 }, () => program(token)), answered = new Map(), open = programs.map(() => null);
            for (let round = 0; round < kills; round++) {
                const port = at.port;
                let going = true;
                const work = programs.map(async (one, i) => {
                    while (going) {
                        // What was not answered before the kill is asked again first, with the key it had.
                        const note = open[i] ?? { key: randomUUID(), from: i % 2 ? 'hot' : names[told % 3], to: i % 2 ? names[told % 3] : 'hot', minutes: 1 + (told % 50) };
                        told++;
                        open[i] = note;
                        const answer = await one.post(port, note);
                        if (answer === null) return;
                        assert.ok([200, 201, 503].includes(answer.status), `answered ${answer.status} ${answer.text}`);
                        if (answer.status === 503) continue;
                        answered.set(note.key, { note, text: answer.text });
                        open[i] = null;
                    }
                });
                await sleep(40 + ((round * 137) % 200));
                at.child.kill('SIGKILL');
                going = false;
                await Promise.all([...work, at.ended]);
                at = await serve();
                if (round % 20 === 19) assert.equal((await kith('credits', 'verify')).ok, true);
            }
            for (const [i, note] of open.entries()) {
                if (!note) continue;
                const answer = await programs[i].post(at.port, note);
                assert.ok([200, 201].includes(answer?.status), `answered ${answer?.status}`);
                answered.set(note.key, { note, text: answer.text });
            }
            // Each key is there, once, with the answer that was given: asking again gives the same document.
            let next = 0;
            const all = [...answered.values()];
            await Promise.all(programs.map(async (one) => {
                while (next < all.length) {
                    const { note, text } = all[next++], answer = await one.post(at.port, note);
                    assert.equal(answer?.status, 200, `lost: ${text}`);
                    assert.equal(answer.text, text);
                }
            }));
            assert.ok(answered.size >= kills * 8, `only ${answered.size} in ${kills} rounds`);
            for (const one of programs) one.close();
            at.child.kill('SIGTERM');
            assert.deepEqual(await at.ended, { code: 0, signal: null });
            await right(kith, answered.size);
        }));

        test('kith credits bench measures a copy, checks its books and leaves the database alone', { timeout: 60000 }, () => withBooks(kind, async ({ kith, db, folder }) => {
            const before = kind === 'sqlite' ? await readFile(db) : null;
            const figures = await kith('credits', 'bench', '--clients', '4', '--seconds', '1', '--hot', '50');
            assert.ok(figures.transfers > 0 && figures.seconds >= 1 && figures.seconds < 20 && figures.cpu_seconds > 0, JSON.stringify(figures));
            assert.ok(figures.p50_ms > 0 && figures.p99_ms >= figures.p50_ms, JSON.stringify(figures));
            assert.notEqual(figures.db, db);
            await right(kith, 0);
            if (kind === 'sqlite') {
                assert.ok(before.equals(await readFile(db)), 'the database is as it was');
                assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('kith-bench')), []);
                const kept = await kith('credits', 'bench', '--keep', '--clients', '1', '--seconds', '1');
                const books = JSON.parse((await run(binary, ['credits', 'verify', '--db', kept.db, '--json'])).stdout);
                assert.ok(books.ok && books.entries === kept.transfers, JSON.stringify(books));
            }
            for (const [name, value] of [['clients', '0'], ['seconds', '0'], ['hot', '101'], ['clients', 'x']])
                await assert.rejects(kith('credits', 'bench', `--${name}`, value), (error) => error.code === 1 && JSON.parse(error.stdout).error.field === name);
        }));
    });
