// Check our books: without signing in, without script, without a name; and what a place decided.
import { after, before, test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { assert, assertAccessible, assertFits, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

const text = async (address) => (await fetch(kith.origin + address)).text();

test('anybody checks the books on a phone, and no name stands in them', async () => {
    const page = await someone(browser, kith, { width: 360, height: 740, script: false });
    await visit(page, kith, '/books');
    assert.match(await words(page), /Both are the same: nothing is missing/);
    assert.match(await words(page), /Both agreed\. Why: .?it was one hour, not two/);
    assert.match(await words(page), /Hours stay, as long as it takes/);
    await assertFits(page);
    for (const address of ['/books', '/books.json', '/books.csv', '/books/journal'])
        for (const name of ['Amina', 'Samina', 'Joan', 'Pearl', 'mending a coat', 'eye clinic'])
            assert.ok(!(await text(address)).includes(name), `${name} stands in ${address}`);
    const wide = await someone(browser, kith);
    await visit(wide, kith, '/books');
    await assertAccessible(wide);
});

test('another program adds them up to nothing', async () => {
    const out = execFileSync('hledger', ['-f', '-', 'balance', '--no-elide'], { input: await text('/books/journal') }).toString();
    assert.match(out.trimEnd().split('\n').at(-1), /^\s*0\s*$/);
    const rows = (await text('/books.csv')).trim().split('\n');
    assert.equal(rows.length - 1, JSON.parse(await text('/books.json')).ledgers[0].entries);
});

test('what a place decides stands there with who decided', async () => {
    const nadia = await someone(browser, kith, { role: 'admin' });
    await visit(nadia, kith, '/credits/policy');
    await nadia.getByLabel(/Hours unused for so many months/).fill('3');
    await press(nadia, 'Keep');
    assert.match(await words(nadia), /At least 6 months/);
    assert.match(await words(nadia), /Say who decided this/);
    await nadia.getByLabel(/Hours unused for so many months/).fill('12');
    await nadia.getByLabel('Who decided this?').fill("the members' meeting");
    await press(nadia, 'Keep');
    assert.match(await words(nadia), /not used for .?12.? months/);
    const page = await someone(browser, kith);
    await visit(page, kith, '/books');
    assert.match(await words(page), /Decided by: .?the members' meeting/);
});

test('limits have names, and accounts of people are opened one by one', async () => {
    const nadia = await someone(browser, kith, { role: 'admin', width: 360, height: 740, script: false });
    await visit(nadia, kith, '/credits/limits');
    assert.match(await words(nadia), /Newcomers \(first 90 days\)/);
    await nadia.getByLabel('Groups').check();
    await nadia.getByLabel('Name').fill('Groups');
    await nadia.getByLabel(/before giving any/).fill('ten');
    await press(nadia, 'Keep');
    assert.match(await words(nadia), /Write a number of hours/);
    await nadia.getByLabel(/before giving any/).fill('10');
    await press(nadia, 'Keep');
    assert.match(await words(nadia), /Groups: all/);
    await visit(nadia, kith, '/credits/accounts');
    assert.doesNotMatch(await words(nadia), /\d hours/);
    await follow(nadia, /^Amina$/);
    assert.match(await words(nadia), /given\./);
    const amina = await someone(browser, kith, { role: 'resident' });
    await visit(amina, kith, '/me');
    assert.match(await words(amina), /Nadia/);
});
