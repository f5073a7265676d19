// The register: two phones without signal, a sheet typed in, no script, a minute of a coordinator, and what is refused.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, signIn, someone, startKith, visit } from './lib.mjs';
import { press, words } from './steps.mjs';

let kith, browser, address;
before(async () => {
    kith = await startKith();
    browser = await openBrowser();
    // the last date of Tea and seeds, which Dev runs
    const page = await someone(browser, kith, { role: 'host' });
    address = await lastSession(page) + '/register';
    await page.context().close();
});
after(async () => { await browser?.close(); await kith?.stop(); });

async function lastSession(page) {
    await visit(page, kith, '/find?q=tea+and+seeds');
    const asset = await page.getByRole('link', { name: 'Tea and seeds' }).first().getAttribute('href');
    const response = await page.context().request.get(kith.origin + asset.replace('/assets/', '/activities/'));
    const html = await response.text();
    const code = /\/sessions\/(\d+)-(\d{8})T(\d{4})/.exec(html);
    const day = new Date(`${code[2].slice(0, 4)}-${code[2].slice(4, 6)}-${code[2].slice(6, 8)}T12:00:00Z`);
    do day.setUTCDate(day.getUTCDate() - 7); while (day > Date.now() - 24 * 3600 * 1000);
    return `/sessions/${code[1]}-${day.toISOString().slice(0, 10).replaceAll('-', '')}T${code[3]}`;
}

// A phone of its own, with the service worker that other journeys go without.
async function phone() {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en', serviceWorkers: 'allow' });
    context.setDefaultTimeout(10000);
    const page = await context.newPage();
    await signIn(page, kith, 'host');
    await page.goto(kith.origin + address);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.waitForFunction(async (path) => !!(await (await caches.open('kith-register')).match(path)), address);
    return { context, page };
}

const box = (page, name) => page.locator('#register-rows li', { has: page.locator('bdi', { hasText: new RegExp(`^${name}$`) }) }).locator('input[type=checkbox]').first();
const line = (page) => page.locator('#register-line');
const state = async (page) => (await page.context().request.get(`${kith.origin}${address}/state`)).json();

test('two phones without signal end in one right list', async () => {
    const a = await phone(), b = await phone();
    assert.equal(await box(a.page, 'Joan').isChecked(), true);
    await a.context.setOffline(true);
    await b.context.setOffline(true);
    await a.page.reload();          // no signal: the page is there all the same
    await b.page.reload();
    assert.match(await words(a.page), /Who came to Tea and seeds/);
    // A ticks Harjit and takes Kasia off; B, later, takes Joan off; both write a Tamsin, A a Pat.
    await box(a.page, 'Harjit').check();
    await box(a.page, 'Kasia').uncheck();
    await a.page.getByLabel('Anyone else?').fill('Tamsin, Pat');
    await a.page.getByRole('button', { name: 'Add these names' }).click();
    await line(a.page).filter({ hasText: '4 ticks are kept on this phone.' }).waitFor();
    await b.page.waitForTimeout(50);
    await box(b.page, 'Joan').uncheck();
    await box(b.page, 'Harjit').check();
    await b.page.getByLabel('Anyone else?').fill('Tamsin');
    await b.page.getByLabel('Anyone else?').press('Enter');
    await line(b.page).filter({ hasText: '3 ticks are kept on this phone.' }).waitFor();
    await b.page.reload();          // closed and opened again: nothing is lost
    assert.equal(await box(b.page, 'Joan').isChecked(), false);
    await line(b.page).filter({ hasText: '3 ticks are kept on this phone.' }).waitFor();
    const before = await state(await signedIn());
    await b.context.setOffline(false);
    await line(b.page).filter({ hasText: /All sent at/ }).waitFor({ timeout: 20000 });
    await a.context.setOffline(false);
    await line(a.page).filter({ hasText: /All sent at/ }).waitFor({ timeout: 20000 });
    const now = await state(a.page);
    const came = (name) => now.rows.filter((row) => row.name === name && row.came).length;
    assert.equal(came('Harjit'), 1, 'ticked on both: once');
    assert.equal(came('Kasia'), 0);
    assert.equal(came('Joan'), 0);
    assert.equal(came('Tamsin'), 2, 'both are kept until somebody says');
    assert.equal(came('Pat'), 1);
    assert.equal(now.count, before.count + 1 - 2 + 3);
    assert.equal(now.rows.filter((row) => row.twice).length, 1);
    // one tap: the same person
    await a.page.reload();
    assert.match(await words(a.page), /Tamsin\s*\(twice\?\)/);
    await Promise.all([a.page.waitForNavigation(), a.page.getByRole('button', { name: 'The same person' }).click()]);
    assert.equal((await state(a.page)).count, now.count - 1);
    // what was sent is not on the phone any more
    assert.deepEqual(await a.page.evaluate(() => Object.keys(localStorage).filter((key) => /sessions/.test(key))), []);
    // Keep: the page leaves the phone, the number is said back
    await Promise.all([a.page.waitForNavigation(), a.page.getByRole('button', { name: 'Keep the list' }).click()]);
    assert.match(await words(a.page), new RegExp(`${now.count - 1} came`));
    assert.equal(await a.page.evaluate(async (path) => !!(await (await caches.open('kith-register')).match(path)), address), false);
    await a.context.close();
    await b.context.close();
});

async function signedIn() {
    return someone(browser, kith, { role: 'host' });
}

test('opened at home before it begins, ticked in the park without signal', async () => {
    const a = await phone();
    const html = await (await a.page.context().request.get(`${kith.origin}/activities/${address.split('/')[2].split('-')[0]}`)).text();
    const next = /\/sessions\/\d+-\d{8}T\d{4}/g[Symbol.match](html).at(-1) + '/register';
    await a.page.goto(kith.origin + next);
    assert.match(await words(a.page), /has not begun yet/);
    assert.equal(await a.page.locator('form#register').isVisible(), false);
    await a.page.getByText('This list works without signal too, on this phone.').waitFor();
    await a.context.setOffline(true);
    await a.page.clock.setFixedTime(Date.now() + 90 * 24 * 3600 * 1000);
    await a.page.reload();
    await a.page.locator('form#register').waitFor();
    await box(a.page, 'Joan').check();
    await line(a.page).filter({ hasText: '1 tick is kept on this phone.' }).waitFor();
    // its clock was wrong after all: the server says not yet, and nothing is lost
    await a.context.setOffline(false);
    await line(a.page).filter({ hasText: /could not send them yet/ }).waitFor({ timeout: 20000 });
    await line(a.page).filter({ hasText: '1 tick is kept on this phone.' }).waitFor();
    await a.context.close();
});

test('signed out meanwhile: the ticks stay and go when somebody signs in again', async () => {
    const a = await phone();
    await a.context.clearCookies();
    await box(a.page, 'Gwen').uncheck();
    await line(a.page).filter({ hasText: 'signed out' }).waitFor();
    assert.equal(await line(a.page).getByRole('link', { name: 'Sign in' }).count(), 1);
    const other = await a.context.newPage();
    await signIn(other, kith, 'host');
    await a.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await line(a.page).filter({ hasText: /All sent at/ }).waitFor({ timeout: 20000 });
    assert.equal((await state(a.page)).rows.find((row) => row.name === 'Gwen').came, false);
    await a.context.close();
});

test('signing out takes everything off the phone', async () => {
    const a = await phone();
    await a.page.goto(kith.origin + '/me');
    await Promise.all([a.page.waitForNavigation(), a.page.getByRole('button', { name: 'Sign out', exact: true }).click()]);
    assert.equal(await a.page.evaluate(() => caches.has('kith-register')), false);
    assert.deepEqual(await a.page.evaluate(() => Object.keys(localStorage)), []);
    await a.context.close();
});

test('a sheet of 20 is typed in with few keys', async () => {
    const page = await someone(browser, kith, { role: 'host', width: 1280, script: false });
    await visit(page, kith, address.replace('/register', ''));
    await page.getByRole('link', { name: 'Put the list right' }).click();
    const names = (await page.locator('#register-rows bdi').allInnerTexts()).length;
    const pdf = await page.context().request.post(`${kith.origin}${address.replace('/register', '/sheet')}`, {
        form: { csrf: await page.locator('form#register input[name=csrf]').inputValue(), key: 'sheet-journey-0001' },
        headers: { origin: kith.origin },
    });
    assert.equal(pdf.headers()['content-type'], 'application/pdf');
    await visit(page, kith, address + '?paper=1');
    // each key press counts, and a new box is one more (Tab)
    const rows = `1-${Math.min(names, 12)}`, walkIns = 'Al, Bo, Cy, Di, Ed, Fay, Gil, Hal';
    let keys = 0;
    for (const [label, text] of [['Rows that are ticked', rows], ['Anyone else?', walkIns]]) {
        await page.getByLabel(label).fill(text);
        keys += text.length + 1;
    }
    keys += 1; // Enter
    await press(page, 'Keep the list');
    assert.match(await words(page), /came\. It is kept/);
    assert.ok(keys < 60, `${keys} keys`);
    console.log(`# 20 people typed in with ${keys} keys`);
    await visit(page, kith, address + '?paper=1');
    await page.getByLabel('Rows that are ticked').fill('1-3, 99');
    await page.getByLabel('Anyone else?').fill('Zed');
    assert.equal((await press(page, 'Keep the list')).status(), 422);
    assert.match(await words(page), /Row 99 has no name here/);
    assert.equal(await page.getByLabel('Anyone else?').inputValue(), 'Zed', 'what was typed is kept');
    calm(page);
});

test('without a script: tick, write, keep; sent twice is once', async () => {
    const page = await someone(browser, kith, { role: 'host', width: 360, script: false });
    await visit(page, kith, address);
    const before = (await state(page)).count;
    const joan = await box(page, 'Joan').isChecked() ? 0 : 1;
    await box(page, 'Joan').check();
    await page.getByLabel('Anyone else?').fill('Wren, and 2 more');
    const form = await page.locator('form#register').evaluate((f) => [...new FormData(f)]);
    await press(page, 'Keep the list');
    assert.match(await words(page), new RegExp(`${before + 3 + joan} came`));
    const body = new URLSearchParams(form).toString();
    const again = await page.context().request.post(kith.origin + address, {
        data: body, headers: { 'content-type': 'application/x-www-form-urlencoded', origin: kith.origin }, maxRedirects: 0,
    });
    assert.equal(again.status(), 303);
    assert.equal((await state(page)).count, before + 3 + joan);
    calm(page);
});

test('somebody says that was me: nobody else is named, one tap says yes', async () => {
    const page = await someone(browser, kith, { role: 'resident', script: false });
    await visit(page, kith, '/me');
    assert.match(await words(page), /Somebody called Amina was at Tea and seeds/);
    await page.locator('section[aria-labelledby=wasme]').getByRole('link', { name: 'That was me' }).first().click();
    assert.ok(!/Joan|Harjit|Wren/.test(await words(page)), 'no other names');
    await press(page, 'That was me');
    assert.match(await words(page), /Whoever runs it is asked/);
    assert.equal((await page.context().request.get(kith.origin + address)).status(), 403);
    const dev = await someone(browser, kith, { role: 'host' });
    await visit(dev, kith, address);
    await press(dev, 'Yes, that was Amina');
    assert.match(await words(dev), /They are on the list/);
    calm(page);
    calm(dev);
});

test('what is refused: other sessions, too many, wrong ids, somebody else, replay', async () => {
    const page = await signedIn();
    await visit(page, kith, address);
    const csrf = await page.locator('form#register input[name=csrf]').inputValue();
    let n = 0;
    const send = (ops, where = address, more = {}) => page.context().request.post(`${kith.origin}${where}/ops`, {
        form: { csrf, key: `journey-key-${String(++n).padStart(6, '0')}`, ops: JSON.stringify({ device: 'a-phone-0001', now: Date.now(), ops }), ...more },
        headers: { origin: kith.origin }, maxRedirects: 5,
    });
    const op = (i, more) => ({ id: `operation-${i}`, at: Date.now(), ...more });
    assert.equal((await send([op(1, { others: 1 })], '/sessions/1-20260101T1000/register')).status(), 404);
    assert.equal((await send(Array.from({ length: 201 }, (_, i) => op(i, { others: 1 })))).status(), 429);
    const huge = await send(Array.from({ length: 10000 }, (_, i) => op(i, { others: 1 }))).then((r) => r.status());
    assert.ok([413, 429].includes(huge), String(huge));
    assert.equal((await send([op(2, { person: 'abc', came: true })])).status(), 422);
    assert.equal((await send([op(3, { walk_in: 'not-a-uuid', name: 'X', came: true })])).status(), 422);
    assert.equal((await send([], address, { csrf: 'none' })).status(), 403);
    assert.equal((await send([], address, { ops: '{"device":"x"' })).status(), 422);
    const before = await state(page);
    const left = await send([op(4, { person: '12345', came: true })]);
    assert.equal(left.status(), 200);
    assert.equal((await left.json()).left, 1, 'who is not on this list is left out, and nobody is named');
    const walk = op(5, { walk_in: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', name: 'Nell', came: true });
    await send([walk]);
    await send([walk]);
    assert.equal((await state(page)).count, before.count + 1);
    // not begun: kindly
    const html = await (await page.context().request.get(`${kith.origin}/activities/${address.split('/')[2].split('-')[0]}`)).text();
    const next = /\/sessions\/\d+-\d{8}T\d{4}/g[Symbol.match](html).at(-1);
    const early = await send([op(6, { others: 1 })], next + '/register');
    assert.equal(early.status(), 422);
    assert.match((await early.json()).error.message, /has not begun yet/);
});

test('a care-home coordinator: from My page, one tap each, under a minute', async () => {
    const page = await someone(browser, kith, { role: 'coordinator', width: 360, script: false });
    await visit(page, kith, '/me');
    const card = page.locator('section[aria-labelledby=totick] li', { hasText: 'Bingo at Bridge Court' });
    let taps = 1;
    await card.getByRole('link', { name: 'Tick who came' }).click();
    const boxes = page.locator('#register-rows input[type=checkbox]');
    const n = await boxes.count();
    assert.ok(n >= 6, `${n} people`);
    for (let i = 0; i < n; i++, taps++) {
        assert.ok((await boxes.nth(i).locator('..').boundingBox()).height >= 48);
        await boxes.nth(i).check();
    }
    taps++;
    await press(page, 'Keep the list');
    assert.match(await words(page), new RegExp(`${n} came`));
    assert.equal(taps, n + 2, 'one tap a person, one there, one to keep');
    console.log(`# ${n} people, ${taps} taps`);
    calm(page);
});
