// Leaders grow: a resident leader finishes a safety checklist on a phone without script, grows on the ladder with one who
// helps, and writes down a paper that nobody sees who need not.
import { after, before, test } from 'node:test';
import { assert, assertAccessible, assertFits, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, words } from './steps.mjs';

let kith, browser, series;
before(async () => {
    kith = await startKith();
    browser = await openBrowser();
    const page = await someone(browser, kith, { role: 'host' });
    await visit(page, kith, '/me');
    series = new URL(await page.getByRole('link', { name: 'Is it safe?' }).first().getAttribute('href'), kith.origin).pathname.replace('/safety', '');
    await page.context().close();
});
after(async () => { await browser?.close(); await kith?.stop(); });

const phone = (role, script = false) => someone(browser, kith, { role, width: 360, height: 740, script });

test('a resident leader finishes the checklist of a walk on a phone, without script', async () => {
    const page = await phone('host');
    await visit(page, kith, `${series}/safety`);
    await page.getByLabel('A walk', { exact: true }).check();
    await press(page, 'Take this list');
    const groups = page.locator('#safety fieldset').filter({ has: page.getByLabel('Ask somebody') });
    assert.equal(await groups.count(), 11);
    // half of it now; the rest is kept open
    for (let i = 0; i < 5; i++) await groups.nth(i).getByLabel('Yes', { exact: true }).check();
    await groups.nth(5).getByLabel('Ask somebody').check();
    await press(page, 'Keep this');
    assert.match(await words(page), /Kept as far as it goes|still to answer/);
    for (let i = 6; i < 11; i++) await groups.nth(i).getByLabel(i === 8 ? 'No' : 'Yes', { exact: true }).check();
    await press(page, 'Keep this');
    assert.match(await words(page), /Thank you\. It is looked through\./);
    assert.match(await words(page), /Looked through on .* by Dev\./);
    assert.match(await words(page), /Still to do or to ask: 2\./);
    await visit(page, kith, `${series}/safety`);
    assert.equal(await page.locator('#safety fieldset').first().getByLabel('Yes', { exact: true }).isChecked(), true);
    assert.match(await words(page), /Tell Ruth, the named lead/);
    await assertFits(page);
    calm(page);
    // one printed page, filled and empty
    for (const address of [`${series}/safety.pdf`, `${series}/safety.pdf?empty=yes`]) {
        const pdf = await (await page.context().request.get(kith.origin + address)).body();
        assert.match(pdf.subarray(0, 5).toString(), /%PDF-/);
        assert.match(pdf.toString('latin1'), /\/Count 1\n/);
    }
    await page.context().close();
    const visitor = await phone(null);
    await visit(visitor, kith, series);
    assert.match(await words(visitor), /The safety checklist was looked through\./);
    assert.doesNotMatch(await words(visitor), /Looked through on/); // who and when is for those who run it
    await visitor.context().close();
});

test('young people: nobody with a DBS check is told, and no name', async () => {
    const page = await phone('host');
    await visit(page, kith, `${series}/safety`);
    await page.getByLabel('Something for young people').check();
    await press(page, 'Take this list');
    assert.match(await words(page), /Are two grown-ups there at all times\?/);
    assert.match(await words(page), /We know of nobody leading this who holds one that was seen and still counts: DBS check/);
    await page.context().close();
});

test('somebody grows: said by one, answered by the other', async () => {
    const leader = await phone('host');
    await visit(leader, kith, `${series}/leaders`);
    await leader.getByLabel('Who?').selectOption({ label: 'Joan' });
    await leader.getByLabel('Led, with somebody beside them').check();
    await leader.getByLabel('The next small step').fill('Count us in with Dev next Tuesday');
    await press(leader, 'Say it');
    assert.match(await words(leader), /said by you, and Joan is asked/);
    // Yusuf said that he helped: Dev agrees in one tap
    const yusuf = leader.locator('li.card', { has: leader.getByRole('heading', { name: 'Yusuf' }) });
    await Promise.all([leader.waitForNavigation(), yusuf.getByRole('button', { name: 'Yes, that is so' }).click()]);
    assert.match(await leader.locator('li.card', { has: leader.getByRole('heading', { name: 'Yusuf' }) }).innerText(), /Helped, both said so/);
    await assertFits(leader);
    calm(leader);
    await leader.context().close();
    const other = await phone('resident'); // Amina neither leads nor helps
    await visit(other, kith, `${series}/leaders`, 403);
    await other.context().close();
});

test('a paper is written down by the person, and seen by who must know', async () => {
    const page = await phone('host', true);
    await visit(page, kith, '/me/checks');
    await assertAccessible(page);
    await page.getByLabel('Safeguarding training').check();
    await press(page, 'Keep this');
    assert.match(await words(page), /Write the day until which it counts/);
    assert.equal(await page.getByLabel('Safeguarding training').isChecked(), true);
    const year = new Date().getFullYear() + 1;
    await page.getByLabel('It counts until').fill(`${year}-11-20`);
    await press(page, 'Keep this');
    assert.match(await words(page), /Only said so far/);
    await page.context().close();
    const admin = await phone('admin', true);
    await visit(admin, kith, '/today');
    assert.match(await words(admin), /Papers of those who lead run out soon\./);
    await follow(admin, 'See whose');
    assert.match(await words(admin), /Samina/);
    const whose = await admin.getByRole('link', { name: 'Dev' }).getAttribute('href');
    await visit(admin, kith, whose);
    await press(admin, 'I have seen the paper');
    assert.match(await words(admin), /Nadia saw the paper/);
    calm(admin);
    await admin.context().close();
    const resident = await phone('resident');
    await visit(resident, kith, whose, 403);
    await visit(resident, kith, '/checks', 403);
    await resident.context().close();
    const dev = await phone('host');
    await visit(dev, kith, '/me/looked');
    assert.match(await words(dev), /Nadia/);
    await dev.context().close();
});
