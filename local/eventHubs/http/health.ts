import { type Answer, json } from './answer.ts';

/** The official emulator's answers: https://learn.microsoft.com/azure/event-hubs/test-locally-with-event-hub-emulator */
export function health(healthy: boolean): Answer {
  return healthy
    ? json(200, { status: 'healthy', message: 'Service is healthy.' })
    : json(503, { status: 'unhealthy', message: 'Service not available. Please try after some time.' });
}
