// Plain JavaScript, loaded before anything else: an older Node cannot even read the TypeScript that would complain.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `\nOrdermail runs on Node 24 or newer; this is ${process.version}.\n` +
      'On Linux and Windows, "npm ci" brings it along and "npm start" uses it: run it that way. ' +
      'On macOS, install Node 24 from https://nodejs.org first.\n\n',
  );
  process.exit(1);
}
