// Put right: two who do not agree and one who keeps the books, each in a browser of their own.
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assert, assertAccessible, assertFits, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, words } from './steps.mjs';

let kith, browser, entry, gave;
before(async () => {
    kith = await startKith();
    browser = await openBrowser();
    // Dev helped Amina with computers for an hour: its number in the books
    const [line, payee] = (await kith.kith('credits', 'journal')).split('\n\n').find((text) => /^\S+ \(\d+\) computers /.test(text)).split('\n');
    entry = 2 ** 40 + Number(/\((\d+)\)/.exec(line)[1]);
    gave = /:([\w-]+)\s+60 min/.exec(payee)[1];
});
after(async () => { await browser?.close(); await kith?.stop(); });

test('one asks, the other says no, a broker decides, and both read why', async () => {
    const amina = await someone(browser, kith, { role: 'resident', width: 360, height: 740, script: false });
    await visit(amina, kith, `/hours/${entry}/right`);
    await press(amina, 'Ask to put it right');
    assert.match(await words(amina), /Say why, in a few words/);
    assert.match(await words(amina), /This is what stands there already/);
    await amina.getByLabel('Half an hour').check();
    await amina.getByLabel('Why?').fill('we began late');
    await amina.getByLabel(/No name is in the reason/).check();
    await press(amina, 'Ask to put it right');
    assert.match(await words(amina), /half an hour, not .?1 hour.?: .?computers/);
    await assertFits(amina);

    const dev = await someone(browser, kith, { role: 'host', width: 360, height: 740, script: false });
    await visit(dev, kith, '/me');
    await follow(dev, /half an hour, not .?1 hour/);
    assert.match(await words(dev), /Why: we began late/);
    await assertAccessible(await withScript(dev, 'host', `/hours/${entry}/right`));
    await dev.getByLabel('Would you like to say something about it?').fill('and ended late');
    await press(dev, 'No, it is right as it is');
    assert.match(await words(dev), /The other says no: and ended late/);

    const nadia = await someone(browser, kith, { role: 'admin' });
    // Dev has given all of it away since, and may receive nothing ahead
    const accounts = JSON.parse(await kith.kith('credits', 'list', '--json'));
    const { balance } = accounts.find((account) => account.name === gave), pot = accounts.find((account) => account.kind === 'pot').name;
    await kith.kith('credits', 'post', '--id', randomUUID(), '--from', gave, '--to', pot, '--minutes', String(balance), '--for', 'for anyone');
    await kith.kith('credits', 'limits', gave, '--floor', '0');
    await visit(nadia, kith, '/credits');
    assert.match(await words(nadia), /2 wait for you\./);
    await follow(nadia, 'Corrections that wait');
    await follow(nadia, /computers/);
    await assertAccessible(nadia);
    // by keyboard only
    await nadia.getByLabel('Otherwise', { exact: true }).focus();
    await nadia.keyboard.press('Space');
    await nadia.getByLabel('Otherwise: how many hours').focus();
    await nadia.keyboard.press('ControlOrMeta+a');
    await nadia.keyboard.type('0.75');
    await nadia.getByLabel('Why', { exact: true }).focus();
    await nadia.keyboard.type('both clocks were wrong');
    await Promise.all([nadia.waitForNavigation(), nadia.keyboard.press('Enter')]);
    // Dev may go no lower: a limit is passed only with a reason of its own, kept with Nadia's name; what was typed stays
    assert.match(await words(nadia), /Why may a limit be passed this once\?/);
    assert.match(await nadia.getByLabel('Why', { exact: true }).inputValue(), /both clocks were wrong/);
    assert.equal(await nadia.getByLabel('Otherwise: how many hours').inputValue(), '0.75');
    await assertAccessible(nadia);
    await nadia.getByLabel('Why may a limit be passed this once?').fill('the clocks are nobody’s fault');
    await press(nadia, 'Decide');
    assert.match(await words(nadia), /Put right\. Both are told\./);

    for (const page of [amina, dev]) {
        await visit(page, kith, `/hours/${entry}/right`);
        assert.match(await words(page), /Put right/);
        assert.match(await words(page), /decided: .?both clocks were wrong/);
        assert.match(await words(page), /Nadia let it pass a limit this once: the clocks are nobody’s fault/);
    }
    const books = JSON.parse(await (await fetch(`${kith.origin}/books.json`)).text());
    assert.equal(books.ledgers[0].sum, 0);
    assert.match(await (await fetch(`${kith.origin}/books`)).text(), /let it pass a limit, with a reason/);
});

async function withScript(page, role, address) {
    const other = await someone(browser, kith, { role, width: 360, height: 740 });
    await visit(other, kith, address);
    return other;
}

test('who has no part in it sees nothing of it', async () => {
    const tom = await someone(browser, kith, { role: 'organisation' });
    await visit(tom, kith, `/hours/${entry}/right`, 403);
    await visit(tom, kith, '/credits/corrections', 403);
});
