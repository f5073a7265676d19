// The venue's till: nobody signs in. On a phone without script: the till code once, a camera's address, a
// typed code, taking back, a tally sheet line by line; the paper for a till; a member who puts a note
// back into their own hours; and guesses, which find nothing and lock no honest till.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import path from 'node:path';
import { promisify } from 'node:util';
import { assert, assertAccessible, assertFits, calm, databases, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, readPdf, tick, words } from './steps.mjs';

const run = promisify(execFile);
// of the example: in the drawer or handed out, used, void, handed out
const GOOD = 'DEM0DEM0DEM1R', USED = 'DEM0DEM0DEM2Y', VOID = 'DEM0DEM0DEM3W', OTHER = 'DEM0DEM0DEM4J';
const TILL = '7K3F9-QX2MT';

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser.close(); });

async function openTill(page, kith) {
    await visit(page, kith, '/till');
    await page.locator('#f-till').fill(TILL.toLowerCase());
    await press(page, 'Open the till');
    assert.match(await words(page), /Weir Baths/);
}

async function type(page, code) {
    await page.locator('#f-code').fill(code);
    await press(page, 'Take it');
}

async function sql(house, text) {
    const { stdout } = house.kind === 'sqlite' ? await run('sqlite3', ['-cmd', '.timeout 5000', house.db, text])
        : await run('psql', ['-qXAt', house.db, '-c', text]);
    return stdout.trim();
}

// Somebody books a swim and shows a phone: the desk has the same number and sees what was booked, no name.
async function aMembersPhone(page, kith) {
    await sql(kith, 'UPDATE credits_agreement SET times = NULL'); // the test may run at night
    const amina = await someone(browser, kith, { role: 'resident', width: 360, height: 740, script: false });
    await visit(amina, kith, '/give');
    await follow(amina, 'Swimming at Weir Baths: 1 hour');
    await tick(amina, '2');
    await press(amina, 'Use 1 hour here');
    const [, number] = /Number of today:\s*(\d{4})/.exec(await words(amina));
    await visit(page, kith, '/till');
    const desk = await words(page);
    assert.match(desk, new RegExp(`Number of today: ${number}.*: Swimming\\. For 2 people`));
    assert.doesNotMatch(desk, /Amina/);
    calm(amina);
    await amina.context().close();
}

// The note is for a swim: it takes one of the places of the week; taken back, the place is free again; a full week takes
// no note for it, and the same note still counts for something else.
async function countedForASwim(page, kith, code) {
    const left = async () => /(\d+) places left this week/.exec(await (async () => {
        const look = await someone(browser, kith, { role: 'resident' });
        await visit(look, kith, `/use/${await sql(kith, "SELECT id FROM credits_agreement WHERE what = 'Swimming'")}`);
        const said = await words(look);
        await look.context().close();
        return said;
    })())?.[1];
    await press(page, 'Take back the last one: note 1-1');
    const before = Number(await left());
    await visit(page, kith, `/n/${GOOD}`);
    await tick(page, 'Swimming: 1 hour');
    await press(page, 'Take it');
    assert.match(await words(page), /Taken: 1 hour, note 1-1/);
    assert.equal(Number(await left()), before - 1);
    await press(page, 'Take back the last one: note 1-1');
    assert.equal(Number(await left()), before);
    await sql(kith, "UPDATE credits_agreement SET capacity = 2 WHERE what = 'Swimming'"); // the two of today
    await page.locator('#f-code').fill(code);
    await tick(page, 'Swimming: 1 hour');
    await press(page, 'Take it');
    assert.match(await words(page), /This week is full/);
    assert.equal(await page.locator('#f-code').inputValue(), code);
    assert.ok(await page.getByLabel('Swimming: 1 hour', { exact: true }).isChecked(), 'what was chosen is kept');
    await tick(page, 'Something else');
    await press(page, 'Take it');
    assert.match(await words(page), /Taken: 1 hour, note 1-1/);
}

for (const kind of databases) {
    test(`a day at the till on ${kind}`, async () => {
        const kith = await startKith({ kind });
        try {
            const page = await someone(browser, kith, { width: 360, height: 740, script: false });
            // anybody who opens the square sees what it is, and nothing changes
            await visit(page, kith, `/n/${GOOD}`);
            assert.match(await words(page), /Good for 1 hour at .*This note is good/s);
            assert.equal(await page.getByRole('button', { name: 'Take it' }).count(), 0);
            await assertFits(page);
            await visit(page, kith, `/n/${VOID}`);
            assert.match(await words(page), /reported lost.*ring us/s);
            await visit(page, kith, `/n/${USED}`);
            assert.match(await words(page), /taken already/);
            await visit(page, kith, `/n/${GOOD.slice(0, -1)}S`, 422);
            assert.match(await words(page), /One sign of this code/);
            // a till code that is none
            await visit(page, kith, '/till');
            await page.locator('#f-till').fill('AAAAA-BBBBB');
            await press(page, 'Open the till');
            assert.match(await words(page), /No till has this code/);
            assert.equal(await page.locator('#f-till').inputValue(), 'AAAAA-BBBBB');
            await openTill(page, kith);
            await assertFits(page);
            // the camera: one big button
            await visit(page, kith, `/n/${GOOD}`);
            await press(page, 'Take it');
            assert.match(await words(page), /Taken: 1 hour, note 1-1/);
            const again = `${GOOD.slice(0, 4)}-${GOOD.slice(4, 8)}-${GOOD.slice(8, 12)}-${GOOD.slice(12)}`.toLowerCase();
            await type(page, again);
            assert.match(await words(page), /taken already/);
            assert.equal(await page.locator('#f-code').inputValue(), again);
            await press(page, 'Take back the last one: note 1-1');
            assert.match(await words(page), /note 1-1 is good again/);
            await type(page, again);
            assert.match(await words(page), /Taken: 1 hour, note 1-1/);
            await aMembersPhone(page, kith);
            await countedForASwim(page, kith, again);
            // a tally sheet: each line by itself; what is wrong stays to be put right
            await visit(page, kith, '/till/tally');
            await page.locator('#f-codes').fill(`${OTHER}\n\n${VOID}\n7K3F-9QX2\n`);
            await press(page, 'Take these');
            const said = await words(page);
            assert.match(said, /Note 1-4: taken, 1 hour/);
            assert.match(said, /reported lost/);
            assert.match(said, /13 signs, and this has 8/);
            assert.equal((await page.locator('#f-codes').inputValue()).trim(), `${VOID}\n7K3F-9QX2`);
            await page.locator('#f-codes').fill(OTHER); // sent twice: counted once
            await press(page, 'Take these');
            // paper for the till
            assert.match((await readPdf(page, kith, '/till/sheet.pdf')).text, /Weir Baths/);
            const card = await page.context().request.get(`${kith.origin}/till/card.pdf`);
            const file = path.join(kith.folder, 'card.pdf');
            await writeFile(file, await card.body());
            await run('pdftoppm', ['-r', '150', '-png', file, path.join(kith.folder, 'card')]);
            assert.equal((await run('zbarimg', ['-q', '--raw', path.join(kith.folder, 'card-1.png')])).stdout.trim(), `${kith.origin}/till`);
            assert.match((await run('pdftotext', [file, '-'])).stdout, /7K3F9-QX2MT/);
            // not a till any more
            await visit(page, kith, '/till');
            await press(page, 'This is not our till any more');
            await visit(page, kith, `/n/${GOOD}`);
            assert.equal(await page.getByRole('button', { name: 'Take it' }).count(), 0);
            calm(page);
            assert.ok(JSON.parse(await kith.kith('credits', 'verify', '--json')).ok);
            const [example] = JSON.parse(await kith.kith('credits', 'notes', 'list', '--json'));
            assert.equal(example.balance, (example.issued + example.given) * example.minutes);
        } finally {
            await kith.stop();
        }
    });
}

test('a member puts a note back; the pages are for everybody', async () => {
    const kith = await startKith();
    try {
        const amina = await someone(browser, kith, { role: 'resident', width: 360, height: 740 });
        await visit(amina, kith, `/n/${OTHER}`);
        await assertAccessible(amina);
        await press(amina, 'Put it back into my own hours');
        assert.match(await words(amina), /Kept: 1 hour from the note/);
        await visit(amina, kith, `/n/${OTHER}`);
        assert.match(await words(amina), /taken already/);
        calm(amina);
        const till = await someone(browser, kith, { width: 1280 });
        await visit(till, kith, `/n/${GOOD}`);
        await follow(till, 'Open the till');
        await till.locator('#f-till').fill(TILL);
        await press(till, 'Open the till');
        assert.ok(till.url().endsWith(`/n/${GOOD}`), 'back at the note that was being looked at');
        await press(till, 'Take it');
        await assertAccessible(till);
        await visit(till, kith, '/till/tally');
        await assertAccessible(till);
        calm(till);
    } finally {
        await kith.stop();
    }
});

// Codes with a right check sign, as many as an address may try and far more.
function guess() {
    const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const two = (x) => ((x << 1) ^ (x & 16 ? 0x25 : 0)) & 31;
    const code = Array.from({ length: 12 }, () => Math.floor(Math.random() * 32));
    return [...code, code.reduce((sum, v) => two(sum ^ v), 0)].map((v) => signs[v]).join('');
}

test('guesses find nothing, are slowed, and lock no till', async () => {
    const kith = await startKith();
    try {
        const page = await someone(browser, kith, { width: 360, height: 740, script: false });
        await openTill(page, kith);
        const counts = {};
        for (let i = 0; i < 60; i++) {
            const { status } = await fetch(`${kith.origin}/n/${guess()}`);
            counts[status] = (counts[status] ?? 0) + 1;
        }
        assert.equal(counts[200] ?? 0, 0);
        assert.ok(counts[404] <= 12 && counts[429] >= 40, JSON.stringify(counts));
        assert.equal((await fetch(`${kith.origin}/n/${GOOD}`)).status, 429, 'who guesses waits, also with a right one');
        await type(page, GOOD);
        assert.match(await words(page), /Taken: 1 hour/);
        const forged = await fetch(`${kith.origin}/till`, { headers: { cookie: 'kith_till=7K3F9QX2MT.00000000000000000000000000000000' } });
        assert.match(await forged.text(), /Say once whose till this is/);
    } finally {
        await kith.stop();
    }
});
