const oldest = 20;
const supported = 22;

/** Ends the process when this Node cannot run Tributary; warns when it can, but is past its end of life. */
export function checkNode(version = process.versions.node) {
  const major = Number(version.split('.')[0]);
  if (major < oldest) {
    process.stderr.write(
      `Tributary needs Node.js ${supported} or newer, and this is ${version}. Get it from https://nodejs.org.\n`,
    );
    process.exit(1);
  }
  if (major < supported) {
    process.stderr.write(`Node.js ${version} is past its end of life; Tributary supports 22 and 24. Going on.\n`);
  }
}
