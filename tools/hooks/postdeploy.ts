import { runCommand } from './runCommand.ts';

// After azd has deployed: the proof. azd hands its outputs over as variables.
runCommand('deploy', [process.env.AZURE_FUNCTION_APP_NAME ?? '', '--proof-only']);
