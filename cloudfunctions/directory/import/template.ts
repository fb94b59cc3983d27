/** The empty register people fill in, with a second sheet that shows how. */
import { COLUMNS } from './columns';

const EXAMPLES: readonly (readonly string[])[] = [
  ['东环路3巷22号院', '1单元', '101', '李', '自住', '李桂芳', '60–79 岁', '是', '028-83000101'],
  ['东环路3巷22号院', '1单元', '101', '李', '自住', '李小川', '18–59 岁', '否', ''],
  ['东环路3巷22号院', '2单元', '302', '周', '租住', '周敏', '35', '否', '13800000302'],
  ['305号院', '', '6', '吴', '外出', '', '', '', ''],
];

const ADVICE: readonly string[] = [
  '怎么填：在“名册”这一页填，第一行表头不要改。',
  '一行写一个人；同一家有几个人，就写几行，院落、单元、门牌、户主姓氏照样写。',
  '院落可以写全名、别名或编号（如 C01）。没有单元的院子，单元空着。',
  '居住情况写：自住、租住、外出。空着就是自住。',
  '年龄段可以写年龄，如 72。',
  '只知道门牌、不知道有谁，就只写院落、门牌和户主姓氏。',
  '同一份表可以导入多次：已经有的不会重复，表里没有的人不会被删掉。',
  '',
  '例子：',
];

const WIDTHS = [24, 10, 10, 10, 10, 12, 14, 12, 18].map((width) => ({ width }));
const HEADER = COLUMNS.map((value) => ({ value, fontWeight: 'bold' as const }));

export async function templateFile(): Promise<Uint8Array> {
  const text = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => row.map((value) => ({ value, type: String })));
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const blob = await writeXlsxFile([
    { data: [HEADER], sheet: '名册', columns: WIDTHS, stickyRowsCount: 1 },
    {
      data: [...text(ADVICE.map((line) => [line])), HEADER, ...text(EXAMPLES)],
      sheet: '怎么填',
      columns: WIDTHS,
    },
  ]).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
