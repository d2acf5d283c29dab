// SPDX-FileCopyrightText: The Earshot authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// readers.cjs FILE…: the two SIP libraries of the browser on the same messages, as "reader work file nanoseconds".
// Both read every header they know at once, so their work is the full one.

const fs = require("fs");
const path = require("path");

const TURNS = 25;
const GOES = 200;
const quiet = new Proxy({}, { get: () => () => {} });

async function load() {
  const modules = process.env.EARSHOT_NODE_MODULES;
  const jssip = require(path.join(modules, "jssip/lib/Parser.js"));
  const sipjs = await import(path.join(modules, "sip.js/lib/core/messages/parser.js"));
  return {
    JsSIP: (text) => jssip.parseMessage(text, { sendResponse: () => {} }),
    "SIP.js": (text) => sipjs.Parser.parseMessage(text, quiet),
  };
}

// Processor time of this process, in nanoseconds.
function busy() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function measure(read, text) {
  let best = Infinity;
  for (let turn = 0; turn < TURNS; turn++) {
    const start = busy();
    for (let i = 0; i < GOES; i++) read(text);
    best = Math.min(best, (busy() - start) / GOES);
  }
  return best;
}

load().then((readers) => {
  for (const [name, read] of Object.entries(readers))
    for (const file of process.argv.slice(2)) {
      const text = fs.readFileSync(file, "utf8");
      if (!read(text)) throw new Error(`${name} refuses ${file}`);
      console.log([name, "full", path.basename(file), measure(read, text).toFixed(1)].join("\t"));
    }
});
