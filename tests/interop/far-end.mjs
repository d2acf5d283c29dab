// SPDX-FileCopyrightText: The Earshot authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Starts headless Chromium on far-end.html and stands between it and run.py: a JSON command a line on
// standard input ({id, do, …}), a JSON event a line on standard output.
//   node far-end.mjs MODULES-FOLDER TONE.wav PROFILE-FOLDER [CHROMIUM-SWITCH…]

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [modules, tone, profile, ...switches] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(path.join(modules, "x.js"))("playwright-core");
const say = (event) => process.stdout.write(JSON.stringify(event) + "\n");
const types = { ".html": "text/html", ".js": "text/javascript" };

const server = createServer(async (request, response) => {
  const name = path.normalize(new URL(request.url, "http://x/").pathname);
  const file = name.startsWith("/sip.js/") ? path.join(modules, name) : path.join(here, name);
  try {
    const text = await readFile(file);
    response.writeHead(200, { "Content-Type": types[path.extname(file)] ?? "application/octet-stream" });
    response.end(text);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const context = await chromium.launchPersistentContext(profile, {
  executablePath: "/usr/bin/chromium",
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-audio-capture=${tone}`,
    ...switches,
    "--disable-features=WebRtcHideLocalIpsWithMdns",
  ],
});
const page = context.pages()[0] ?? (await context.newPage());
await page.exposeFunction("farEndTells", (line) => say(JSON.parse(line)));
page.on("pageerror", (error) => say({ event: "page-error", text: String(error) }));
page.on("console", (message) => process.stderr.write(`far end: ${message.text()}\n`));
await page.goto(`http://127.0.0.1:${server.address().port}/far-end.html`);

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: verb, ...rest } = JSON.parse(line);
  if (verb === "quit") break;
  page
    .evaluate(async ([name, argument]) => (await window.far[name](argument)) ?? null, [verb, rest])
    .then((value) => say({ event: "done", id, value: typeof value === "object" ? value : null }))
    .catch((error) => say({ event: "failed", id, text: String(error) }));
}
await context.close();
// Standard input and connections that the browser kept open would keep this process as well.
process.exit(0);
