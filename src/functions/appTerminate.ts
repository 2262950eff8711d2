import { app } from '@azure/functions';
import { closeClients } from '../composition.ts';

app.hook.appTerminate(closeClients);
