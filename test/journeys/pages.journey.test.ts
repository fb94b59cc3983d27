import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf } from '../../local/server/pages';
import { auditPages } from '../support/page-audit';
import { VISITS } from '../support/visits';

const APP = join(__dirname, '../../miniprogram/app.json');

it('visits every page the mini-program has', () => {
  expect(Object.keys(VISITS).sort()).toEqual(pagesOf(APP).sort());
  expect(JSON.parse(readFileSync(APP, 'utf8'))).toMatchObject({ darkmode: true });
});

describe('in normal text, light and dark', () => {
  auditPages(1, ['light', 'dark']);
});
