// A picture of a page: node journeys/shots.mjs ROLE PATH OUT.png [--lang ur] [--width 360]
// [--scheme dark] [--full]. Starts a Kith of its own with the example neighbourhood, unless
// --origin http://127.0.0.1:8080 --db var/demo.db names a running one. ROLE visitor = not signed in.
import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import path from 'node:path';
import { openBrowser, root, someone, startKith } from './lib.mjs';

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
        lang: { type: 'string', default: 'en' }, width: { type: 'string', default: '1280' },
        scheme: { type: 'string', default: 'light' }, full: { type: 'boolean', default: false },
        origin: { type: 'string' }, db: { type: 'string' },
    },
});
const [role, address, out] = positionals;
if (!out) {
    console.error('usage: node journeys/shots.mjs ROLE PATH OUT.png [--lang ur] [--width 360] [--scheme dark] [--full] [--origin URL --db FILE]');
    process.exit(64);
}

async function running(origin, db) {
    const run = promisify(execFile), binary = process.env.KITH ?? path.join(root, 'build/kith');
    const signin = async (as) => {
        const { stdout } = await run(binary, ['signin', '--as', as, '--json', '--db', db]);
        const url = new URL(JSON.parse(stdout).url, origin);
        return origin + url.pathname + url.search;
    };
    return { origin, signin, stop: async () => {} };
}

const kith = values.origin ? await running(values.origin.replace(/\/$/, ''), values.db) : await startKith();
const browser = await openBrowser();
try {
    const width = Number(values.width);
    const page = await someone(browser, kith, {
        role: role === 'visitor' ? null : role, lang: values.lang, width, height: width < 600 ? 740 : 800, scheme: values.scheme,
    });
    const response = await page.goto(kith.origin + address);
    await page.screenshot({ path: out, fullPage: values.full });
    console.log(`${response.status()} ${address} -> ${out}`);
    for (const line of page.trouble) console.log(`  ${line}`);
} finally {
    await browser.close();
    await kith.stop();
}
