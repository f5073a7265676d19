// Maria of the care home, the whole way, without script, at 360 px, on both databases: a poster in two languages, the
// sheet at the door, twenty people typed in from paper, walk-ins by first name one of whom says it later, a bank holiday,
// her own eight in one tap each, and the checklist of a volunteer who visits.
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import path from 'node:path';
import { promisify } from 'node:util';
import { DAY, iso, london, said, story } from './ahead.mjs';
import { assert, calm, databases, someone, visit } from './lib.mjs';
import { follow, press, readPdf, words } from './steps.mjs';

const run = promisify(execFile);

// What a visit of hers costs: taps on the phone, keys on the keyboard.
class Count {
    constructor() { this.taps = 0; this.keys = 0; }
    async tap(doing) { this.taps++; return doing; }
    async type(box, text) { this.keys += text.length; await box.fill(text); this.taps++; }
}

const phone = (all, role) => someone(all.browser, all.kith, { role, width: 360, height: 740, script: false });
const thursday = (now) => { let at = Math.floor(now / DAY) * DAY + DAY; while (new Date(at).getUTCDay() !== 4) at += DAY; return at; };

async function poster({ kith }, page, series) {
    await visit(page, kith, series);
    const a4 = await page.getByRole('link', { name: 'A poster to print' }).getAttribute('href'), a3 = await page.getByRole('link', { name: 'The same in large print' }).getAttribute('href');
    const english = await readPdf(page, kith, a4), large = await readPdf(page, kith, a3);
    assert.equal(english.pages, 1);
    assert.equal(large.pages, 1);
    assert.match(english.text.replace(/\s+/g, ' '), /Bingo at Bridge Court/);
    assert.match(english.text, /Thursday/);
    await visit(page, kith, `${series}?lang=pl`);
    const polish = await readPdf(page, kith, await page.locator('a[href*="poster.pdf"]').first().getAttribute('href'));
    assert.match(polish.text.replace(/\s+/g, ' '), /czwart/i);
    assert.match(polish.text.replace(/\s+/g, ' '), /Bingo at Bridge Court/, 'its name is never translated');
    await visit(page, kith, `${series}?lang=en`);
}

// One date is called off for a bank holiday; the others stay, and whoever looks reads why.
async function holiday({ kith, browser }, page, series) {
    await visit(page, kith, series);
    const links = await page.locator('a:has-text("Change this date")').evaluateAll((all) => all.map((one) => new URL(one.href).pathname));
    await visit(page, kith, links.at(-1));
    await page.getByLabel('It is called off').check();
    await page.getByLabel('Why, or what is different').fill('Bank holiday');
    await press(page, 'Keep it');
    assert.match(await words(page), /Called off: Bank holiday/);
    const guest = await someone(browser, kith, { width: 360, height: 740, script: false });
    await visit(guest, kith, links.at(-1).replace('/change', ''));
    assert.match(await words(guest), /Called off: Bank holiday/);
    assert.match(await words(guest), /The next one:|All dates/);
    await guest.context().close();
    // from now on by itself
    await visit(page, kith, series);
    await follow(page, 'Change this activity');
    await page.getByLabel('Not on bank holidays').check();
    await press(page, 'Keep it');
    assert.match(await words(page), /not on bank holidays/i);
}

// Her eight of last Thursday: from My page, one tap each.
async function eight({ kith }, page) {
    await visit(page, kith, '/me');
    const count = new Count(), card = page.locator('section[aria-labelledby=totick] li', { hasText: 'Bingo at Bridge Court' });
    await count.tap(await follow(page, 'Tick who came', card));
    const boxes = page.locator('#register-rows input[type=checkbox]'), n = await boxes.count();
    for (let i = 0; i < n; i++) await count.tap(await boxes.nth(i).check());
    await count.tap(await press(page, 'Keep the list'));
    assert.match(await words(page), new RegExp(`${n} came`));
    assert.ok(n >= 7 && n <= 9, `${n} people`);
    assert.equal(count.keys, 0);
    assert.equal(count.taps, n + 2);
    console.log(`# a list of ${n}: ${count.taps} taps, no key`);
}

// A tea party: the sheet at the door, then twenty from paper.
async function party(all, page) {
    const { kith, clock } = all, day = thursday(clock.now());
    await visit(page, kith, '/on');
    await follow(page, 'Start a new activity');
    await page.getByLabel('What do people call it?').fill('Tea party at Bridge Court');
    await page.getByLabel('Say it in words').fill(`every Thursday from ${said(day)}, 11 to 12`);
    await page.getByLabel('Place', { exact: true }).fill('Bridge Court');
    await press(page, 'Keep it');
    const series = new URL(page.url()).pathname;
    assert.match(series, /^\/activities\/\d+$/, await words(page));
    // twelve say that they come, without account; eight more simply come
    const names = ['Ada', 'Bert', 'Cora', 'Dora', 'Ern', 'Flo', 'Gus', 'Hetty', 'Ivy', 'Jim', 'Kit', 'Lou'];
    await follow(page, 'Change this activity');
    await page.getByLabel('They tell us first').check();
    await press(page, 'Keep it');
    await follow(page, 'Who comes, who waits, whom to ring');
    for (const name of names) {
        await page.getByLabel('First name', { exact: true }).fill(name);
        await press(page, 'Write them in');
    }
    await visit(page, kith, series);
    await follow(page, /Thursday/, page.locator('section[aria-labelledby=next-time]'));
    const session = new URL(page.url()).pathname;
    assert.match(session, new RegExp(`${iso(day).replaceAll('-', '')}T1100`));
    await follow(page, 'The list for the door');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Print the list' }).click()]);
    await saved.saveAs(path.join(kith.folder, 'sheet.pdf'));
    const sheet = (await run('pdftotext', ['-layout', path.join(kith.folder, 'sheet.pdf'), '-'])).stdout;
    for (const name of names) assert.match(sheet, new RegExp(`\\b${name}\\b`));
    return { series, session, day, names };
}

async function typed(all, page, { session, day, names }) {
    const { kith, clock } = all, count = new Count();
    await clock.to(london(day, '12:30'));
    const maria = await phone(all, 'coordinator');
    await visit(maria, kith, '/me');
    await count.tap(await follow(maria, 'Tick who came', maria.locator('section[aria-labelledby=totick] li', { hasText: 'Tea party at Bridge Court' })));
    await count.tap(await follow(maria, 'Type in a list from paper'));
    const shown = (await maria.locator('#register-rows bdi').allInnerTexts()).filter((name) => names.includes(name.trim()));
    assert.equal(shown.length, 12, 'the rows of the sheet, in its order');
    await count.type(maria.getByLabel('Rows that are ticked'), '1-12');
    await count.type(maria.getByLabel('Anyone else?'), 'Amina, Bo, Cy, Di, Ed, Fay, Gil, Hal');
    await count.tap(await press(maria, 'Keep the list'));
    assert.match(await words(maria), /20 came/);
    const seconds = count.keys * .6 + count.taps * 2; // a slow typist: a hundred keys a minute
    console.log(`# twenty from paper: ${count.keys} keys, ${count.taps} taps, about ${Math.ceil(seconds)} s for a slow typist`);
    assert.ok(seconds < 180);
    await page.context().close();
    // one of the walk-ins says it was her; no other name is shown to her
    const amina = await phone(all, 'resident');
    await visit(amina, kith, '/me');
    await amina.locator('section[aria-labelledby=wasme] li', { hasText: 'Tea party' }).getByRole('link', { name: 'That was me' }).click();
    assert.ok(!/Hetty|Fay/.test(await words(amina)));
    await press(amina, 'That was me');
    await visit(maria, kith, `${session}/register`);
    await press(maria, 'Yes, that was Amina');
    assert.match(await words(maria), /They are on the list/);
    calm(amina);
    return maria;
}

// Visitors to a care home: the questions a volunteer goes through, on one page to print.
async function checklist({ kith }, page, series) {
    await visit(page, kith, '/me');
    await follow(page, 'Is it safe?', page.locator('section[aria-labelledby=growing] .card', { hasText: 'Tea party at Bridge Court' }));
    assert.equal(new URL(page.url()).pathname, `${series}/safety`);
    await page.getByLabel(/care home/).check();
    await press(page, 'Begin');
    const groups = page.locator('#safety fieldset').filter({ has: page.getByLabel('Ask somebody') }), n = await groups.count();
    assert.ok(n >= 8 && n <= 14, `${n} questions`);
    for (let i = 0; i < n; i++) await groups.nth(i).getByLabel('Yes', { exact: true }).check();
    await press(page, 'Keep this');
    assert.match(await words(page), /It is looked through\./);
    assert.equal((await readPdf(page, kith, `${series}/safety.pdf`)).pages, 1);
    assert.equal((await readPdf(page, kith, `${series}/safety.pdf?empty=yes`)).pages, 1);
}

for (const kind of databases) test(`a care-home coordinator: paper, twenty, a bank holiday, on ${kind}`, () => story(kind, async (all) => {
    const { kith } = all, maria = await phone(all, 'coordinator');
    await visit(maria, kith, '/find?q=bingo');
    await follow(maria, 'Bingo at Bridge Court');
    await follow(maria, /All dates/);
    const bingo = new URL(maria.url()).pathname;
    await poster(all, maria, bingo);
    await holiday(all, maria, bingo);
    await eight(all, maria);
    const tea = await party(all, maria);
    calm(maria);
    const later = await typed(all, maria, tea);
    await checklist(all, later, tea.series);
    calm(later);
}));
