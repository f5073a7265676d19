// A coordinator's round: one page, three taps; from the paper; what a connector hears; a yes taken back.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { personPage, press, words } from './steps.mjs';

let kith, browser, names, code;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

const tap = (page, name, what) => page.getByRole('group', { name }).getByLabel(what, { exact: true }).check();

test('Maria has a minute: three people, one tap each, without script', async () => {
    const page = await someone(browser, kith, { role: 'coordinator', width: 360, script: false });
    await visit(page, kith, '/me');
    await page.getByRole('link', { name: 'Bridge Court', exact: true }).click();
    names = await page.locator('main fieldset legend').allInnerTexts();
    assert.equal(names.length, 3);
    assert.equal((await press(page, 'Keep')).status(), 422, 'nothing tapped is said');
    await tap(page, names[0], 'Happy');
    await tap(page, names[1], 'Try something else');
    await tap(page, names[2], 'Talk to them');
    await press(page, 'Keep');
    assert.match(await words(page), /That is all/);
    assert.equal(await page.getByRole('group', { name: names[2] }).getByLabel('Talk to them').isChecked(), true);
    /* nothing of what people told, and nobody's page */
    for (const address of ['/people', '/today', '/rounds', '/figures'])
        assert.equal((await page.context().request.get(kith.origin + address)).status(), 403, address);
    calm(page);
});

test('the paper has the same people in the same order, boxes and a code', async () => {
    const page = await someone(browser, kith, { role: 'coordinator' });
    await visit(page, kith, '/round?paper=1');
    assert.deepEqual(await page.locator('main ol > li > h2').allInnerTexts(), names);
    code = (await page.locator('main b').first().innerText()).trim();
    assert.match(code, /^[a-z2-9]{3} [a-z2-9]{3}$/);
    calm(page);
});

test('a neighbour copies the paper in: no names, and who told them', async () => {
    const page = await someone(browser, kith, { role: 'resident', script: false });
    await visit(page, kith, '/round');
    await page.getByLabel('The code on the paper').fill('zzz zzz');
    await press(page, 'Copy it in');
    assert.match(await words(page), /We do not know this code/);
    await page.getByLabel('The code on the paper').fill(code);
    await press(page, 'Copy it in');
    assert.deepEqual(await page.locator('main fieldset legend').allInnerTexts(), ['Person 1', 'Person 2', 'Person 3']);
    for (const name of names) assert.ok(!(await words(page)).includes(name), 'no name for who only types');
    await tap(page, 'Person 1', 'Happy');
    assert.equal((await press(page, 'Keep')).status(), 422);
    assert.equal(await page.getByRole('group', { name: 'Person 1' }).getByLabel('Happy').isChecked(), true, 'what was tapped is kept');
    await page.getByLabel('Who told you?').fill('Maria');
    await press(page, 'Keep');
    calm(page);
});

test('Lucy reads on Today whom to talk to, and says when she has', async () => {
    const page = await someone(browser, kith, { role: 'connector' });
    await visit(page, kith, '/today');
    const cards = page.locator('section[aria-labelledby=round] li');
    const before = await cards.count();
    assert.ok(before > 0);
    await cards.first().getByRole('button', { name: /We talked/ }).click();
    assert.equal(await page.locator('section[aria-labelledby=round] li').count(), before - 1);
    calm(page);
});

test('somebody says rather not, and is in no week from then on', async () => {
    const lucy = await someone(browser, kith, { role: 'connector' });
    await visit(lucy, kith, '/rounds');
    await lucy.getByRole('link', { name: 'Bridge Court', exact: true }).click();
    await lucy.locator('select[name=person]').selectOption({ label: 'Eileen' });
    await lucy.getByLabel('Rather not').check();
    await press(lucy, 'Keep');
    assert.match(await words(lucy), /Eileen\s+would rather not/);
    await visit(lucy, kith, await personPage(lucy, kith, 'Eileen'));
    assert.match(await words(lucy), /Rather not/);
    calm(lucy);
});
