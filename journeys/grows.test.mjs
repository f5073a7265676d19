// A resident leader, the whole way, on both databases and without script: Amina grows from one who helped to one who
// leads, goes through the checklist of a walk, writes down her first aid and is reminded, keeps the list, adds a picture
// with everybody's yes, moves this and all later times, and somebody in the next place begins it there.
import { test } from 'node:test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DAY, iso, london, story } from './ahead.mjs';
import { assert, calm, databases, root, someone, visit } from './lib.mjs';
import { follow, press, tick, words } from './steps.mjs';

const amina = '+447700900188';
const phone = (all, role) => someone(all.browser, all.kith, { role, width: 360, height: 740, script: false });

async function series({ kith }, page) {
    await visit(page, kith, '/me');
    const own = page.locator('section[aria-labelledby=growing] .card', { hasText: 'Tea and seeds' });
    return new URL(await own.getByRole('link', { name: 'Is it safe?' }).getAttribute('href'), kith.origin).pathname.replace('/safety', '');
}

// Four steps: each said by Dev, answered by her on her own page.
async function ladder({ kith }, dev, page, address) {
    for (const step of ['Helped', 'Led together with somebody', 'Led, with somebody beside them', 'Leads']) {
        await visit(dev, kith, `${address}/leaders`);
        await dev.getByLabel('Who?').selectOption({ label: 'Amina' });
        await tick(dev, step);
        await press(dev, 'Say it');
        await visit(page, kith, '/me');
        await press(page, /^Yes$/, page.locator('section[aria-labelledby=growing] .card', { hasText: 'Tea and seeds' }));
    }
    await visit(dev, kith, `${address}/leaders`);
    assert.match(await dev.locator('li.card', { has: dev.getByRole('heading', { name: 'Amina' }) }).innerText(), /Leads, both said so/);
    assert.match(await words(dev), /These could lead: [^.]*Amina/);
    await visit(dev, kith, address);
    await follow(dev, 'Change this activity');
    await dev.getByLabel('Who leads with them?').selectOption({ label: 'Amina' });
    await press(dev, 'Keep it');
    assert.match(await words(dev), /Dev leads it, with Amina/);
}

async function checklist({ kith }, page) {
    await visit(page, kith, '/me');
    await follow(page, 'Is it safe?', page.locator('section[aria-labelledby=growing] .card', { hasText: 'Tea and seeds' }));
    await tick(page, 'A walk');
    await press(page, /^(Begin|Take this list)$/);
    const groups = page.locator('#safety fieldset').filter({ has: page.getByLabel('Ask somebody') }), n = await groups.count();
    assert.ok(n >= 8 && n <= 14, `${n} questions`);
    for (let i = 0; i < n; i++) await groups.nth(i).getByLabel('Yes', { exact: true }).check();
    await press(page, 'Keep this');
    assert.match(await words(page), /It is looked through\./);
}

// Her first aid counts for 70 days: she is reminded 60 days before, once.
async function paper({ kith, gateway, clock }, page) {
    const until_ = Math.floor(clock.now() / DAY) * DAY + 70 * DAY;
    await visit(page, kith, '/me');
    await follow(page, 'Your first aid, DBS and other papers');
    await tick(page, 'First aid');
    await page.getByLabel('It counts until').fill(iso(until_));
    await press(page, 'Keep this');
    assert.match(await words(page), /Only said so far/);
    assert.deepEqual(gateway.to(amina), [], 'not yet');
    await clock.to(until_ - 58 * DAY);
    await gateway.wait(amina, /کارآمد ہے/); // in her own language
}

// The date she leads: everybody ticked, then a picture with Joan on it.
async function leads(all, page, address) {
    const { kith, browser, clock } = all;
    await visit(page, kith, address);
    await press(page, 'I come every time');
    assert.match(await words(page), /You have a place every time/);
    await visit(page, kith, address);
    await follow(page, /Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Monday/, page.locator('section[aria-labelledby=next-time]'));
    const session = new URL(page.url()).pathname, [, day, at] = /-(\d{8})T(\d{4})$/.exec(session);
    await clock.to(london(Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`), `${at.slice(0, 2)}:${at.slice(2)}`) + 3 * 3600000);
    const own = await phone(all, 'resident');
    await visit(own, kith, '/me');
    await follow(own, 'Tick who came', own.locator('section[aria-labelledby=totick] li', { hasText: 'Tea and seeds' }).last());
    for (const name of ['Joan', 'Harjit', 'Kasia', 'Amina']) await own.locator('#register-rows li', { hasText: name }).locator('input[type=checkbox]').first().check();
    await own.getByLabel('Anyone else?').fill('and 3 more');
    await press(own, 'Keep the list');
    assert.match(await words(own), /\d came/);
    await visit(own, kith, session);
    await follow(own, /Add (a|the first) picture|Pictures/);
    await own.getByLabel('Choose a picture').setInputFiles({ name: 'pots.jpg', mimeType: 'image/jpeg', buffer: await readFile(path.join(root, 'fuzz/corpus/picture/gps')) });
    await press(own, 'Add it');
    const picture = new URL(own.url()).pathname;
    await own.getByLabel('Who or what is on it?').fill('Joan and the pots');
    await tick(own, 'Yes, of those I tick below');
    const joan = own.locator('fieldset .card', { hasText: 'Joan' });
    await joan.getByLabel('Is on it').check();
    await press(own, 'Keep this');
    assert.match(await words(own), /Waits until everybody on it said yes/);
    const guest = await someone(browser, kith, { width: 360, height: 740, script: false });
    assert.equal((await guest.context().request.get(`${kith.origin}${picture}/large`)).status(), 404);
    await visit(own, kith, picture);
    await joan.getByLabel('Said yes').check();
    await joan.getByLabel('Yes for everybody to see').check();
    await own.getByLabel('Show it to everybody, when all on it agreed to that').check();
    await press(own, 'Keep this');
    await visit(guest, kith, session);
    await guest.getByAltText('Joan and the pots').waitFor();
    await guest.context().close();
    return own;
}

// From the second date on an hour later; the first stays.
async function later({ kith }, page, address) {
    await visit(page, kith, address);
    const dates = () => page.locator('#dates + ul h3').allInnerTexts(), before = await dates();
    const links = await page.locator('a:has-text("Change this date")').evaluateAll((all) => all.map((one) => new URL(one.href).pathname));
    await visit(page, kith, links[1]);
    await tick(page, 'This and all later dates');
    const from = await page.getByLabel('From', { exact: true }).inputValue(), to = await page.getByLabel('To', { exact: true }).inputValue();
    const plus = (clock) => `${String(Number(clock.slice(0, 2)) + 1).padStart(2, '0')}${clock.slice(2)}`;
    await page.getByLabel('From', { exact: true }).fill(plus(from));
    await page.getByLabel('To', { exact: true }).fill(plus(to));
    await press(page, 'Keep it');
    const now = await dates();
    assert.equal(now[0], before[0]);
    assert.equal(now.length, before.length);
    for (let i = 1; i < now.length; i++) assert.notEqual(now[i], before[i]);
}

// She sends the idea; a connector of the next place begins it there, and both pages say so.
async function spread(all, page, address) {
    const { kith } = all;
    await visit(page, kith, address);
    await follow(page, 'Begin it in another place');
    assert.match(await words(page), /Send them the idea/);
    await follow(page, 'On one page, to print');
    assert.match(await words(page, 'body'), /An idea from Weirside\. Take it, and make it yours\./);
    const hana = await phone(all, 'elsewhere');
    await visit(hana, kith, address);
    await follow(hana, 'Begin it in another place');
    await hana.getByLabel('At which hall, park or house').fill('Millbank Hall');
    await press(hana, 'Begin it');
    assert.match(await words(hana), /It begins here too/);
    const copy = new URL(hana.url()).pathname;
    assert.notEqual(copy, address);
    assert.match(await words(hana), /Began as|Copied from/);
    await follow(hana, /Tea and seeds|Weirside/, hana.locator('main').filter({ hasText: /Began as/ }).locator('section', { hasText: 'Began as' }));
    assert.equal(new URL(hana.url()).pathname, address);
    assert.match(await words(hana), /Also in/);
    calm(hana);
}

async function reach({ kith }, page, address) {
    await visit(page, kith, address);
    await follow(page, 'Who takes part');
    const text = await words(page);
    assert.match(text, /fewer than 5/);
    assert.match(text, /Under 5 no number is shown/);
    for (const cell of await page.locator('table td').allInnerTexts())
        assert.ok(/^(0|about [\d,]*[05]|fewer than 5|not known|)$/.test(cell.trim()), `"${cell}" would tell too much`);
}

for (const kind of databases) test(`a resident leader: from helped to leads, on ${kind}`, () => story(kind, async (all) => {
    const dev = await phone(all, 'host'), page = await phone(all, 'resident'), address = await series(all, dev);
    await ladder(all, dev, page, address);
    await checklist(all, page);
    await paper(all, page);
    calm(dev);
    calm(page);
    const again = await phone(all, 'resident'), own = await leads(all, again, address);
    await later(all, own, address);
    await spread(all, own, address);
    await reach(all, own, address);
    calm(own);
}));
