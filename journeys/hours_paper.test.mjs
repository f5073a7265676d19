// Hours without a screen. Grace has no account: she says an hour to Lucy, Lucy copies ten lines of a
// green sheet with the keyboard alone, an hour comes and is answered by text, and the statement is read
// aloud and printed. Keys and taps are counted: they are what paper costs the one who copies it.
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import path from 'node:path';
import { assert, calm, databases, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, personPage, press, readPdf, tick, words } from './steps.mjs';
import { Gateway } from './gateway.mjs';

const secret = 'a secret of the gateway, long enough';
const phones = { Joan: '+441632960118' };

// Who gave, who received, how long, what, signed: as they stand on the paper.
const sheet = [
    ['Grace', 'Amina', '2', 'cooking', true], ['Amina', 'Grace', '1', 'company', true], ['Yusuf', 'Grace', '30 min', 'shopping', true],
    ['Grace', 'Yusuf', '1.5', 'ironing', true], ['Amina', 'Yusuf', '1', 'reading', false], ['Grace', 'Amina', 'half an hour', 'lift', true],
    ['Zebedee', 'Nobody', '2', 'garden', false], ['Yusuf', 'Amina', '45 min', 'forms', true], ['Amina', 'Yusuf', '1', 'garden', true],
    ['Grace', 'Amina', '1', 'knitting', true],
];
const keysMost = 28 * sheet.length; // letters, Tab, Space and Enter

// A line without the mouse: the page puts us into its first box.
async function copyLine(page, [gave, received, long, what, signed]) {
    let keys = 0;
    const type = async (text) => { await page.keyboard.type(text); keys += text.length; };
    const key = async (name) => { await page.keyboard.press(name); keys += 1; };
    assert.equal(await page.evaluate(() => document.activeElement.name), 'gave', 'the first box waits for the next line');
    await type(gave);
    await key('Tab');
    await type(received);
    await key('Tab');
    await type(long);
    await key('Tab');
    await type(what);
    if (signed) {
        await key('Tab');
        await key('Space');
    }
    keys += 1;
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    return keys;
}

async function copySheet(page, kith) {
    await visit(page, kith, '/hours/sheet');
    await page.getByLabel('Where will it lie?').fill('Bridge Court');
    await page.getByLabel('How many lines?').fill('40');
    await press(page, 'Make the sheet');
    const address = new URL(page.url()).pathname;
    for (const [language, wanted] of [['English', /Who gave/], ['اردو', /./]]) {
        const paper = await readPdf(page, kith, await page.getByRole('link', { name: language }).last().getAttribute('href'));
        assert.ok(paper.pages >= 2, `forty lines are ${paper.pages} pages`);
        assert.match(paper.text, wanted);
    }
    await visit(page, kith, `${address}?next=yes`);
    let keys = 0;
    for (const line of sheet) keys += await copyLine(page, line);
    await visit(page, kith, address);
    assert.match(await words(page), /10 lines are copied in/);
    assert.ok(keys <= keysMost, `${keys} keys for ten lines`);
    // the same line once more, as after a lost answer, and another one under its number
    for (const [long, wanted] of [['2', /Kept\.|Line 1/], ['3', /Line 1 was copied already/]]) {
        await page.getByLabel('Number of the line').fill('1');
        for (const [label, text] of [['Who gave', 'Grace'], ['Who received', 'Amina'], ['How long', long], ['What was done', 'cooking']])
            await page.getByLabel(label, { exact: true }).fill(text);
        await press(page, 'Keep, and the next line');
        assert.match(await words(page), wanted);
    }
    assert.equal(await page.getByLabel('Who gave', { exact: true }).inputValue(), 'Grace', 'what was typed is kept');
    return { address, keys };
}

async function waitsForAName(page, kith) {
    await visit(page, kith, '/hours/waiting');
    const row = page.locator('main li.card').filter({ hasText: 'Zebedee gave' });
    assert.equal(await row.count(), 1, 'a line nobody could place waits');
    await press(page, 'Leave this line out', row);
    assert.equal(await page.locator('main li.card').filter({ hasText: 'Zebedee gave' }).count(), 0);
}

async function saidToLucy(page, kith) {
    const grace = await personPage(page, kith, 'Grace');
    await visit(page, kith, grace);
    await follow(page, 'Hours of Grace');
    await tick(page, 'Grace received');
    await page.getByLabel('With whom?').fill('Yusuf');
    await page.getByLabel('How long?').fill('half an hour');
    await page.getByLabel('What was done?').fill('bins');
    await press(page, 'Keep this hour');
    assert.match(await words(page, 'p.notice'), /Yusuf gave, Grace received: half an hour, bins/);
    await tick(page, 'Grace gave');
    await page.getByLabel('With whom?').fill('Amina');
    await page.getByLabel('How long?').fill('a long time');
    await page.getByLabel('What was done?').fill('walk');
    await press(page, 'Keep this hour');
    assert.match(await words(page), /Write how long/);
    await page.getByLabel('How long?').fill('1');
    await press(page, 'Keep this hour');
    const row = page.locator('main li.card').filter({ hasText: 'Grace gave, Amina received: 1 hour, walk' });
    await press(page, 'Yes, they said so', row);
    assert.match(await words(page, 'p.notice'), /they said yes/);
    return grace;
}

async function statement(page, kith, grace) {
    await visit(page, kith, `${grace}/hours`);
    await follow(page, 'Read it aloud');
    const aloud = await words(page);
    assert.match(aloud, /Grace, this is what you gave and what you received\./);
    assert.match(aloud, /You gave .* Thank you\./);
    assert.ok(!/[−-]\s?\d/.test(aloud), 'no sign before a number');
    const small = await readPdf(page, kith, `${grace}/hours/statement.pdf`), large = await readPdf(page, kith, `${grace}/hours/statement.pdf?large=1`);
    assert.match(small.text, /Hours of Grace/);
    assert.match(small.text, /At the beginning/);
    assert.ok(large.pages > small.pages, `large print: ${large.pages} pages, else ${small.pages}`);
}

// The paper in her hand: Lucy hands it out, the baths take it by its code, nobody signs in there, and Lucy sees that it was used.
async function noteInHand(page, browser, kith, grace) {
    await visit(page, kith, grace);
    await follow(page, 'Hand out notes');
    await page.locator('#f-notes').fill('1-1');
    await press(page, 'They have them');
    assert.match(await words(page), /1-1: Handed out/);
    const till = await someone(browser, kith, { width: 360, height: 740, script: false });
    await visit(till, kith, '/till');
    await till.getByLabel('Till code').fill('7K3F9-QX2MT');
    await press(till, 'Open the till');
    await till.getByLabel('The code on the note').fill('dem0 dem0 dem1 r');
    await press(till, 'Take it');
    assert.match(await words(till), /Taken: 1 hour, note 1-1.*Taken today.*1 hour, note 1-1/s);
    assert.doesNotMatch(await words(till), /Grace/);
    calm(till);
    await till.context().close();
    await visit(page, kith, grace);
    assert.match(await words(page), /1-1: Used/);
}

async function byText(kith, gateway) {
    await gateway.reply(kith.origin, phones.Joan, '2 GARDEN DEV');
    await gateway.wait(phones.Joan, /thank you, Joan\. (2 hours, garden|Which Dev)/);
    await gateway.reply(kith.origin, phones.Joan, 'NO');
    await gateway.wait(phones.Joan, /taken back/);
}

async function journey(kind) {
    const kith = await startKith({ kind }), browser = await openBrowser(), gateway = await new Gateway(secret).start();
    try {
        const file = path.join(kith.folder, 'secret');
        await writeFile(file, `${secret}\n`);
        await kith.kith('settings', 'set', 'texts.in_secret', '--file', file);
        await kith.kith('settings', 'set', 'texts.gateway_url', gateway.url);
        const lucy = await someone(browser, kith, { role: 'connector', script: false, width: 360, height: 740 });
        const { keys } = await copySheet(lucy, kith);
        await waitsForAName(lucy, kith);
        const grace = await saidToLucy(lucy, kith);
        await statement(lucy, kith, grace);
        await noteInHand(lucy, browser, kith, grace);
        await byText(kith, gateway);
        const books = JSON.parse(await kith.kith('credits', 'verify', '--json'));
        assert.ok(books.ok && books.sum === 0, 'the books balance');
        console.log(`# ${kind}: ten lines of paper took ${keys} keys and no tap`);
        calm(lucy);
    } finally {
        await browser.close();
        await kith.stop();
        await gateway.stop();
    }
}

for (const kind of databases) test(`hours on paper, by text and said, on ${kind}`, { timeout: 120000 }, () => journey(kind));
