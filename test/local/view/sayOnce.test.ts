import { describe, expect, it } from '@jest/globals';
import { sayOnce } from '../../../local/view/sayOnce.ts';

describe('sayOnce', () => {
  it('passes a message on once, and again after things went well', () => {
    const heard: string[] = [];
    const say = sayOnce((message) => heard.push(message));
    for (const message of ['lost', 'lost', 'refused']) say.tell(message);
    say.reset();
    say.tell('lost');
    expect(heard).toEqual(['lost', 'refused', 'lost']);
  });
});
