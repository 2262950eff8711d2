// For `node --require`: from the first report of the app on, the clock is set back by an hour again and again, so that it surely is
// within a round of the load balancing; after two seconds it is right again, and says so.
const { now } = Date;
const write = process.stdout.write.bind(process.stdout);
let hoursBack = 0;
Date.now = () => now() - hoursBack * 3_600_000;

process.stdout.write = (text, ...rest) => {
  if (String(text).includes(' report ')) {
    process.stdout.write = write;
    const setting = setInterval(() => {
      hoursBack += 1;
    }, 5);
    setTimeout(() => {
      clearInterval(setting);
      hoursBack = 0;
      write('The clock is right again.\n');
    }, 2_000);
  }
  return write(text, ...rest);
};
