/** 20.8: local sockets in Linux's abstract namespace, which lock the emulator's data folder. 20.15: a fast CRC-32. */
const oldest = [20, 15];
const supported = 22;

/** Ends the process when this Node cannot run Tributary; warns when it can, but is past its end of life. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    process.stderr.write(
      `Tributary needs Node.js ${supported} or newer, and this is ${version}. Get it from https://nodejs.org.\n`,
    );
    process.exit(1);
  }
  if (major < supported) {
    process.stderr.write(`Node.js ${version} is past its end of life; Tributary supports 22 and 24. Going on.\n`);
  }
}
