// An introduction settled wholly by text, on both databases; what must not count; a gateway that
// does not answer; and a resident who joins by a printed card and takes back a yes in the middle.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import path from 'node:path';
import { promisify } from 'node:util';
import { assert, assertAccessible, calm, databases, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, personPage, press, signInByCard, tick, words } from './steps.mjs';
import { Gateway, signed } from './gateway.mjs';

const run = promisify(execFile);
const secret = 'a secret of the gateway, long enough';

async function sql(kith, text) {
    if (kith.kind === 'sqlite') await run('sqlite3', ['-cmd', '.timeout 5000', kith.db, text]);
    else await run('psql', ['-qX', kith.db, '-c', text]);
}

async function withTexts(kind, journey) {
    const kith = await startKith({ kind }), browser = await openBrowser(), gateway = await new Gateway(secret).start();
    try {
        const file = path.join(kith.folder, 'secret');
        await writeFile(file, `${secret}\n`);
        await kith.kith('settings', 'set', 'texts.in_secret', '--file', file);
        await kith.kith('settings', 'set', 'texts.gateway_url', gateway.url);
        await kith.kith('settings', 'set', 'texts.day_number', '60'); // a month passes in one day here
        await kith.kith('settings', 'set', 'introductions.text_from', '0');
        await kith.kith('settings', 'set', 'introductions.text_to', '24');
        await journey(kith, browser, gateway);
    } finally {
        await browser.close();
        await kith.stop();
        await gateway.stop();
    }
}

async function byText(page, kith, name) {
    await visit(page, kith, await personPage(page, kith, name));
    await tick(page, 'By text message');
    await press(page, 'Keep this', page.locator('section[aria-labelledby=reach]'));
    assert.ok(await page.getByLabel('By text message', { exact: true }).isChecked(), `${name} is reached by text`);
}

const phones = { Grace: '+447700900157', Dev: '+447700900151', Samina: '+447700900152', Ewa: '+447700900154', Lola: '+447700900153',
    Amina: '+447700900188', Joan: '+441632960118', Gwen: '+447700900161', Marek: '+447700900156', Kasia: '+447700900164' };

// Offer Grace hellos until one has a host who can be texted, and say which.
async function offer(page, kith) {
    const grace = await personPage(page, kith, 'Grace');
    for (let round = 0; round < 8; round++) {
        await visit(page, kith, `${grace}/hellos`);
        const cards = page.locator('main ol > li.card'), titles = await cards.locator('h2').allInnerTexts();
        for (let i = 0; i < titles.length; i++) await tick(page, 'Maybe later', cards.nth(i));
        await press(page, 'Keep the answers');
        for (const title of titles) {
            await visit(page, kith, grace);
            const hello = await page.getByRole('link', { name: title }).first().getAttribute('href');
            await visit(page, kith, hello);
            const chips = await page.locator('.meet .chip').allInnerTexts(), host = (chips[1] ?? '').trim().split(/\s+/).at(-1);
            if (phones[host] && host !== 'Grace') return { hello, host, title };
        }
    }
    return assert.fail('no hello of Grace has a host with a phone');
}

const codeOf = (text) => /YES ([A-Z0-9]{6})/.exec(text)[1];
const stateOf = async (page, kith, hello) => { await visit(page, kith, hello); return words(page); };

async function wholeWay(kith, browser, gateway) {
    const lucy = await someone(browser, kith, { role: 'connector' });
    const { hello, host, title } = await offer(lucy, kith), id = hello.split('/').at(-1), grace = phones.Grace, theirs = phones[host];
    await sql(kith, `UPDATE introductions_introduction SET state = 9 WHERE id <> ${id} AND state < 8`); // one at a time
    await byText(lucy, kith, 'Grace');
    await byText(lucy, kith, host);
    const shift = (days) => sql(kith, `UPDATE introductions_introduction SET meet_day = meet_day - ${days}, follow_up = follow_up - ${days},
        again_due = again_due - ${days} WHERE id = ${id}; UPDATE introductions_text SET meet_day = meet_day - ${days}, at = at - 10000000 WHERE introduction_id = ${id}`);

    const asked = await gateway.wait(grace, /an idea for you/), code = codeOf(asked);
    assert.ok(asked.length <= 160 && !asked.includes(host), asked);
    assert.deepEqual(gateway.to(theirs), [], 'the host is not asked before the person');
    await gateway.reply(kith.origin, '+447700900999', `YES ${code}`); // not the number on file
    await gateway.reply(kith.origin, grace, 'YES'); // no code
    await gateway.wait(grace, /could not match/);
    assert.ok((await gateway.wait('+447700900999', /could not match/)).length > 0);

    await gateway.reply(kith.origin, '07700 900157', `yes please\n${code.toLowerCase()}`);
    const hosted = await gateway.wait(theirs, /a neighbour would like to come/);
    assert.ok(!hosted.includes('Grace'), hosted);
    await gateway.reply(kith.origin, theirs, `Ok ${code}`);
    await gateway.wait(grace, new RegExp(`you and ${host} both said yes`));
    await gateway.wait(theirs, /you and Grace both said yes/);

    const tomorrow = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date(Date.now() + 86400000));
    await visit(lucy, kith, hello);
    await lucy.getByLabel('Day').fill(tomorrow);
    await lucy.getByLabel('Time').fill('14:00');
    await lucy.getByLabel('Where').fill('Weir Road Library, by the door');
    await tick(lucy, 'It is a public place');
    await press(lucy, 'Keep this meeting');
    assert.match(await gateway.wait(grace, /you meet/), /2pm.*Weir Road Library/);
    await sql(kith, `UPDATE introductions_text SET at = at - 10000000 WHERE introduction_id = ${id}`);
    await gateway.wait(theirs, /tomorrow at 2pm you meet Grace/);
    await gateway.wait(grace, /tomorrow at 2pm you meet/);

    await shift(1);
    await gateway.reply(kith.origin, grace, `YES ${code}`);
    await gateway.wait(grace, /how lovely/);
    await shift(7);
    await gateway.wait(grace, /Would you like to go again\?/);
    await gateway.reply(kith.origin, grace, `${code} yess!`);
    await gateway.wait(grace, /We ask once more/);
    await shift(21);
    await gateway.wait(grace, /have you been again/);
    await gateway.reply(kith.origin, grace, `yes ${code}`);
    await gateway.wait(grace, /our last question/);
    assert.match(await stateOf(lucy, kith, hello), /done/i, 'it is settled');

    const before = gateway.to(grace).length;
    await gateway.reply(kith.origin, grace, `no ${code}`);
    await gateway.wait(grace, /Nothing more is asked/, before);
    await gateway.reply(kith.origin, grace, 'RING ME');
    await gateway.wait(grace, /we will ring you/);
    await visit(lucy, kith, '/today');
    assert.match(await words(lucy), /Grace, by text/);
    await follow(lucy, 'See to it');
    assert.match(await words(lucy), /Please ring them/);
    await assertAccessible(lucy);
    await press(lucy, /^Seen to/);
    assert.doesNotMatch(await words(lucy), /Please ring them/);
    assert.ok(title.length > 0);
    calm(lucy);
}

for (const kind of databases)
    test(`an introduction settled wholly by text, on ${kind}`, () => withTexts(kind, wholeWay));

test('what a gateway sends is signed, in time, once', () => withTexts('sqlite', async (kith, browser, gateway) => {
    const text = { id: 'one', from: '+447700900157', text: 'hello there' }, body = JSON.stringify(text), now = Math.floor(Date.now() / 1000);
    for (const headers of [{}, signed('another secret', body), signed(secret, body, now - 400), signed(secret, body, now + 400),
        signed(secret, `${body} `), { ...signed(secret, body), 'x-kith-timestamp': String(now + 1) }]) {
        const refused = await gateway.hand(kith.origin, body, { 'content-type': 'application/json', ...headers });
        assert.deepEqual([refused.status, JSON.parse(refused.body)], [401, { error: 'Not signed.' }]);
    }
    const first = await gateway.hand(kith.origin, text), second = await gateway.hand(kith.origin, text);
    assert.deepEqual(first, second, 'the same text again is answered alike');
    for (const [wrong, says] of [['{}', /"id"/], ['nonsense', /not a JSON object/], [JSON.stringify({ ...text, from: 'Grace' }), /not a phone number/],
        [JSON.stringify({ ...text, at: 'noon' }), /"at"/]]) {
        const refused = await gateway.hand(kith.origin, wrong);
        assert.equal(refused.status, 422);
        assert.match(JSON.parse(refused.body).error, says);
    }
    const large = await gateway.hand(kith.origin, { ...text, text: 'x'.repeat(20000) });
    assert.equal(large.status, 413);
    await gateway.wait('+447700900157', /could not match/);
    assert.equal(gateway.to('+447700900157').length, 1, 'twice is once');
    await gateway.reply(kith.origin, '+447700900157', 'stop');
    await gateway.wait('+447700900157', /no more texts/);
    for (let i = 0; i < 3; i++) await gateway.reply(kith.origin, '+447700900157', 'hello?');
    await gateway.reply(kith.origin, '+447700900158', 'hello?');
    await gateway.wait('+447700900158', /could not match/);
    assert.equal(gateway.to('+447700900157').length, 2, 'whoever said stop hears nothing more');
}));

test('a gateway that does not answer: texts wait, and the administrator sees why', () => withTexts('sqlite', async (kith, browser, gateway) => {
    const nadia = await someone(browser, kith, { role: 'admin', width: 360, height: 740 });
    await visit(nadia, kith, '/me');
    await follow(nadia, /Text messages/);
    assert.match(await words(nadia), /No text has been written yet/);
    gateway.answers = [503, 400];
    // A code by text: the number stands in no address.
    const marek = await someone(browser, kith, { width: 360, height: 740 });
    await visit(marek, kith, '/signin');
    await marek.getByLabel('Your email address or phone number').first().fill('07700 900156');
    await press(marek, 'Send me a code');
    assert.doesNotMatch(marek.url(), /900/);
    const row = nadia.locator('main li.card').first();
    for (let tries = 0; tries < 60; tries++) {
        await visit(nadia, kith, '/texts');
        if (/503/.test(await words(nadia))) break;
        await nadia.waitForTimeout(200);
    }
    assert.match(await row.innerText(), /Sign-in code[^]*ends in 156[^]*waits[^]*503/);
    assert.doesNotMatch(await words(nadia), /\d{4} \d{4}/, 'the code is not shown');
    await press(nadia, /Try again now/);
    for (let tries = 0; tries < 60 && !/could not go/.test(await row.innerText()); tries++) {
        await nadia.waitForTimeout(200);
        await visit(nadia, kith, '/texts');
    }
    assert.match(await row.innerText(), /could not go[^]*400/);
    await assertAccessible(nadia);
    await press(nadia, /Try again now/);
    const code = /code is (\d{4} \d{4})/.exec(await gateway.wait('+447700900156', /sign-in code/))[1];
    await marek.getByLabel('The code we sent you').fill(code);
    await press(marek, /^Sign in$/);
    assert.equal(new URL(marek.url()).pathname, '/');
    calm(nadia);
    calm(marek);
}));

test('a resident joins by a printed card and takes back a yes in the middle', () => withTexts('sqlite', async (kith, browser, gateway) => {
    const lucy = await someone(browser, kith, { role: 'connector' });
    const yusuf = await personPage(lucy, kith, 'Yusuf');
    await visit(lucy, kith, yusuf);
    const hello = await lucy.locator('main a[href^="/hellos/"]').first().getAttribute('href');
    const [saved] = await Promise.all([lucy.waitForEvent('download'), lucy.getByRole('button', { name: 'Print a card with a code' }).click()]);
    const file = path.join(kith.folder, 'code.pdf');
    await saved.saveAs(file);
    const paper = (await run('pdftotext', ['-layout', file, '-'])).stdout;
    const code = /(\d{4})\s+(\d{4})/.exec(paper);
    assert.ok(code, `no code on: ${paper}`);
    assert.match(paper, /Yusuf/);
    assert.match(paper, /Lucy/);

    const page = await someone(browser, kith, { width: 360, height: 740 });
    await signInByCard(page, kith, code[1] + code[2]);
    await visit(page, kith, hello);
    await visit(page, kith, '/me');
    assert.match(await words(page), /waiting for the host/i);
    const looking = page.getByRole('switch', { name: /My connector may look/ });
    assert.match(await looking.locator('xpath=..').innerText(), /suggest nothing/, 'what stops is said beside the switch');
    await looking.uncheck();
    await press(page, 'Keep these');
    assert.match(await stateOf(lucy, kith, hello), /not this time/i, 'what was under way ended quietly');
    await visit(page, kith, '/me');
    assert.doesNotMatch(await words(page), /waiting for the host/i);

    const again = await someone(browser, kith, { width: 360, height: 740 });
    await visit(again, kith, '/signin');
    await again.getByText('I have a card with a code').click();
    await again.getByLabel('The code on the card').fill(code[1] + code[2]);
    assert.equal((await press(again, 'Sign in with the card')).status(), 422, 'a card works once');
    assert.deepEqual(gateway.sent, [], 'nobody who does not like texts gets any');
    calm(page);
}));
