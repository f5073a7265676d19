// The pictures of docs/screenshots, drawn again: node journeys/pictures.mjs [NAME...]
// Starts a Kith of its own with the example neighbourhood and the example directory. Each picture
// is made small by ImageMagick's convert where that is installed.
import { execFile } from 'node:child_process';
import { writeFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { openBrowser, root, someone, startKith } from './lib.mjs';

const run = promisify(execFile);
const wide = { width: 1200, height: 860 }, tall = { width: 1200, height: 1180 }, phone = { width: 400, height: 1100 };
const wishes = '/find?q=free+cofee+morning+no+steps+near+B36';
const pictures = [
    ['front', { ...wide }, null, '/'],
    ['find', { ...tall, height: 1320 }, null, wishes],
    ['listen', { ...tall, height: 1320 }, 'connector', listen],
    ['hellos', { ...tall }, 'connector', (page, kith) => listen(page, kith, true)],
    ['today', { ...wide }, 'connector', '/today'],
    ['waiting', { ...wide }, 'connector', '/waiting'],
    ['hand-over', { ...tall }, 'connector', '/people/hand-over'],
    ['same-or-two', { ...tall, height: 1560 }, 'admin', '/map/same'],
    ['figures', { ...wide }, 'learning', '/figures'],
    ['round', { ...phone }, 'coordinator', '/round'],
    ['consents', { ...phone }, 'resident', '/me/consents'],
    ['easy-read', { ...phone }, null, '/?easy=1'],
    ['me-urdu', { ...phone, lang: 'ur' }, 'resident', '/me'],
    ['find-welsh', { ...phone, lang: 'cy' }, null, '/find?q=garddio+dydd+Mawrth'],
    ['front-polish', { ...phone, lang: 'pl' }, null, '/'],
    ['on', { ...tall }, null, '/on'],
    ['series', { ...phone, height: 1400 }, 'resident', series],
    ['best-times', { ...phone, height: 1400 }, 'resident', wish],
    ['register', { ...phone, height: 900 }, 'host', register],
    ['safety', { ...tall }, 'host', safety],
    ['poster', { ...wide }, null, (page, kith) => series(page, kith, '/poster.pdf?lang=ur')],
    ['paper-form', { ...wide }, 'connector', '/listen/paper.pdf'],
];

// A talk with Pearl: words are typed and kept without a yes, so that the page comes again with what
// it heard. `agreed` says yes and goes on to her three hellos.
async function listen(page, kith, agreed = false) {
    await page.goto(`${kith.origin}/people?q=Pearl`);
    const href = await page.locator('main ul a', { hasText: 'Pearl' }).first().getAttribute('href');
    await page.goto(`${kith.origin}/listen/new?person=${href.split('/').pop()}`);
    await page.locator('textarea[name=words]').fill('I love bingo, and I used to knit for all the grandchildren. I could teach somebody.');
    const keep = () => Promise.all([page.waitForNavigation(), page.locator('main form button[type=submit]').last().click()]);
    await keep();
    if (agreed) {
        for (const name of ['ok_keep', 'ok_look']) await page.locator(`input[name=${name}]`).check({ force: true });
        await keep();
    }
    await page.evaluate(() => scrollTo(0, 0));
}

// Pages that are found as a person finds them: the first link of a page that begins and ends so.
async function found(page, kith, from, begins, ends = '') {
    await page.goto(kith.origin + from);
    const all = await page.locator('main a[href]').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    return all.find((href) => href.startsWith(begins) && href.endsWith(ends) && href !== begins);
}
async function first(page, kith, from, begins, ends) {
    await page.goto(kith.origin + await found(page, kith, from, begins, ends));
}
async function wish(page, kith) { await first(page, kith, '/me', '/wish/'); }
async function safety(page, kith) { await first(page, kith, '/me', '/activities/', '/safety'); }
async function series(page, kith, pdf = '') {
    const tea = page.locator('main a', { hasText: 'Tea and seeds' });
    for (let part = 1; part < 4; part++) {
        await page.goto(`${kith.origin}/on?page=${part}`);
        if (await tea.count() > 0) break;
    }
    await Promise.all([page.waitForNavigation(), tea.first().click()]);
    const href = await page.locator('main h1 a').first().getAttribute('href');
    if (pdf !== '') return href + pdf;
    await page.goto(kith.origin + href);
    return '';
}
// Friday coffee: three came, one of them for the first time.
async function register(page, kith) {
    await first(page, kith, '/me', '/sessions/', '/register');
    await page.getByLabel('Anyone else?').fill('Joan, Yusuf, Ola');
    await page.locator('#register-add button').click();
    await page.evaluate(() => scrollTo(0, 0));
}

async function shrink(file) {
    await run('convert', [file, '-strip', '-dither', 'None', '-colors', '128', `PNG8:${file}`]).catch(() => {});
}

const wanted = process.argv.slice(2);
const kith = await startKith();
await kith.kith('import', path.join(root, 'data/example/directory.csv'), '--place', 'Weirside');
const browser = await openBrowser();
try {
    for (const [name, how, role, where] of pictures) {
        if (wanted.length > 0 && !wanted.includes(name)) continue;
        const file = path.join(root, 'docs/screenshots', `${name}.png`);
        const page = await someone(browser, kith, { ...how, role });
        // a function goes to the page itself, or answers the address of a paper
        const paper = typeof where === 'string' ? where : await where(page, kith) ?? '';
        if (paper === '') {
            await page.screenshot({ path: file });
        } else if (paper.includes('.pdf')) {
            const answer = await page.request.get(kith.origin + paper);
            await writeFile(`${file}.pdf`, await answer.body());
            await run('pdftoppm', ['-png', '-r', '80', '-f', '1', '-l', '1', '-singlefile', `${file}.pdf`, file.slice(0, -4)]);
            await rm(`${file}.pdf`);
        } else {
            await page.goto(kith.origin + paper);
            await page.screenshot({ path: file });
        }
        await shrink(file);
        for (const line of page.trouble) console.log(`${name}: ${line}`);
        await page.context().close();
    }
} finally {
    await browser.close();
    await kith.stop();
}
