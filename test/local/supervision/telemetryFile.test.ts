import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { telemetryFile } from '../../../local/supervision/telemetryFile.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let folder: ReturnType<typeof temporaryFolder>;
let reports: string[];
beforeEach(() => {
  folder = temporaryFolder();
  reports = [];
});
afterEach(() => folder.remove());

const open = (mostBytes?: number) =>
  telemetryFile({
    folder: folder.path,
    report: (line) => void reports.push(line),
    ...(mostBytes !== undefined && { mostBytes }),
  });
const path = (name = 'telemetry.jsonl') => join(folder.path, name);
const linesOf = (name?: string) => readFileSync(path(name), 'utf8').trimEnd().split('\n');
const aLine = (written: number) =>
  `[2026-11-20T22:15:00.250Z] Stored ${written} tweets (partition 3, up to 40). batch={"v":1,"fn":"storeTweets","written":${written}}`;
const writtenIn = (name?: string) => linesOf(name).map((line): unknown => JSON.parse(line).written);

describe('the file of figures', () => {
  it('keeps when, of which function and of what a line tells, and its fields', () => {
    open()(aLine(98));
    expect(linesOf()).toEqual([
      '{"time":"2026-11-20T22:15:00.250Z","function":"storeTweets","kind":"batch","v":1,"written":98}',
    ]);
  });

  it.each([
    ['a line without figures', '[2026-11-20T22:15:00.250Z] Functions host on http://127.0.0.1:7071'],
    ['figures of no function', '[2026-11-20T22:15:00.250Z] Stored. batch={"v":1}'],
    ['what is cut off', '[2026-11-20T22:15:00.250Z] Stored. batch={"fn":"storeTweets","v":}'],
    ['a list', '[2026-11-20T22:15:00.250Z] Stored. batch=[{"fn":"storeTweets"}]'],
    ['figures in the middle of a line', `${aLine(1)} and more`],
    ['a line without a time', 'Stored. batch={"fn":"storeTweets"}'],
  ])('leaves out %s', (_what, line) => {
    open()(line);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('goes on with the file of an earlier start', () => {
    open()(aLine(1));
    open()(aLine(2));
    expect(writtenIn()).toEqual([1, 2]);
  });

  it('keeps one older file besides, so that both together never grow beyond twice the limit', () => {
    const mostBytes = 1_000;
    const keep = open(mostBytes);
    for (let written = 0; written < 100; written += 1) {
      // Another start finds what is there.
      (written % 7 === 0 ? open(mostBytes) : keep)(aLine(written));
      for (const name of readdirSync(folder.path)) expect(statSync(path(name)).size).toBeLessThanOrEqual(mostBytes);
    }
    expect(readdirSync(folder.path).toSorted()).toEqual(['telemetry.1.jsonl', 'telemetry.jsonl']);
    const kept = [...writtenIn('telemetry.1.jsonl'), ...writtenIn()];
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 100 - kept.length + index));
  });

  it('says once that it cannot be written, and lets the host go on', () => {
    mkdirSync(path());
    writeFileSync(path('telemetry.jsonl/in-the-way'), '');
    const keep = open();
    keep(aLine(1));
    keep(aLine(2));
    expect(reports).toEqual([
      expect.stringMatching(/telemetry\.jsonl cannot be written \(E[A-Z]+\)\. The pipeline goes on/),
    ]);
  });
});
