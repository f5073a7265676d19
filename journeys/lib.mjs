// What every browser test stands on: a Kith of its own on a free port with a new demo database
// (SQLite or PostgreSQL), a browser with nothing remembered, and a watch on every page for errors,
// refused content and requests to anywhere else.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { HtmlValidate } from 'html-validate';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const binary = process.env.KITH ?? path.join(root, 'build/kith');

const browserFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const databases = ['sqlite', 'postgresql'];

let numbered = 0;
export async function makeDatabase(kind, folder) {
    if (kind === 'sqlite') return { db: path.join(folder, 'kith.db'), drop: async () => {} };
    const server = process.env.KITH_TEST_PG;
    assert.ok(server, 'KITH_TEST_PG does not name a PostgreSQL for tests');
    const name = `kith_browser_${process.pid}_${++numbered}`;
    await run('psql', ['-qX', server, '-c', `CREATE DATABASE ${name}`]);
    return {
        db: server.replace('/postgres?', `/${name}?`),
        drop: () => run('psql', ['-qX', server, '-c', `DROP DATABASE ${name} WITH (FORCE)`]),
    };
}

// The first "listening http://..." line, or what the server said instead.
export function listening(child) {
    return new Promise((resolve, reject) => {
        let out = '', err = '';
        child.stdout.on('data', (bytes) => {
            out += bytes;
            const found = /^listening (http:\/\/\S+)/m.exec(out);
            if (found) resolve(found[1].replace(/\/$/, ''));
        });
        child.stderr.on('data', (bytes) => { err = (err + bytes).slice(-4000); });
        child.once('exit', (code) => reject(new Error(`kith serve ended with ${code}: ${err}`)));
        child.once('error', reject);
    });
}

// Start Kith. `kind`: 'sqlite' or 'postgresql'. Answers {origin, db, kith(...words), signin(role), stop()}.
export async function startKith({ kind = 'sqlite', env = {} } = {}) {
    const folder = await mkdtemp(path.join(tmpdir(), 'kith-browser-'));
    const { db, drop } = await makeDatabase(kind, folder);
    const own = { ...process.env, ...env };
    const kith = async (...words) => (await run(binary, [...words, '--db', db], { maxBuffer: 1 << 26, env: own })).stdout;
    let child;
    let said = '';
    const stop = async () => {
        let how = { code: 0, signal: null };
        if (child && child.exitCode === null && child.signalCode === null) {
            const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
            child.kill('SIGTERM');
            how = await ended;
        } else if (child) {
            how = { code: child.exitCode, signal: child.signalCode };
        }
        await drop();
        await rm(folder, { recursive: true, force: true });
        // A leak or a broken promise of the program shows here, when it was built to look for them.
        assert.deepEqual(how, { code: 0, signal: null }, `kith serve ended badly: ${said.slice(-3000)}`);
    };
    try {
        await kith('init', '--demo');
        child = spawn(binary, ['serve', '--db', db, '--listen', '127.0.0.1:0'],
            { stdio: ['ignore', 'pipe', 'pipe'], env: own });
        child.stderr.on('data', (bytes) => { said = (said + bytes).slice(-8000); });
        const origin = await listening(child);
        const signin = async (role) => {
            const url = new URL(JSON.parse(await kith('signin', '--as', role, '--json')).url, origin);
            return origin + url.pathname + url.search;
        };
        return { origin, db, kind, folder, kith, signin, stop };
    } catch (error) {
        await stop();
        throw error;
    }
}

export function openBrowser() {
    return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: browserFlags });
}

// Note everything a page must not do. calm(page) fails when something was noted.
function watch(page, origin) {
    const trouble = [];
    page.trouble = trouble;
    page.on('console', (message) => { if (message.type() === 'error') trouble.push(`console: ${message.text()}`); });
    page.on('pageerror', (error) => trouble.push(`script: ${error.message}`));
    page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(origin + '/') && !/^(data|blob|about):/.test(url)) trouble.push(`request to ${url}`);
    });
    page.on('response', (response) => {
        if (response.status() >= 400 && response.request().resourceType() !== 'document') trouble.push(`${response.status()} for ${response.url()}`);
    });
}

export function calm(page) {
    // A page that is refused on purpose is named by the browser as an error; the test looks at its status.
    const left = page.trouble.filter((line) => !/^console: Failed to load resource: .* (403|404|409|413|422|429)/.test(line));
    assert.deepEqual(left, []);
}

// A person with a browser of their own. role null = a visitor who is not signed in.
export async function someone(browser, kith, { role = null, lang = 'en', width = 1280, height = 800, scheme = 'light', script = true } = {}) {
    const context = await browser.newContext({
        viewport: { width, height }, locale: lang, colorScheme: scheme, javaScriptEnabled: script, serviceWorkers: 'block',
    });
    context.setDefaultTimeout(10000);
    await context.addInitScript(() => document.addEventListener('securitypolicyviolation',
        (event) => console.error(`refused by the content policy: ${event.violatedDirective} ${event.blockedURI}`)));
    const page = await context.newPage();
    watch(page, kith.origin);
    if (role) await signIn(page, kith, role);
    if (lang !== 'en') await page.goto(`${kith.origin}/?lang=${lang}`);
    return page;
}

// The address signs in once; a scanner that follows links must not use it up, so it shows a button.
export async function signIn(page, kith, role) {
    await page.goto(await kith.signin(role));
    const button = page.locator('main form button').first();
    if (await button.count()) await Promise.all([page.waitForNavigation(), button.click()]);
    assert.ok(!new URL(page.url()).pathname.startsWith('/signin'), `still at ${page.url()} after signing in as ${role}`);
}

export async function visit(page, kith, address, status = 200) {
    const response = await page.goto(kith.origin + address);
    assert.equal(response.status(), status, `${address} answered ${response.status()}`);
    return response;
}

const axeSource = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function assertAccessible(page) {
    await page.evaluate(axeSource);
    const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } }), axeTags);
    const said = found.violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.slice(0, 4).map((n) => n.html.slice(0, 200)).join('\n    ')}`);
    assert.equal(said.length, 0, `${page.url()}\n  ${said.join('\n  ')}`);
    assert.ok(found.passes.length > 5, 'axe looked at almost nothing');
}

export async function assertFits(page) {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${page.url()} scrolls sideways by ${wide} px`);
}

const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
    rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
});

export async function assertValid(html, address) {
    const report = await validator.validateString(html, address);
    const said = report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
    assert.equal(said.length, 0, `${address}\n  ${said.slice(0, 12).join('\n  ')}`);
}

export { assert };
