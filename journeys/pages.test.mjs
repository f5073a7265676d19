// Every page of pages.json as every role it is for: axe, valid HTML, no sideways scroll, no errors,
// nothing fetched from elsewhere; at 320 and 1280 px, in English and Urdu.
import { after, before, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { assert, assertAccessible, assertFits, assertValid, calm, openBrowser, root, someone, startKith, visit } from './lib.mjs';
import { press } from './steps.mjs';

const list = JSON.parse(await readFile(new URL('pages.json', import.meta.url), 'utf8'));
const languages = ['en', 'ur'], widths = [320, 1280];
let kith, browser;
// Two files of an organisation: one looked at, one brought in.
async function bringLists() {
    const page = await someone(browser, kith, { role: 'organisation' });
    for (const brought of [false, true]) {
        await visit(page, kith, '/map/import');
        await page.getByLabel('The file').setInputFiles(path.join(root, 'data/example/directory.csv'));
        await press(page, 'Look at it');
        if (brought) await press(page, 'Bring it in');
    }
    await page.context().close();
}

before(async () => { kith = await startKith(); browser = await openBrowser(); await bringLists(); });
after(async () => { await browser?.close(); await kith?.stop(); });

// {"from": "/find", "link": "/assets/", "ends": "/edit", "not": "/new"}: the first link on /find that
// begins and ends so ("last": true, the last one). {"from": "/people?q=Pearl", "chip": "Pearl", "then": "/hellos"}: the page of who bears that name.
async function addressOf(page, entry) {
    if (typeof entry === 'string') return entry;
    if (!entry.from) return entry.path;
    await visit(page, kith, entry.from);
    const links = await page.locator(entry.chip ? 'main a.chip' : 'main a[href]')
        .evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.textContent.trim()]));
    if (entry.last) links.reverse();
    const found = links.find(([href, words]) => (entry.chip ? words.endsWith(entry.chip)
        : href.startsWith(entry.link) && href.endsWith(entry.ends ?? '') && href !== entry.link && !(entry.not && href.endsWith(entry.not))));
    assert.ok(found, `${entry.from} has no link to ${entry.link ?? entry.chip}`);
    return found[0] + (entry.then ?? '');
}
const nameOf = (entry) => (typeof entry === 'string' ? entry : entry.path ?? `${entry.link ?? entry.chip}${entry.then ?? ''} from ${entry.from}`);

for (const [role, entries] of Object.entries(list)) {
    for (const lang of languages) {
        test(`${role} in ${lang}`, async (t) => {
            const page = await someone(browser, kith, { role: role === 'visitor' ? null : role, lang });
            for (const entry of entries) {
                await t.test(`${nameOf(entry)} for ${role} in ${lang}`, async () => {
                    const address = await addressOf(page, entry);
                    page.trouble.length = 0;
                    for (const width of widths) {
                        await page.setViewportSize({ width, height: width < 600 ? 640 : 800 });
                        const response = await visit(page, kith, address, entry.status ?? 200);
                        if (width === widths[0]) await assertValid(await response.text(), address);
                        assert.equal((await page.getAttribute('html', 'lang')).split('-')[0], lang);
                        assert.equal(await page.getAttribute('html', 'dir') ?? 'ltr', lang === 'ur' ? 'rtl' : 'ltr');
                        await assertFits(page);
                        await assertAccessible(page);
                    }
                    calm(page);
                });
            }
            await page.context().close();
        });
    }
}
