import { runCommand } from './runCommand.ts';

// Before azd provisions: checks the parameters, and carries over what was switched in the app.
runCommand('azd/beforeProvision');
