// Paper notes from the printer to the till: what stands in the squares of the PDF is decoded by a
// reader of another hand and redeemed; who keeps the books prints, hands out, voids and prints again.
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import path from 'node:path';
import { promisify } from 'node:util';
import { assert, assertAccessible, assertFits, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, personPage, press, words } from './steps.mjs';

const run = promisify(execFile);
const TILL = '7K3F9-QX2MT';

let browser, kith;
before(async () => {
    kith = await startKith();
    browser = await openBrowser();
});
after(async () => {
    await browser.close();
    await kith.stop();
});

// Every square of a PDF, page by page.
async function squares(file) {
    const stem = `${file}-page`;
    await run('pdftoppm', ['-r', '300', '-png', file, stem]); // at 200 the reader misses one square in 300
    const pages = (await readdir(path.dirname(file))).filter((name) => name.startsWith(path.basename(stem))).sort();
    const all = [];
    // the reader finds them in any order: as the codes are printed
    const letters = (text) => text.replace(/[^0-9A-Z]/g, ''), printed = letters((await run('pdftotext', ['-raw', file, '-'])).stdout);
    const place = (read) => printed.indexOf(letters(read.split(/[ /]/).at(-1)));
    for (const name of pages) {
        const { stdout } = await run('zbarimg', ['-q', '--raw', path.join(path.dirname(file), name)], { maxBuffer: 1 << 20 });
        all.push(stdout.trim().split('\n').sort((one, other) => place(one) - place(other)));
    }
    return all;
}

const json = async (...line) => JSON.parse(await kith.kith(...line, '--json'));

// A refused command: its exit code and what it says.
async function refused(...line) {
    try {
        await kith.kith(...line, '--json');
    } catch (error) {
        return { code: error.code, ...JSON.parse(error.stdout).error };
    }
    return assert.fail(`not refused: ${line.join(' ')}`);
}

const balances = async () => Object.fromEntries((await json('credits', 'list')).map((a) => [a.name, a.balance]));

test('every square of a printed run is read and redeemed, and no code stands anywhere else', async () => {
    const pdf = path.join(kith.folder, 'run.pdf');
    const said = await json('credits', 'notes', 'print', '--run', '12', '--count', '20', '--minutes', '90', '--pdf', pdf, '--base', kith.origin);
    assert.deepEqual(said, { run: 12, count: 20, minutes: 90, serials: ['12-1', '12-20'], pdf });
    const pages = await squares(pdf), codes = pages.flat();
    assert.deepEqual(pages.map((page) => page.length), [8, 8, 4]);
    assert.equal(new Set(codes).size, 20);
    const text = (await run('pdftotext', ['-layout', pdf, '-'])).stdout;
    assert.equal((text.match(/Number\s+\S?12-\d+/g) ?? []).length, 20);
    assert.doesNotMatch(text, /[£$€]|Use by/);
    for (const address of codes) {
        const code = address.split('/').at(-1);
        assert.match(address, new RegExp(`^${kith.origin}/n/[0-9A-HJKMNP-TV-Z]{13}$`));
        assert.ok(text.replace(/[^0-9A-Z]/g, '').includes(code), 'the words of the note say the same code');
    }
    await json('credits', 'account', '--name', 'lido', '--kind', 'venue');
    assert.equal((await balances())['notes-12'], 20 * 90);
    // the first and the last by command, a full sheet at the till
    for (const address of [codes[0], codes.at(-1)])
        assert.equal((await json('credits', 'notes', 'redeem', '--code', address, '--venue', 'lido')).state, 'redeemed');
    const page = await someone(browser, kith, { width: 360, height: 740, script: false });
    await visit(page, kith, '/till');
    await page.locator('#f-till').fill(TILL);
    await press(page, 'Open the till');
    await visit(page, kith, '/till/tally');
    await page.locator('#f-codes').fill(pages[1].join('\n'));
    await press(page, 'Take these');
    assert.match(await words(page), /All taken: 12 hours/);
    const left = await balances();
    assert.equal(left['notes-12'], 10 * 90);
    assert.equal(left.lido, 180);
    // once is once; a forged one; a number is used once
    assert.equal((await refused('credits', 'notes', 'redeem', '--code', codes[0], '--venue', 'lido')).code, 4);
    assert.equal((await refused('credits', 'notes', 'redeem', '--code', '0000-0000-0000-0', '--venue', 'lido')).code, 3);
    assert.equal((await refused('credits', 'notes', 'redeem', '--code', '0000-0000-0000-1', '--venue', 'lido')).code, 1);
    const twice = await refused('credits', 'notes', 'print', '--run', '12', '--count', '8', '--minutes', '60', '--pdf', path.join(kith.folder, 'no.pdf'));
    assert.deepEqual([twice.code, twice.field], [4, 'run']);
    await assert.rejects(stat(path.join(kith.folder, 'no.pdf')));
    const nowhere = await refused('credits', 'notes', 'print', '--run', '14', '--count', '1', '--minutes', '60', '--pdf', kith.folder); // a folder
    assert.equal(nowhere.field, 'pdf');
    assert.deepEqual((await json('credits', 'notes', 'list')).map((r) => r.run).filter((r) => r === 14), []);
    // the database holds none of the codes
    const dump = (await run('sqlite3', [kith.db, '.dump'], { maxBuffer: 1 << 28 })).stdout;
    for (const address of codes) assert.ok(!dump.includes(address.split('/').at(-1)));
    assert.ok((await json('credits', 'verify')).ok);
});

test('a sheet without an address, in Urdu and English', async () => {
    const pdf = path.join(kith.folder, 'urdu.pdf');
    await json('credits', 'notes', 'print', '--run', '13', '--count', '3', '--minutes', '30', '--pdf', pdf, '--lang', 'ur,en', '--use-by', '2099-12-31', '--where', 'Sunny Cafe');
    const [codes] = await squares(pdf);
    assert.equal(codes.length, 3);
    for (const code of codes) assert.match(code, /^KITH [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
    const text = (await run('pdftotext', ['-layout', pdf, '-'])).stdout;
    assert.match(text, /Sunny Cafe/);
    assert.match(text, /Use by/);
    await json('credits', 'notes', 'redeem', '--code', codes[2], '--venue', 'lido');
});

async function download(page, name) {
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    const file = path.join(kith.folder, `${Date.now()}-${saved.suggestedFilename()}`);
    await saved.saveAs(file);
    return (await squares(file)).flat();
}

test('who keeps the books prints, hands out, voids and prints again', async () => {
    const page = await someone(browser, kith, { role: 'admin' });
    await visit(page, kith, '/credits/notes');
    await assertAccessible(page);
    await page.locator('#f-count').fill('401');
    await press(page, 'Print');
    assert.match(await words(page), /1 to 400 notes at a time/);
    assert.equal(await page.locator('#f-count').inputValue(), '401');
    await page.locator('#f-count').fill('8');
    const codes = await download(page, 'Print');
    assert.equal(codes.length, 8);
    await visit(page, kith, '/credits/notes');
    await follow(page, /^Run 14/);
    await assertAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await assertFits(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator('#f-notes').fill('14-1 to 14-4');
    await press(page, 'They were handed out');
    assert.match(await words(page), /Handed out: 4/);
    await page.locator('#f-notes').fill('14-5');
    await press(page, 'Make them void');
    assert.match(await words(page), /Say why in one line/);
    await page.locator('#f-reason').fill('coffee');
    await press(page, 'Make them void');
    assert.match(await words(page), /Void: 1\. Their hours went back/);
    await page.locator('#f-notes').fill('14-6 to 14-8');
    await page.locator('#f-reason').fill('the printer jammed');
    const fresh = await download(page, 'Print others for them');
    assert.equal(fresh.length, 3);
    await visit(page, kith, '/credits/notes/14');
    assert.match(await words(page), /15-1 stands for it/);
    await visit(page, kith, new URL(codes[6]).pathname);
    assert.match(await words(page), /printed again/);
    await visit(page, kith, new URL(fresh[1]).pathname);
    assert.match(await words(page), /This note is good/);
    const [again, first] = await json('credits', 'notes', 'list');
    assert.deepEqual([again.run, again.issued, again.balance], [15, 3, 180]);
    assert.deepEqual([first.run, first.issued, first.given, first.void, first.balance], [14, 0, 4, 4, 240]);
    calm(page);
});

test('a connector hands notes to a person, and only who walks beside them sees it', async () => {
    const lucy = await someone(browser, kith, { role: 'connector' });
    await visit(lucy, kith, await personPage(lucy, kith, 'Amina'));
    await follow(lucy, 'Hand out notes');
    await assertAccessible(lucy);
    await lucy.locator('#f-notes').fill('14-2 to 14-3');
    await press(lucy, 'They have them');
    assert.match(await words(lucy), /14-3: Handed out/);
    const amina = await someone(browser, kith, { role: 'resident' });
    await visit(amina, kith, '/credits/notes/14', 403);
    calm(lucy);
    assert.ok((await json('credits', 'verify')).ok);
});
