// A resident on nights, the whole way, on both databases: she says a wish on a phone without script, others say
// me too with their weeks, the best time is said and explained, it becomes an activity every second week outside
// school holidays, she hears of it and comes every time, a friend waits and is offered a place, a date moves and
// both are told once, she comes, two phones keep the list without signal, and her own calendar knows it all.
import { test } from 'node:test';
import ICAL from 'ical.js';
import { DAY, iso, london, said, story, until } from './ahead.mjs';
import { assert, calm, databases, signIn, someone, visit } from './lib.mjs';
import { follow, press, readPdf, tick, words } from './steps.mjs';

const amina = '+447700900188', friend = '+447700900711', third = '+447700900712';
// A Thursday between ten days and two and a half weeks ahead.
function thursday(now) {
    let at = Math.floor(now / DAY) * DAY + 10 * DAY;
    while (new Date(at).getUTCDay() !== 4) at += DAY;
    return at;
}

async function wish({ kith, browser }) {
    const page = await someone(browser, kith, { role: 'resident', width: 360, height: 740, script: false });
    await visit(page, kith, '/');
    await follow(page, /I wish there were/);
    await page.getByLabel('I wish there were…').fill('A walk after my shift');
    await press(page, 'Go on');
    await page.getByText('Say the hours, or one week in two').click();
    await page.getByLabel('The hours, if you like').fill('thu 15:30-17:00');
    await tick(page, 'I work nights');
    await tick(page, 'The times');
    await tick(page, 'I would help');
    await press(page, 'Keep my wish');
    const address = new URL(page.url()).pathname;
    // eighteen neighbours say me too without an account, each with a week
    const weeks = [...Array(5).fill(['thu 15:30-17:00', 'nights', 'times']), ...Array(8).fill(['thu 12:00-17:00', 'days', 'travel']),
        ['sat 10:00-12:00', 'nights', 'times'], ...Array(4).fill(['sat 10:00-12:00', 'days', 'travel'])];
    const others = await someone(browser, kith, {});
    for (const [exact, shift, barriers] of weeks) {
        const answer = await others.context().request.post(`${kith.origin}${address}/yes`, { form: { exact, shift, barriers }, headers: { origin: kith.origin }, maxRedirects: 0 });
        assert.equal(answer.status(), 303, await answer.text());
    }
    await others.context().close();
    await visit(page, kith, address);
    await press(page, 'Work out the best times');
    assert.match(await words(page), /Thursday, to begin from 3.30pm to 4pm: suits 14 of 19\. Most of the 7 who say: I work nights\./);
    assert.match(await words(page), /Worked out from the weeks of those who said me too\./);
    calm(page);
    return { page, address };
}

// Her group makes it: what is known is filled in, and she sees what it understood before it is kept.
async function begin({ kith, browser, clock }, address) {
    const lucy = await someone(browser, kith, { role: 'connector', width: 360, height: 740, script: false }), first = thursday(clock.now());
    await visit(lucy, kith, address);
    await follow(lucy, 'Make it an activity');
    assert.equal(await lucy.getByLabel('What do people call it?').inputValue(), 'A walk after my shift');
    await lucy.getByLabel('Say it in words').fill(`every other Thursday from ${said(first)}, 3.30pm to 4.30pm`);
    await lucy.getByLabel('Not in school holidays').check();
    await press(lucy, 'Read it back to me first');
    assert.match(await words(lucy), /We understood: ?Every other Thursday, 3\.30pm to 4\.30pm/);
    await lucy.getByLabel('Place', { exact: true }).fill('The canal gate');
    await lucy.getByLabel('They tell us first').check();
    await lucy.getByLabel('Room for how many?').fill('2');
    await lucy.getByLabel('Who leads it?').selectOption({ label: 'Dev' });
    await press(lucy, 'Keep it');
    const series = new URL(lucy.url()).pathname;
    assert.match(series, /^\/activities\/\d+$/, await words(lucy));
    assert.match(await words(lucy), /It began as a wish: A walk after my shift/);
    calm(lucy);
    return { lucy, series, first };
}

// Whoever has no account: a first name and a number.
async function comes({ kith, browser }, address, name, phone) {
    const page = await someone(browser, kith, { width: 360, height: 740, script: false });
    await visit(page, kith, address);
    await page.getByLabel('Your first name').fill(name);
    await page.getByText('How can we reach you?').click();
    await page.getByLabel('Phone number').fill(phone.replace('+44', '0'));
    await press(page, 'I come every time');
    const text = await words(page);
    await page.context().close();
    return text;
}

async function signUp(all, page, series) {
    const { kith, gateway, clock } = all;
    await clock.soon();
    // in her own language
    const told = await gateway.wait(amina, /http/), link = /(http\S+)/.exec(told)[1];
    assert.match(gateway.to(amina).join(' '), /آپ کی خواہش پوری ہوئی: A walk after my shift/);
    assert.equal(new URL(link).pathname, series);
    assert.match(await comes(all, series, 'Bea', third), /You have a place every time/);
    await visit(page, kith, new URL(link).pathname);
    await tick(page, 'By text');
    await press(page, 'I come every time');
    assert.match(await words(page), /You have a place every time/);
    assert.match(await comes(all, series, 'Noor', friend), /You are on the waiting list/);
    await clock.soon();
    // Bea will not come any more, by text; Noor is next in line, and says yes by text
    const bea = await gateway.wait(third, /you have a place/), no = /NO (\w{5})/.exec(bea)[1];
    await gateway.reply(third, `NO ${no}`);
    await gateway.wait(third, /not this time/);
    const beas = await all.browser.newPage();
    await beas.goto(`${kith.origin}/come`);
    await beas.getByLabel('The code').fill(no);
    await beas.getByLabel(/Your first name/).fill('Bea');
    await press(beas, 'Go on');
    await press(beas, 'I will not come any more');
    await beas.close();
    await clock.soon();
    const offer = await gateway.wait(friend, /a place is free for you/);
    await gateway.reply(friend, `YES ${/YES (\w{5})/.exec(offer)[1]}`);
    await gateway.wait(friend, /you have a place: A walk after my shift/);
}

// The first date moves to the Friday: both are told, once, and answer by text.
async function moved({ kith, gateway, clock }, lucy, series, first) {
    const before = gateway.to(amina).length, code = (text) => / ([346789][A-Z346789]{4})\b/.exec(text)[1];
    await visit(lucy, kith, series);
    await follow(lucy, /Change this date/);
    await lucy.getByLabel('Day', { exact: true }).fill(iso(first + DAY));
    await lucy.getByLabel('Why, or what is different').fill('The towpath is shut on Thursday');
    await press(lucy, 'Keep it');
    await clock.soon();
    const text = await gateway.wait(friend, /moved: A walk after my shift/);
    assert.match(text, /Now Friday .*3\.30pm.*The towpath is shut on Thursday/);
    const hers = () => gateway.to(amina).slice(before).join(' ');
    await until(() => /بدل گیا: A walk after my shift/.test(hers()) && / [346789][A-Z346789]{4}\b/.test(hers()), 'the text to Amina');
    await gateway.reply(amina, `YES ${code(hers())}`);
    await gateway.reply(friend, `NO ${code(text)}`);
    await until(() => /آپ کی جگہ ہے: A walk after my shift/.test(hers()), 'the answer to Amina');
    await gateway.wait(friend, /not this time, Friday/);
    assert.equal(gateway.to(friend).filter((one) => /moved:/.test(one)).length, 1, 'told once');
    assert.equal(hers().match(/بدل گیا/g).length, 1, 'told once');
}

// Two phones at the canal, without signal.
async function register({ kith, browser, clock }, series, first) {
    await clock.to(london(first + DAY, '16:15'));
    const phone = async (role) => {
        const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en', serviceWorkers: 'allow' });
        context.setDefaultTimeout(10000);
        const page = await context.newPage();
        await signIn(page, kith, role);
        await visit(page, kith, role === 'host' ? '/me' : series);
        if (role === 'host') await follow(page, 'Tick who came', page.locator('section[aria-labelledby=totick] li', { hasText: 'A walk after my shift' }));
        else {
            await follow(page, /Friday|On now|Today/);
            await follow(page, /Tick who came|The list for the door/);
        }
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
        const own = new URL(page.url()).pathname;
        await page.waitForFunction(async (path) => !!(await (await caches.open('kith-register')).match(path)), own);
        return { context, page, own };
    };
    const a = await phone('host'), b = await phone('admin');
    assert.equal(a.own, b.own);
    for (const one of [a, b]) await one.context.setOffline(true);
    await a.page.reload();
    const box = (page, name) => page.locator('#register-rows li', { hasText: name }).locator('input[type=checkbox]').first();
    await box(a.page, 'Amina').check();
    await a.page.getByLabel('Anyone else?').fill('Pat');
    await a.page.getByRole('button', { name: 'Add these names' }).click();
    await box(b.page, 'Amina').check();
    await b.page.getByLabel('Anyone else?').fill('Sal, and 25 more');
    await b.page.getByRole('button', { name: 'Add these names' }).click();
    for (const one of [b, a]) {
        await one.context.setOffline(false);
        await one.page.locator('#register-line').filter({ hasText: /All sent at/ }).waitFor({ timeout: 20000 });
    }
    await press(b.page, 'Keep the list'); // a number without names waits in its box for this
    await a.page.reload();
    await press(a.page, 'Keep the list');
    assert.match(await words(a.page), /28 (people )?came/);
    await a.context.close();
    await b.context.close();
    return a.own.replace('/register', '');
}

async function wall({ kith, browser }, session) {
    const dev = await someone(browser, kith, { role: 'host', width: 360, height: 740, script: false });
    await visit(dev, kith, session);
    await dev.getByLabel('A line of yours about the day').fill('28 of us walked. The towpath was ours.');
    await press(dev, 'Keep this');
    const paper = await readPdf(dev, kith, await dev.getByRole('link', { name: 'Print it for the notice board' }).getAttribute('href'));
    assert.equal(paper.pages, 1);
    assert.match(paper.text.replace(/\s+/g, ' '), /28 of us/);
    calm(dev);
    const guest = await someone(browser, kith, { width: 360, height: 740, script: false });
    await visit(guest, kith, session);
    assert.match(await words(guest), /28 of us came on/);
    assert.ok(!/Amina|Noor/.test(await words(guest)), 'nobody is named');
}

// The address of her own calendar: what she comes to, the moved date where it is now.
async function calendar({ kith }, page, first) {
    await visit(page, kith, '/me');
    await press(page, 'Make an address for it');
    const secret = await page.locator('section[aria-labelledby=my-calendar] a').first().getAttribute('href');
    const text = await (await fetch(new URL(secret, kith.origin))).text();
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)).filter((one) => one.summary === 'A walk after my shift');
    const changed = events.find((one) => one.isRecurrenceException());
    assert.ok(changed, text);
    assert.equal(changed.startDate.toString().slice(0, 16), `${iso(first + DAY)}T15:30`);
    assert.equal(changed.recurrenceId.toString().slice(0, 16), `${iso(first)}T15:30`);
    assert.ok(events.some((one) => one.isRecurring()), text);
    const wrong = await fetch(new URL(secret.replace(/[0-9a-zA-Z_-]{4}(?=(\.ics)?$)/, 'aaaa'), kith.origin));
    assert.ok([403, 404].includes(wrong.status), 'only with the secret');
}

for (const kind of databases) test(`a resident on nights: from a wish to her own calendar, on ${kind}`, () => story(kind, async (all) => {
    const { page, address } = await wish(all);
    const { lucy, series, first } = await begin(all, address);
    await signUp(all, page, series);
    await moved(all, lucy, series, first);
    const session = await register(all, series, first);
    await wall(all, session);
    await signIn(page, all.kith, 'resident');
    await calendar(all, page, first);
    await visit(page, all.kith, '/me');
    assert.match(await until(async () => words(page), 'My page'), /A walk after my shift/);
    calm(page);
}));
