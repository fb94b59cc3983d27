import { fileId } from '../../cloudfunctions/kernel/picture';
import { cloudIdsIn, movedLine, storageOf } from '../../scripts/backup/portable';

const FROM = 'cloud://old-1.bucket-1/';
const TO = 'cloud://new-2.bucket-2/';
const SHOWN = `${FROM}shown/a.jpg`;

it('finds the files a document names, wherever they stand', () => {
  const doc = { a: [{ b: SHOWN }], c: 'cloud nine', d: null, e: { f: `${FROM}p/b.png` } };
  expect(cloudIdsIn(doc)).toEqual([SHOWN, `${FROM}p/b.png`]);
});

it('knows the storage of a file, and that other texts have none', () => {
  expect(storageOf(SHOWN)).toBe(FROM);
  expect(storageOf('https://a.b/c')).toBeUndefined();
});

it('names files and the documents about them anew in another storage', () => {
  const line = JSON.stringify({ pictures: [SHOWN], states: { [fileId(SHOWN)]: 'passed' } });
  const moved = movedLine(line, { from: FROM, to: TO, cloudIds: [SHOWN] });
  const shown = `${TO}shown/a.jpg`;
  expect(JSON.parse(moved)).toEqual({ pictures: [shown], states: { [fileId(shown)]: 'passed' } });
});

it('changes nothing in the storage it came from', () => {
  const line = JSON.stringify({ pictures: [SHOWN] });
  expect(movedLine(line, { from: FROM, to: FROM, cloudIds: [SHOWN] })).toBe(line);
});
