// What people do on pages, said once: fill, tick, press, and read what stands there.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { assert, assertFits, visit } from './lib.mjs';

const run = promisify(execFile);

// Press a button by its words and wait for the page behind it. `within` narrows to one form or row.
export async function press(page, words, within = page.locator('main')) {
    const button = within.getByRole('button', { name: words });
    const [response] = await Promise.all([page.waitForNavigation(), button.first().click()]);
    assert.ok(response.status() < 500, `${page.url()} answered ${response.status()} to "${words}"`);
    await assertFits(page);
    return response;
}

export async function follow(page, words, within = page.locator('main')) {
    const [response] = await Promise.all([page.waitForNavigation(), within.getByRole('link', { name: words }).first().click()]);
    assert.equal(response.status(), 200, `${page.url()} answered ${response.status()}`);
    await assertFits(page);
    return response;
}

// The words of the page, without the words of the closed parts being lost.
export const words = (page, where = 'main') => page.locator(where).first().evaluate((element) => element.textContent.replace(/\s+/g, ' '));

// A person's own address on the list of people.
export async function personPage(page, kith, name) {
    await visit(page, kith, `/people?q=${encodeURIComponent(name)}`);
    const href = await page.locator('main a.chip').filter({ hasText: new RegExp(`${name}$`) }).first().getAttribute('href');
    assert.match(href, /^\/people\/\d+$/);
    return href;
}

// A connector makes a code for somebody; the eight digits stand on the page once.
export async function cardCode(page, kith, name) {
    await visit(page, kith, await personPage(page, kith, name));
    await press(page, 'Make a sign-in code');
    const said = await page.locator('p.notice').first().innerText();
    const found = /\b(\d{4}) (\d{4})\b/.exec(said);
    assert.ok(found, `no code in: ${said}`);
    return found[1] + found[2];
}

export async function signInByCard(page, kith, code) {
    await visit(page, kith, '/signin');
    await page.getByText('I have a card with a code').click();
    await page.getByLabel('The code on the card').fill(code);
    await press(page, 'Sign in with the card');
    assert.notEqual(new URL(page.url()).pathname, '/signin');
}

// Tick a box or a radio button by the words beside it.
export const tick = (page, words, within = page.locator('main')) => within.getByLabel(words, { exact: true }).first().check();

// A file that a link offers, as text of a PDF; answers {pages, text}.
export async function readPdf(page, kith, href) {
    const response = await page.context().request.get(kith.origin + href);
    assert.equal(response.status(), 200, `${href} answered ${response.status()}`);
    assert.equal(response.headers()['content-type'], 'application/pdf');
    const file = path.join(kith.folder, 'card.pdf');
    await writeFile(file, await response.body());
    const info = (await run('pdfinfo', [file])).stdout, text = (await run('pdftotext', ['-layout', file, '-'])).stdout;
    return { pages: Number(/^Pages:\s+(\d+)/m.exec(info)[1]), text };
}

// Today as a browser's date box writes it, in the place's own time.
export const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());

// The first existing file of a list, for data that is only beside some copies.
export async function firstFile(...files) {
    for (const file of files) {
        try { await readFile(file); return file; } catch { /* look at the next */ }
    }
    throw new Error(`none of these is there: ${files.join(', ')}`);
}
