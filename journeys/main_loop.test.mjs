// The main job, as the people of a neighbourhood do it in a browser: an organisation imports its
// list, a connector listens to Pearl who has nobody, three explained hellos, two yeses, the card,
// the meeting, and one person fewer with nobody to turn to. On both databases; the second time
// without JavaScript and on a small phone.
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import path from 'node:path';
import { assert, calm, openBrowser, root, someone, startKith, visit } from './lib.mjs';
import { cardCode, firstFile, follow, personPage, press, readPdf, signInByCard, tick, today, words } from './steps.mjs';

const pearlSays = 'I used to run the raffle at the club. I love bingo and knitting. The evenings are long now.';

// A list from outside: the first of these that this copy has.
const listFile = () => firstFile(
    path.join(root, '../shared/data/assets/bristol-community-places/community_toilets.csv'),
    path.join(root, 'data/example/directory.csv'));

async function importList(page, kith) {
    await visit(page, kith, '/map/import');
    await page.getByLabel('The file').setInputFiles(await listFile());
    await page.getByLabel('Who published it').fill('The city council');
    await press(page, 'Look at it');
    const preview = await words(page);
    assert.ok(preview.includes('How it would look'), preview.slice(0, 600));
    await press(page, 'Bring it in');
    // It is brought in behind the page: whoever waits looks again.
    for (let tries = 0; tries < 100 && await page.getByRole('link', { name: 'See how far it is' }).count() > 0; tries++) {
        await page.waitForTimeout(200);
        await follow(page, 'See how far it is');
    }
    const report = await words(page), number = (pattern) => Number(pattern.exec(report)?.[1].replace(/,/g, '') ?? NaN);
    const read = number(/([\d,]+) rows read/), added = number(/([\d,]+) new/);
    assert.ok(read > 0 && added > 0, `the report names no new row: ${report.slice(0, 600)}`);
    return { read, added };
}

// Anybody finds what the list named: its second row, whose first column is the name.
async function found(page, kith) {
    const name = (await readFile(await listFile(), 'utf8')).split(/\r?\n/)[2].split(',')[0];
    await visit(page, kith, `/find?near=&q=${encodeURIComponent(name)}`);
    assert.ok(await page.locator('ol.doors').getByRole('link', { name }).count() > 0, `${name} is not found`);
}

async function figure(page, kith) {
    await visit(page, kith, '/today');
    const sentence = await page.locator('section[aria-labelledby=nob] > p').innerText();
    const found = /^Of (\d+) people we listened to, (\d+) have nobody just now\. It was (\d+) when we first asked\.$/.exec(sentence);
    assert.ok(found, `the figure is not in exact numbers: ${sentence}`);
    const [asked, now, then] = found.slice(1).map(Number);
    return [now, asked, then];
}

async function listen(page, kith) {
    const pearl = await personPage(page, kith, 'Pearl');
    await visit(page, kith, pearl);
    await follow(page, 'Listen');
    await tick(page, 'Nobody just now');
    await page.getByLabel('What do you love?').fill(pearlSays);
    await tick(page, 'I may write this down.');
    await tick(page, 'I may look for people and places they may like. No name is passed on until they say yes again.');
    await tick(page, 'A neighbour may ask to meet them. They can say no each time.');
    await press(page, 'Keep it, and see who to meet');
    // Heard, not yet kept: the words stand as they were typed, the chips wait for a nod.
    const chips = page.getByRole('group', { name: 'We heard these. Is that right?' });
    for (const chip of ['Bingo', 'Knitting']) assert.ok(await chips.getByLabel(chip, { exact: true }).isChecked(), `${chip} was not heard`);
    assert.equal(await page.getByLabel('What do you love?').inputValue(), pearlSays);
    assert.ok(await page.getByLabel('I may write this down.').isChecked(), 'a yes that was given is kept');
    await press(page, 'Keep it, and see who to meet');
    assert.equal(new URL(page.url()).pathname, `${pearl}/hellos`);
    return pearl;
}

// Three that differ, each with its reasons.
async function threeCards(page) {
    const cards = page.locator('main ol > li.card');
    const titles = await cards.locator('h2').allInnerTexts();
    assert.equal(titles.length, 3, titles.join('; '));
    assert.equal(new Set(titles).size, 3, 'three different hellos');
    for (let i = 0; i < 3; i++) assert.ok(await cards.nth(i).locator('ul.because li').count() > 0, `${titles[i]} has no reason`);
    return { cards, titles };
}

// Pearl would rather meet one neighbour than a group: what she does not want is not asked again,
// and she says yes to the first neighbour. Answers the card's words, in which nobody is named.
async function choose(page, kith, pearl) {
    assert.match(await words(page), /Why we thought of this.*(bingo|knitting)/i, 'a reason names what Pearl loves');
    const refused = new Set();
    for (let round = 0; round < 8; round++) {
        const { cards, titles } = await threeCards(page);
        for (const title of titles) assert.ok(!refused.has(title), `${title} is asked again after a no`);
        const neighbour = cards.filter({ has: page.locator('.chip', { hasText: 'A neighbour' }) });
        if (await neighbour.count() > 0) {
            const title = await neighbour.first().locator('h2').innerText(), said = await words(page, 'main ol > li.card:has(.chip:has-text("A neighbour"))');
            await tick(page, 'Yes, ask', neighbour);
            await press(page, 'Keep the answers');
            return { title, said };
        }
        for (let i = 0; i < 3; i++) {
            refused.add(titles[i]);
            await tick(page, 'No, thank you', cards.nth(i));
        }
        await press(page, 'Keep the answers');
        await visit(page, kith, `${pearl}/hellos`);
    }
    return assert.fail(`no neighbour is suggested after ${[...refused].join('; ')}`);
}

// The hello, and who is to be asked: only whoever asks the host reads it here.
async function helloOf(page, kith, pearl, title) {
    await visit(page, kith, pearl);
    const hello = await page.getByRole('link', { name: title }).getAttribute('href');
    assert.match(hello, /^\/hellos\/\d+$/);
    await visit(page, kith, hello);
    const host = (await page.locator('.meet .chip').nth(1).innerText()).trim().split(/\s+/).at(-1);
    assert.match(host, /^\p{L}{2,}$/u);
    return { hello, host };
}

async function meet(page, kith, hello) {
    await visit(page, kith, hello);
    await page.getByLabel('Day').fill(today());
    await page.getByLabel('Time').fill('14:00');
    await page.getByLabel('Where').fill('Weir Road Library, by the door');
    await tick(page, 'It is a public place');
    await press(page, 'Keep this meeting');
}

async function followUp(page, kith, hello) {
    await visit(page, kith, hello);
    await press(page, 'Yes, they met');
    await page.getByLabel('In their own words').fill('We knitted and forgot the time.');
    await tick(page, 'This is somebody to turn to now');
    await press(page, 'Keep this');
    await press(page, 'It is done');
}

async function noCard(page, kith, hello, host) {
    assert.ok(!(await words(page)).includes('Print the card'));
    const refused = await page.context().request.get(`${kith.origin}${hello}/card.pdf`);
    assert.ok(refused.status() >= 400, 'no card before two yeses');
    assert.ok(!(await refused.text()).includes(host));
}

async function mainJob(kind, look) {
    const kith = await startKith({ kind }), browser = await openBrowser();
    try {
        const anchor = await someone(browser, kith, { role: 'organisation', ...look });
        const list = await importList(anchor, kith);
        assert.ok(list.added <= list.read, 'every row is accounted for');
        await found(anchor, kith);

        const lucy = await someone(browser, kith, { role: 'connector', ...look });
        const [before, asked, then] = await figure(lucy, kith);
        assert.ok((await words(lucy)).includes('Pearl has nobody to turn to just now.'));
        const pearl = await listen(lucy, kith);
        const { title, said } = await choose(lucy, kith, pearl);
        const { hello, host } = await helloOf(lucy, kith, pearl, title);
        assert.ok(!said.includes(host), 'a neighbour who has not said yes has no name on the suggestion');
        await noCard(lucy, kith, hello, host);

        // Neither has an account, nor needs one; here each is given a code on a card.
        const pearlCode = await cardCode(lucy, kith, 'Pearl'), hostCode = await cardCode(lucy, kith, host);
        const pearls = await someone(browser, kith, look), hosts = await someone(browser, kith, look);
        await signInByCard(pearls, kith, pearlCode);
        await signInByCard(hosts, kith, hostCode);
        for (const [page, other] of [[pearls, host], [hosts, 'Pearl']])
            for (const address of ['/me', hello]) {
                await visit(page, kith, address);
                assert.ok(!(await page.content()).includes(other), `${other} is named at ${address} after one yes`);
            }
        await noCard(hosts, kith, hello, host);
        await press(hosts, /^Yes$/);
        for (const [page, other] of [[pearls, host], [hosts, 'Pearl']]) {
            await visit(page, kith, hello);
            assert.ok((await words(page)).includes(other), `${other} is named after two yeses`);
        }

        await meet(lucy, kith, hello);
        const card = await readPdf(lucy, kith, await lucy.getByRole('link', { name: 'Print the card' }).getAttribute('href'));
        assert.equal(card.pages, 1);
        for (const name of ['Pearl', host]) assert.ok(card.text.includes(name), `${name} is on the card: ${card.text}`);

        assert.deepEqual(await figure(lucy, kith), [before, asked, then], 'a meeting alone changes no figure');
        await followUp(lucy, kith, hello);
        assert.deepEqual(await figure(lucy, kith), [before - 1, asked, then], 'one person fewer has nobody');
        assert.ok(!(await words(lucy)).includes('Pearl has nobody'));
        await visit(pearls, kith, '/me');
        assert.ok((await words(pearls)).includes(host), 'Pearl reads whom she can turn to');
        for (const page of [anchor, lucy, pearls, hosts]) calm(page);
    } finally {
        await browser.close();
        await kith.stop();
    }
}

test('the main job on SQLite', () => mainJob('sqlite', { width: 1280 }));
test('the main job on PostgreSQL, at 320 px, without JavaScript', () => mainJob('postgresql', { width: 320, height: 640, script: false }));
