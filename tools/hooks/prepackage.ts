import { runCommand } from './runCommand.ts';

// Before azd zips dist/app: makes it.
runCommand('build-package');
