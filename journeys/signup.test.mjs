// Sign-up: a resident on nights who comes every other Thursday, waits, is offered a place and takes it,
// on a phone without script; somebody with no account; a connector for somebody; a card's code by
// text; and two hundred at once for twenty places, on both databases.
import { execFile, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import { after, before, test } from 'node:test';
import path from 'node:path';
import { promisify } from 'node:util';
import { assert, assertAccessible, binary, calm, databases, listening, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, readPdf, words } from './steps.mjs';
import { Gateway } from './gateway.mjs';

const run = promisify(execFile);
const secret = 'a secret of the gateway, long enough';

async function sql(kith, text) {
    const { stdout } = kith.kind === 'sqlite' ? await run('sqlite3', ['-cmd', '.timeout 5000', kith.db, text])
        : await run('psql', ['-qXAt', kith.db, '-c', text]);
    return stdout.trim();
}

async function until(found, what) {
    for (let tries = 0; tries < 200; tries++) {
        if (await found()) return;
        await new Promise((next) => setTimeout(next, 100));
    }
    assert.fail(`waited in vain for ${what}`);
}

const tea = (kith) => sql(kith, "SELECT id FROM assets_asset WHERE name = 'Tea and seeds'");

// Every other Thursday from the next one, and nobody on the list yet.
async function thursdays(kith, room) {
    const id = await tea(kith), day = Math.floor(Date.now() / 86400000), first = day + 1 + ((3 - (day + 4) % 7 + 7) % 7);
    await sql(kith, 'DELETE FROM activities_notice');
    await sql(kith, 'DELETE FROM activities_signup');
    await sql(kith, 'DELETE FROM activities_seen'); // or the change below would be told
    await sql(kith, `UPDATE assets_schedule SET rrule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', begins = ${first}, until = NULL, skip = 0 WHERE asset_id = ${id}`);
    await sql(kith, `UPDATE activities_series SET capacity = ${room}, newcomers = 0 WHERE asset_id = ${id}`);
    return id;
}

// The last date the page of a series names: far enough for nothing to be near.
async function lastDate(kith, id) {
    const page = await (await fetch(`${kith.origin}/activities/${id}`)).text();
    return [...page.matchAll(/href="(\/sessions\/\d+-\d{8}T\d{4})"/g)].at(-1)[1];
}

let kith, browser, gateway;
before(async () => {
    kith = await startKith();
    browser = await openBrowser();
    gateway = await new Gateway(secret).start();
    const file = path.join(kith.folder, 'secret');
    await writeFile(file, `${secret}\n`);
    await kith.kith('settings', 'set', 'texts.in_secret', '--file', file);
    await kith.kith('settings', 'set', 'texts.gateway_url', gateway.url);
    await kith.kith('settings', 'set', 'activities.text_from', '0');
    await kith.kith('settings', 'set', 'activities.text_to', '24');
});
after(async () => {
    await browser?.close();
    await kith?.stop();
    await gateway?.stop();
});

test('every other Thursday, on a phone without script: waits, is offered, takes it', async () => {
    const id = await thursdays(kith, 1), page = await someone(browser, kith, { role: 'resident', width: 360, script: false });
    const host = await someone(browser, kith, { role: 'host' });
    await visit(host, kith, `/activities/${id}/coming`);
    assert.equal((await press(host, 'Write them in')).status(), 422, 'a name is missing');
    await host.getByLabel('First name', { exact: true }).fill('Joan');
    await press(host, 'Write them in');
    assert.match(await words(host), /Joan is on the list|1 comes/);
    await visit(page, kith, `/activities/${id}`);
    await press(page, 'I come every time');
    assert.match(await words(page), /You are on the waiting list/);
    const own = new URL(page.url()).pathname;
    await visit(host, kith, `/activities/${id}/coming`);
    await assertAccessible(host);
    await press(host, 'Take off the list');
    await visit(page, kith, own);
    assert.match(await words(page), /A place is free for you. Would you like it\?/);
    await press(page, 'Yes, I take the place');
    assert.match(await words(page), /You have a place every time/);
    const dates = await page.locator('section[aria-labelledby=dates] li b').allInnerTexts();
    assert.ok(dates.length >= 2 && dates.every((date) => /Thursday/.test(date)), dates.join('; '));
    await press(page, 'Not this time');
    assert.match(await words(page), /Not this time. Thank you for telling us/);
    await press(page, 'I can come after all');
    await visit(page, kith, '/me');
    assert.match(await words(page), /What you come to/);
    await visit(host, kith, `/activities/${id}/coming`);
    assert.match(await words(host), /Amina/);
    // Joan gave no number and no address: she is rung
    await until(async () => { await visit(host, kith, `/activities/${id}/coming`); return /Please tell them/.test(await words(host)); }, 'the ring list');
    await press(host, 'I told them');
    assert.doesNotMatch(await words(host), /Please tell them/);
    calm(page);
    calm(host);
});

test('no account: a first name is enough; the code and the name lead back; nobody else is named', async () => {
    const id = await thursdays(kith, 2), date = await lastDate(kith, id), page = await someone(browser, kith, { width: 360, script: false });
    await visit(page, kith, date);
    assert.equal((await press(page, 'I come')).status(), 422);
    await page.getByLabel('Your first name').fill('Ola');
    await press(page, 'I come');
    assert.match(await words(page), /You have a place/);
    const code = (await page.locator('b.code').innerText()).trim();
    assert.match(code, /^[346789][A-Z346789]{4}$/);
    const slip = await readPdf(page, kith, await page.getByRole('link', { name: 'A slip to print' }).getAttribute('href'));
    assert.match(slip.text.replaceAll(' ', ''), new RegExp(code));
    const other = await someone(browser, kith, { width: 360, script: false });
    await visit(other, kith, date);
    assert.doesNotMatch(await words(other), /Ola/);
    assert.match(await words(other), /1 place left/);
    await visit(other, kith, '/come');
    await other.getByLabel('The code').fill(code);
    assert.equal((await press(other, 'Go on')).status(), 422, 'a code alone is not enough');
    await other.getByLabel(/Your first name/).fill('ola');
    await press(other, 'Go on');
    await press(other, 'I cannot come');
    assert.match(await words(other), /not on the list any more/);
    await press(other, 'I can come after all');
    assert.match(await words(other), /You have a place/);
    calm(page);
    calm(other);
});

test('a connector for somebody she walks beside: how they said yes is kept, and they can look', async () => {
    const id = await thursdays(kith, 2), date = await lastDate(kith, id), page = await someone(browser, kith, { role: 'connector' });
    await visit(page, kith, date);
    await page.getByLabel('Who comes?').selectOption({ label: 'Amina' });
    assert.equal((await press(page, 'I come')).status(), 422, 'how they said yes is asked');
    await page.getByLabel('Spoken').check();
    await press(page, 'I come');
    assert.match(await words(page), /You have a place/);
    assert.equal(await sql(kith, "SELECT how || consent FROM activities_signup"), 'connectorspoken');
    const amina = await someone(browser, kith, { role: 'resident' });
    await visit(amina, kith, '/me');
    assert.match(await words(amina), /Tea and seeds/);
    await follow(amina, 'Tea and seeds', amina.locator('#comes-to'));
    calm(page);
    calm(amina);
});

test('by the code of a card, in a text: a place, a no, and the next in line', async () => {
    const id = await thursdays(kith, 1), one = '+447700900701', two = '+447700900702';
    const card = await sql(kith, `SELECT code FROM activities_turn WHERE asset_id = ${id}`);
    await gateway.reply(kith.origin, one, `Yes ${card}`);
    const kept = await gateway.wait(one, /you have a place: Tea and seeds/);
    await gateway.reply(kith.origin, two, `YES ${card.toLowerCase()} please`);
    await gateway.wait(two, /waiting list/);
    await gateway.reply(kith.origin, one, `No ${/NO (\w{5})/.exec(kept)[1]}`);
    const offer = await gateway.wait(two, /a place is free for you/);
    await gateway.reply(kith.origin, two, `YES ${/YES (\w{5})/.exec(offer)[1]}`);
    await until(async () => await sql(kith, "SELECT count(*) FROM activities_signup WHERE state = 'coming'") === '1', 'the place taken');
    assert.equal(await sql(kith, `SELECT phone FROM activities_signup WHERE state = 'coming'`), two);
});

// ---- two hundred at once ----

// From many addresses of this machine, so that the limit of one address is not what is measured.
function post(origin, address, fields, n) {
    const body = new URLSearchParams(fields).toString(), { hostname, port } = new URL(origin);
    return new Promise((resolve, reject) => {
        const request = http.request({ hostname, port, path: address, method: 'POST', localAddress: `127.0.${1 + n % 100}.1`, agent: false,
            headers: { origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } }, (response) => {
            response.resume();
            response.on('end', () => resolve({ status: response.statusCode, location: response.headers.location }));
        });
        request.on('error', reject);
        request.end(body);
    });
}

// The same house when all that have a place give it back at once, each of them twice; then those who were
// offered one take it, each of them twice, while others who wait go away and one offer has just ended.
async function storm(house, at, id) {
    const tokens = async (state) => (await sql(house, `SELECT token FROM activities_signup WHERE state = '${state}' ORDER BY turn`)).split('\n').filter(Boolean);
    const twice = (list, what) => Promise.all([...list, ...list].map((token, i) => post(at(i + Math.floor(i / list.length)), `/come/${token}`, { do: what }, i)));
    const counts = async () => (await sql(house, "SELECT state || ' ' || count(*) FROM activities_signup GROUP BY state ORDER BY state")).split('\n');
    const waiting = await tokens('waiting'), coming = await tokens('coming');
    for (const answer of await twice(coming, 'cancel')) assert.equal(answer.status, 303);
    assert.deepEqual(await counts(), ['ended 20', 'offered 20', 'waiting 160']);
    assert.deepEqual(await tokens('offered'), waiting.slice(0, 20), 'the first in order, and nobody else');
    await sql(house, `UPDATE activities_signup SET offered_until = 1 WHERE token = '${waiting[19]}'`);
    const [taken] = await Promise.all([twice(waiting.slice(0, 20), 'take'), twice(waiting.slice(30, 50), 'cancel')]);
    assert.deepEqual(taken.slice(0, 19).map((answer) => answer.status), Array(19).fill(303));
    for (const late of [taken[19], taken[39]]) assert.ok([303, 409].includes(late.status)); // over, or asked anew meanwhile
    assert.equal(await sql(house, `SELECT count(*) FROM activities_signup WHERE state = 'coming' AND token IN ('${waiting.slice(0, 19).join("','")}')`), '19');
    const held = () => sql(house, "SELECT coalesce(sum(seats), 0) FROM activities_signup WHERE state IN ('coming', 'offered')");
    await until(async () => await held() === '20', 'the place that was not taken, offered on');
    // less room: nobody's place is taken away, and none is given out
    await sql(house, `UPDATE activities_series SET capacity = 10 WHERE asset_id = ${id}`);
    await twice((await tokens('coming')).slice(0, 5), 'cancel');
    assert.equal(await held(), '15');
}

for (const kind of databases) test(`two hundred at once for twenty places: exactly twenty, and a list in order (${kind})`, async () => {
    const house = kind === kith.kind ? kith : await startKith({ kind });
    // A region runs several servers on one PostgreSQL: they give out the same twenty places.
    const more = kind === 'postgresql' ? [0, 1].map(() => spawn(binary, ['serve', '--db', house.db, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] })) : [];
    try {
        const origins = [house.origin, ...await Promise.all(more.map(listening))], at = (i) => origins[i % origins.length];
        await house.kith('settings', 'set', 'activities.text_from', '0');
        await house.kith('settings', 'set', 'activities.text_to', '24');
        const id = await thursdays(house, 20), date = await lastDate(house, id);
        const all = Array.from({ length: 200 }, (_, i) => i);
        const sent = await Promise.all(all.map((i) => post(at(i), `${date}/come-along`, { first_name: `N${i}`, key: `racekey${String(i).padStart(12, '0')}` }, i)));
        for (const answer of sent) assert.equal(answer.status, 303);
        assert.equal(new Set(sent.map((answer) => answer.location)).size, 200, 'everybody has a page of their own');
        assert.equal(await sql(house, "SELECT count(*) FROM activities_signup WHERE state = 'coming'"), '20');
        assert.equal(await sql(house, "SELECT count(*) FROM activities_signup WHERE state = 'waiting'"), '180');
        assert.equal(await sql(house, 'SELECT count(DISTINCT turn) FROM activities_signup'), '200');
        const last = await sql(house, "SELECT max(turn) FROM activities_signup WHERE state = 'coming'"), first = await sql(house, "SELECT min(turn) FROM activities_signup WHERE state = 'waiting'");
        assert.ok(Number(last) < Number(first), `${last} < ${first}`);
        // sent once more, all of them: nothing is done twice
        const again = await Promise.all(all.slice(0, 40).map((i) => post(at(i + 1), `${date}/come-along`, { first_name: `N${i}`, key: `racekey${String(i).padStart(12, '0')}` }, i + 40)));
        assert.deepEqual(again.map((answer) => answer.location), sent.slice(0, 40).map((answer) => answer.location));
        assert.equal(await sql(house, 'SELECT count(*) FROM activities_signup'), '200');
        await storm(house, at, id);
    } finally {
        await Promise.all(more.map((child) => new Promise((resolve) => { child.once('exit', resolve); child.kill('SIGTERM'); })));
        if (house !== kith) await house.stop();
    }
});
